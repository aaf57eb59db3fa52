import { describe, expect, test } from '@jest/globals';
import { inspect } from '../../bot/domain/gate/gate.ts';
import { ROLES } from '../../bot/domain/people/person.ts';
import { STATES, type State, TRANSITIONS } from '../../bot/domain/suggestion/states.ts';
import { TEXT_MAX, TEXT_MIN } from '../../bot/domain/suggestion/suggestion.ts';
import { cast } from '../../infra/local/solvangdal/cast.ts';
import { fifteen } from '../../infra/local/solvangdal/fifteen-suggestions.ts';
import { type SolvangdalInput, solvangdal } from '../../infra/local/solvangdal/solvangdal.ts';
import type { SolvangdalSuggestion } from '../../infra/local/solvangdal/suggestion.ts';
import { areas } from '../../infra/local/solvangdal/units.ts';

const INPUT: SolvangdalInput = {
  botId: 'b0b0b0b0-0000-4000-8000-000000000001',
  appId: 'a0a0a0a0-0000-4000-8000-000000000001',
  secrets: { bot: 'bot secret', app: 'app secret' },
  address: 'http://localhost:3978',
};
const { directory, units, roles, suggestions } = solvangdal(INPUT);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const withRole = (role: string) => roles.filter((row) => row.role === role);

describe('the units of Solvangdal', () => {
  test('are seventy, with 1 336 people in 1 010.9 full-time equivalents', () => {
    expect(units).toHaveLength(70);
    expect(sum(units.map(({ headcount }) => headcount))).toBe(1336);
    expect(sum(units.map(({ fte }) => fte))).toBeCloseTo(1010.9, 6);
  });

  test('have begun in 47 cases and wait in 23', () => {
    expect(units.filter(({ startYear }) => startYear !== null)).toHaveLength(47);
    expect(units.filter(({ startYear }) => startYear === null)).toHaveLength(23);
  });

  test.each([
    ['OPP', 18, 451, 369.7, 12],
    ['HEO', 21, 546, 360.5, 17],
    ['VEL', 6, 60, 56.9, 3],
    ['KUL', 6, 57, 36.4, 3],
    ['TEK', 10, 149, 118.9, 7],
    ['STA', 9, 73, 68.5, 5],
  ])(
    'in %s are %i units with %i people in %f full-time equivalents, %i of them begun',
    (area, count, people, fte, begun) => {
      const own = units.filter((unit) => unit.area === area);
      expect(own).toHaveLength(count);
      expect(sum(own.map(({ headcount }) => headcount))).toBe(people);
      expect(sum(own.map((unit) => unit.fte))).toBeCloseTo(fte, 6);
      expect(own.filter(({ startYear }) => startYear !== null)).toHaveLength(begun);
    },
  );

  test('lie in six areas, and three of them write nynorsk', () => {
    expect(new Set(units.map(({ area }) => area))).toEqual(new Set(areas.map(({ code }) => code)));
    expect(units.filter(({ language }) => language === 'nn').map(({ code }) => code)).toEqual([
      'OPP05',
      'OPP11',
      'HEO05',
    ]);
  });

  test('reach from 4 to 58 people, with 16.5 in the middle', () => {
    const sizes = units.map(({ headcount }) => headcount).sort((a, b) => a - b);
    expect([sizes[0], sizes.at(-1)]).toEqual([4, 58]);
    expect(((sizes[34] ?? 0) + (sizes[35] ?? 0)) / 2).toBe(16.5);
  });
});

