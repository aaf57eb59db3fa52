import { describe, expect, test } from '@jest/globals';
import { leads, MAY, may } from '../../bot/domain/people/may.ts';
import {
  isMember,
  type Person,
  ROLES,
  type Role,
  rolesIn,
  SCOPES,
  type ScopeKind,
} from '../../bot/domain/people/person.ts';
import { isUnitKey, languageOf } from '../../bot/domain/people/unit.ts';
import {
  ana,
  ben,
  CAST,
  liv,
  nobody,
  north,
  person,
  school,
  siri,
  south,
  suggestion,
  UNITS,
  withRole,
} from '../support/cast.ts';

/** Which units of north (the place of the grant), south (same area) and school (another area) a scope reaches. */
const REACH: Record<ScopeKind, readonly string[]> = {
  unit: ['HEO01'],
  area: ['HEO01', 'HEO02'],
  municipality: ['HEO01', 'HEO02', 'OPP05'],
};

type Right = 'board.browse' | 'board.bind' | 'suggestion.submit' | 'suggestion.seeProposer';

/** What a role gives within its reach, besides what everybody of the unit has. Not named: nothing. */
const GIVES: Record<Role, readonly Right[]> = {
  unitLeader: ['board.browse', 'board.bind', 'suggestion.submit', 'suggestion.seeProposer'],
  deputyLeader: ['board.browse', 'board.bind', 'suggestion.submit', 'suggestion.seeProposer'],
  huddleHost: ['board.browse', 'suggestion.submit'],
  guide: ['board.browse', 'suggestion.submit'],
  coordinator: ['board.browse', 'board.bind', 'suggestion.submit'],
  areaHead: ['board.browse', 'suggestion.submit'],
  leaderGroup: ['board.browse', 'suggestion.submit'],
  unionRep: ['board.browse', 'suggestion.submit'],
  chiefUnionRep: ['board.browse', 'suggestion.submit'],
  safetyRep: ['board.browse', 'suggestion.submit'],
  chiefSafetyRep: ['board.browse', 'suggestion.submit'],
  hr: ['board.browse', 'suggestion.submit'],
  economist: ['board.browse', 'suggestion.submit'],
  admin: ['board.browse', 'board.bind', 'suggestion.submit'],
};

/** A suggestion of Ana's with the name hidden. */
const hidden = suggestion({ showName: false });

const rightsOf = (who: Person): Record<string, readonly Right[]> =>
  Object.fromEntries(
    UNITS.map((unit) => [
      unit.key,
      (['board.browse', 'board.bind', 'suggestion.submit', 'suggestion.seeProposer'] as const).filter((right) =>
        right === 'suggestion.seeProposer'
          ? may(who, right, { unit, suggestion: { ...hidden, unit: unit.key } })
          : may(who, right, unit),
      ),
    ]),
  );

describe('what a role may, and where', () => {
  test.each(ROLES.flatMap((role) => SCOPES.map((scope) => [role, scope] as const)))('%s over a %s', (role, scope) => {
    expect(rightsOf(withRole(person('Somebody'), role, scope))).toEqual(
      Object.fromEntries(UNITS.map(({ key }) => [key, REACH[scope].includes(key) ? GIVES[role] : []])),
    );
  });

  test('a member without a role browses and submits at home, and nowhere else', () => {
    expect(rightsOf(ben)).toEqual({ HEO01: ['board.browse', 'suggestion.submit'], HEO02: [], OPP05: [] });
  });

  test('somebody unknown may nothing', () => {
    expect(rightsOf(nobody)).toEqual({ HEO01: [], HEO02: [], OPP05: [] });
  });

  test.each(ROLES.flatMap((role) => SCOPES.map((scope) => [role, scope] as const)))(
    'saving is looked after by those who coordinate everything: %s over a %s',
    (role, scope) => {
      expect(may(withRole(person('Somebody'), role, scope), 'sync.repair', null)).toBe(
        scope === 'municipality' && (role === 'coordinator' || role === 'admin'),
      );
    },
  );

  test('two roles add up', () => {
    const both = withRole(withRole(person('Somebody'), 'safetyRep', 'unit', north), 'unitLeader', 'unit', school);
    expect(rolesIn(both, north)).toEqual(['safetyRep']);
    expect(rolesIn(both, school)).toEqual(['unitLeader']);
    expect(rolesIn(both, south)).toEqual([]);
    expect([leads(both, north), leads(both, school)]).toEqual([false, true]);
  });

  test('a role over an area without a name reaches no unit', () => {
    const loose = { ...school, area: '' };
    expect(rolesIn(withRole(person('Somebody'), 'areaHead', 'area', loose), loose)).toEqual([]);
  });

  test('leading a unit does not make somebody a member of its team', () => {
    expect(isMember(withRole(person('Somebody'), 'unitLeader', 'unit'), north)).toBe(false);
  });
});

describe('the proposer of a suggestion', () => {
  const sees = (who: Person, showName: boolean): boolean =>
    may(who, 'suggestion.seeProposer', { unit: north, suggestion: suggestion({ showName }) });

  test('is seen by all when shown, by the proposer and the leaders when hidden', () => {
    expect([ana, ben, liv, siri].map((who) => sees(who, true))).toEqual([true, true, true, true]);
    expect([ana, ben, liv, siri].map((who) => sees(who, false))).toEqual([true, false, true, true]);
  });

  test('is commented on by whoever may suggest', () => {
    for (const who of CAST) {
      expect(may(who, 'suggestion.comment', north)).toBe(may(who, 'suggestion.submit', north));
    }
  });

  test('alone may change the words', () => {
    const thing = { unit: north, suggestion: suggestion() };
    expect([ana, ben, liv, siri].map((who) => may(who, 'suggestion.edit', thing))).toEqual([true, false, false, false]);
  });
});

test('every right has been asked about here', () => {
  expect(Object.keys(MAY).sort()).toEqual([
    'board.bind',
    'board.browse',
    'suggestion.comment',
    'suggestion.edit',
    'suggestion.seeProposer',
    'suggestion.submit',
    'sync.repair',
  ]);
});

describe('units and languages', () => {
  test.each([
    ['HEO01', true],
    ['Ås-skule', true],
    ['a'.repeat(20), true],
    ['a'.repeat(21), false],
    ['', false],
    ['HEO 01', false],
    ["HEO01' or 1 eq 1", false],
    ['../HEO01', false],
  ])('%s as the key of a unit: %s', (text, expected) => {
    expect(isUnitKey(text)).toBe(expected);
  });

  test.each([
    ['nb-NO', 'nb'],
    ['no', 'nb'],
    ['NN-no', 'nn'],
    ['nn_NO', 'nn'],
    ['en-GB', 'en'],
    ['sv-SE', undefined],
    ['nnx', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s is read as %s', (locale, expected) => {
    expect(languageOf(locale)).toBe(expected);
  });
});