describe('the people of Solvangdal', () => {
  test('are 1 336, each with an id, a mail address and a user name of their own', () => {
    expect(directory.users).toHaveLength(1336);
    for (const field of ['id', 'mail', 'userPrincipalName'] as const) {
      expect(new Set(directory.users.map((user) => user[field])).size).toBe(1336);
    }
  });

  test('have ids in the form of a GUID and addresses that only use plain letters', () => {
    for (const { id, mail } of directory.users) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(mail).toMatch(/^[a-z.-]+\d*@solvangdal\.example$/);
    }
  });

  test('are each in exactly one team, whose size is the unit’s headcount', () => {
    const members = directory.teams.flatMap((team) => team.members.map(({ userId }) => userId));
    expect(new Set(members).size).toBe(members.length);
    expect(new Set(members)).toEqual(new Set(directory.users.map(({ id }) => id)));
    expect(directory.teams.map((team) => team.members.length)).toEqual(units.map(({ headcount }) => headcount));
  });

  test('never share a full name within a unit', () => {
    const nameOf = new Map(directory.users.map(({ id, displayName }) => [id, displayName]));
    for (const team of directory.teams) {
      const names = team.members.map(({ userId }) => nameOf.get(userId));
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test('are the same people every time', () => {
    expect(solvangdal(INPUT)).toEqual(solvangdal({ ...INPUT }));
    expect(directory.users.find(({ displayName }) => displayName === 'Ana Kovač')?.id).toBe(
      '469209fb-c482-5bcd-81bc-13d99d08a7d7',
    );
  });

  test('include the cast, under their own names, at their own units', () => {
    for (const { id, name, unit, language } of cast) {
      expect(directory.users.find((user) => user.id === id)).toMatchObject({ displayName: name, language });
      const team = units.find(({ code }) => code === unit)?.teamId;
      expect(directory.teams.find((one) => one.id === team)?.members.map(({ userId }) => userId)).toContain(id);
      expect(directory.users.filter(({ displayName }) => displayName === name)).toHaveLength(1);
    }
  });
});

describe('the teams of Solvangdal', () => {
  test('have General under the team’s own id, and a channel for the board', () => {
    for (const unit of units) {
      const team = directory.teams.find(({ id }) => id === unit.teamId);
      expect(team?.channels[0]).toEqual({ id: team?.internalId, displayName: 'General' });
      expect(team?.channels[1]).toEqual({
        id: unit.channelId,
        displayName: unit.language === 'nn' ? 'Forbetring' : 'Forbedring',
      });
    }
  });

  test('have an owner each, who is the leader where there is one', () => {
    for (const unit of units) {
      const owners = directory.teams.find(({ id }) => id === unit.teamId)?.members.filter(({ owner }) => owner) ?? [];
      expect(owners.length).toBeGreaterThan(0);
      if (unit.leader !== null) expect(owners.map(({ userId }) => userId)).toContain(unit.leader);
    }
  });

  test('have ids of their own', () => {
    const ids = directory.teams.flatMap((team) => [team.id, ...team.channels.map(({ id }) => id)]);
    expect(new Set(ids).size).toBe(70 * 3);
  });
});

describe('the roles of Solvangdal', () => {
  test.each([
    ['unitLeader', 68],
    ['deputyLeader', 3],
    ['areaHead', 6],
    ['leaderGroup', 10],
    ['guide', 7],
    ['coordinator', 1],
    ['unionRep', 31],
    ['chiefUnionRep', 4],
    ['safetyRep', 58],
    ['chiefSafetyRep', 1],
    ['hr', 4],
    ['economist', 2],
    ['admin', 2],
  ])('count %s %i times', (role, count) => {
    expect(withRole(role)).toHaveLength(count);
  });

  test('are roles that Tavla knows, given to people who are there, over something that is there', () => {
    const people = new Set(directory.users.map(({ id }) => id));
    const places = new Set([...units.map(({ code }) => code), ...areas.map(({ code }) => code), 'municipality']);
    for (const { person, role, scope } of roles) {
      expect(ROLES).toContain(role);
      expect(people).toContain(person);
      expect(places).toContain(scope);
    }
  });

  test('leave two units without a leader', () => {
    expect(units.filter(({ leader }) => leader === null).map(({ code }) => code)).toEqual(['HEO10', 'KUL05']);
    const leaders = new Map(withRole('unitLeader').map(({ scope, person }) => [scope, person]));
    for (const { code, leader } of units) expect(leaders.get(code) ?? null).toBe(leader);
  });

  test('are held in a unit by its own people', () => {
    const local = roles.filter(({ role }) => ['unitLeader', 'deputyLeader', 'unionRep', 'safetyRep'].includes(role));
    for (const { person, scope } of local) {
      const team = units.find(({ code }) => code === scope)?.teamId;
      const members = directory.teams.find(({ id }) => id === team)?.members ?? [];
      expect(members.map(({ userId }) => userId)).toContain(person);
    }
  });

  test('spare the smallest units a safety representative', () => {
    expect(withRole('safetyRep').map(({ scope }) => scope)).not.toContain('KUL06');
  });
});

describe('the registrations of Solvangdal', () => {
  test('are two, and the bot’s may nothing in Graph', () => {
    expect(directory.apps.map(({ clientId }) => clientId)).toEqual([INPUT.appId, INPUT.botId]);
    expect(directory.apps[0]?.idUri).toBe(`api://localhost:3978/${INPUT.appId}`);
    expect(directory.apps[1]?.graphRoles).toEqual([]);
  });
});

/** What the way into a state has asked for, as fields of the seed. */
const ASKED: Record<string, (suggestion: SolvangdalSuggestion) => unknown> = {
  due: ({ dueInDays }) => dueInDays,
  reviewDate: ({ reviewInDays }) => reviewInDays,
  threeF: ({ threeF }) => threeF,
  effort: ({ effort }) => effort,
  effect: ({ effect }) => effect,
  owner: ({ owner }) => owner,
  firstTest: ({ firstTest }) => firstTest,
  question: ({ question }) => question,
  result: ({ result }) => result,
  learning: ({ learning }) => learning,
  reasonCode: ({ reason }) => reason,
  reason: ({ why }) => why,
  reply: ({ reply }) => reply,
};

/** The first way into a state that is listed is the usual one. `on_hold` has no move of its own yet. */
const needsOf = (state: State): readonly string[] =>
  state === 'new' ? [] : (TRANSITIONS.find(({ to }) => to === state)?.needs ?? []);

const NN_ONLY = /(?<!\p{L})(ikkje|eg|kvar|eining|einingar|dei|ein|berre|korleis|frå|gong)(?!\p{L})/iu;
const NB_ONLY = /(?<!\p{L})(ikke|jeg|hvor|enhet|noen|bare|hvordan|fra|hva|hver)(?!\p{L})/iu;

describe('the suggestions of Solvangdal', () => {
  test('are the fifteen, and some more on three boards', () => {
    expect(fifteen).toHaveLength(15);
    for (const unit of ['HEO01', 'OPP05', 'TEK03']) {
      expect(suggestions.filter((suggestion) => suggestion.unit === unit).length).toBeGreaterThanOrEqual(7);
    }
  });

  test.each(suggestions.map((suggestion) => [suggestion.unit, suggestion.text, suggestion] as const))(
    '%s “%s” could have come to where it stands',
    (_unit, text, suggestion) => {
      expect(STATES).toContain(suggestion.state);
      expect(text.length).toBeGreaterThanOrEqual(TEXT_MIN);
      expect(text.length).toBeLessThanOrEqual(TEXT_MAX);
      expect(suggestion.movedDaysAgo).toBeLessThanOrEqual(suggestion.submittedDaysAgo);
      for (const need of needsOf(suggestion.state))
        expect([need, ASKED[need]?.(suggestion)]).not.toEqual([need, undefined]);
      expect(suggestion.phase !== undefined).toBe(suggestion.state === 'in_progress');
    },
  );

  test('pass the gate without a word', () => {
    for (const suggestion of suggestions) {
      const words = [suggestion.text, suggestion.reply, suggestion.question, suggestion.firstTest, suggestion.result];
      for (const text of words.filter((one) => one !== undefined)) {
        expect([text, inspect(text)]).toEqual([text, { nationalNumber: false, warnings: [] }]);
      }
    }
  });

  test('answer people in whole sentences, of twenty characters or more', () => {
    for (const { reply } of suggestions) if (reply !== undefined) expect(reply.length).toBeGreaterThanOrEqual(20);
  });

  test('are written in the unit’s own form of Norwegian', () => {
    for (const suggestion of suggestions) {
      const nynorsk = units.find(({ code }) => code === suggestion.unit)?.language === 'nn';
      const { text, reply = '', question = '', firstTest = '', result = '', learning = '', why = '' } = suggestion;
      for (const words of [text, reply, question, firstTest, result, learning, why]) {
        expect(words).not.toMatch(nynorsk ? NB_ONLY : NN_ONLY);
      }
    }
  });

  test('come from, and are owned by, people of the unit', () => {
    for (const { unit, proposer, owner } of suggestions) {
      const team = units.find(({ code }) => code === unit)?.teamId;
      const members = directory.teams.find(({ id }) => id === team)?.members.map(({ userId }) => userId);
      expect(members).toContain(proposer);
      if (owner !== undefined) expect(members).toContain(owner);
    }
  });

  test('show a spread of states, and one whose proposer stays out of sight', () => {
    expect(new Set(suggestions.map(({ state }) => state)).size).toBe(10);
    expect(suggestions.filter(({ showName }) => !showName)).toHaveLength(1);
  });
});
