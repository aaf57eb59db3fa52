import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { WARNINGS } from '../../bot/domain/gate/gate.ts';
import { maskNumbers } from '../../bot/domain/gate/mask-numbers.ts';
import { LANGUAGES, type Language } from '../../bot/domain/people/unit.ts';
import type { Problem } from '../../bot/domain/problem.ts';
import { STATES } from '../../bot/domain/suggestion/states.ts';
import { chatWords } from '../../bot/domain/words/chat.ts';
import { coreWords } from '../../bot/domain/words/core.ts';
import type { Card } from '../../bot/teams/cards/card.ts';
import { arrivalCard, boardCard, helpCard, privacyCard, welcomeCard } from '../../bot/teams/cards/help.ts';
import { mineCard } from '../../bot/teams/cards/mine.ts';
import { movedCard, overruledCard } from '../../bot/teams/cards/news.ts';
import { handedIn, receipt } from '../../bot/teams/cards/receipt.ts';
import { suggestionCard } from '../../bot/teams/cards/suggestion-card.ts';
import {
  type Draft,
  type FormView,
  readSuggestionForm,
  suggestionForm,
} from '../../bot/teams/cards/suggestion-form.ts';
import { createLinks } from '../../bot/teams/links.ts';
import { ana, ben, day, key, north, school, south, suggestion, unitKey } from '../support/cast.ts';
import { faultsOf, parts } from './card-rules.ts';

const links = createLinks({ teamsAppId: '0c0ffee0-7a11-4a00-8000-0000000000d0', address: 'https://tavla.example' });
const CHANNELS = { deviation: 'https://avvik.example/', whistleblowing: 'https://varsling.example/' };
/** The longest that may be: letters of several bytes, quotes that JSON doubles, line breaks. */
const longest = `${'æ"\n'.repeat(166)}øå`;
const longReply = 'ø'.repeat(1000);

const draft: Draft = {
  once: key(7),
  person: ana.id,
  text: longest,
  showName: true,
  unit: north.key,
  link: `https://teams.microsoft.com/l/message/${'x'.repeat(400)}`,
  posted: true,
};
const many = Array.from({ length: 40 }, (_, n) => ({ key: unitKey(`U${n}`), name: `Avdeling for prøving ${n}` }));
const form = (language: Language, view: Partial<FormView>): Card =>
  suggestionForm(
    { draft, units: [north, south], inDialog: false, links: CHANNELS, ...view },
    chatWords(language),
    coreWords(language),
  );

const PROBLEMS: readonly Problem[] = [
  { kind: 'nationalNumber' },
  { kind: 'lookAgain', warnings: [...WARNINGS] },
  { kind: 'textTooShort', min: 5 },
  { kind: 'chooseUnit' },
];

const cardsIn = (language: Language): Readonly<Record<string, Card>> => {
  const words = chatWords(language);
  const core = coreWords(language);
  const whole = {
    ...suggestion({ text: longest, reply: longReply, owner: ben.id, due: day('2026-12-24') }),
    sync: 'waiting' as const,
  };
  const board = links.board(north, whole.key);
  const names = new Map([
    [ana.id, '*Ana* [Berg](http://x)'],
    [ben.id, 'Ben Dahl'],
  ]);
  const view = { suggestion: whole, names, unitName: north.name, board };
  return {
    'empty form': form(language, { draft: { ...draft, text: '', unit: null, link: null } }),
    'form in a dialog': form(language, { inDialog: true }),
    'form with one unit': form(language, { units: [north] }),
    'form with many units': form(language, { units: many, draft: { ...draft, unit: null } }),
    'form after trouble': form(language, { units: [], remark: words.trouble(key(1)) }),
    ...Object.fromEntries(PROBLEMS.map((problem) => [`form: ${problem.kind}`, form(language, { problem })])),
    receipt: receipt({ suggestion: whole, unitName: north.name, board, waiting: true }, words),
    'handed in': handedIn(north.name, board, words),
    ...Object.fromEntries(
      STATES.map((state) => [
        `channel: ${state}`,
        suggestionCard({ ...view, suggestion: { ...whole, state } }, words, core),
      ]),
    ),
    moved: movedCard({ suggestion: whole, to: 'rejected', words: longReply, link: board }, words, core),
    overruled: overruledCard(whole, board, words),
    'none of mine': mineCard([], () => board, words, core),
    mine: mineCard(
      Array.from({ length: 30 }, () => ({ suggestion: whole, unitName: north.name })),
      () => board,
      words,
      core,
    ),
    help: helpCard(words),
    welcome: welcomeCard(words),
    'arrival at the board': arrivalCard(words, true),
    'arrival elsewhere': arrivalCard(words, false),
    privacy: privacyCard(words),
    boards: boardCard(
      many.map(({ name }) => ({ name, link: board })),
      words,
    ),
  };
};

describe.each(LANGUAGES)('cards in %s', (language) => {
  test.each(Object.entries(cardsIn(language)))(
    '%s is one that Teams shows, with the longest content',
    (_name, card) => {
      expect(faultsOf(card)).toEqual([]);
    },
  );

  test('nothing that people wrote is in a TextBlock, where it would be read as Markdown', () => {
    for (const card of Object.values(cardsIn(language)))
      for (const part of parts(card))
        if (part.type === 'TextBlock') expect(String(part.text)).not.toMatch(/\*Ana\*|æ"|øøø|Elvetun/);
  });
});

describe('the channel’s card', () => {
  const shown = (but: Parameters<typeof suggestion>[0]): string =>
    JSON.stringify(
      suggestionCard(
        {
          suggestion: suggestion(but),
          names: new Map([[ana.id, ana.name]]),
          unitName: north.name,
          board: links.board(north),
        },
        chatWords('nb'),
        coreWords('nb'),
      ),
    );

  test('says who suggested only where the name is shown', () => {
    expect(shown({ showName: true })).toContain('Fra Ana Berg');
    expect(shown({ showName: false })).not.toContain('Ana');
  });

  test('says nothing of what it was about once it is withdrawn or belongs elsewhere', () => {
    for (const state of ['withdrawn', 'rerouted'] as const) expect(shown({ state })).not.toMatch(/lager|Ana/);
  });
});

/** What a client sends: the button's data and the value of every field. */
const pressed = (card: Card, title: string): Record<string, unknown> => {
  const all = [...parts(card)];
  const button = all.find((part) => part.title === title && String(part.type).startsWith('Action.'));
  const fields = all.filter(({ type }) => String(type).startsWith('Input.'));
  const filled = Object.fromEntries(fields.map(({ id, value }) => [String(id), value ?? '']));
  return { ...(button?.data as object), ...filled };
};

const drafts: fc.Arbitrary<Draft> = fc.record({
  once: fc.constant(key(3)),
  person: fc.constantFrom(ana.id, ben.id),
  text: fc.string({ unit: 'grapheme', maxLength: 600 }).map(maskNumbers),
  showName: fc.boolean(),
  unit: fc.constantFrom(north.key, south.key, school.key, null),
  link: fc.option(fc.webUrl().filter((url) => url.length < 900)),
  posted: fc.boolean(),
});

describe('the form', () => {
  test('drawn and sent untouched, it brings the draft back', () => {
    const sets = fc.constantFrom([north], [north, south], [north, south, school], []);
    fc.assert(
      fc.property(drafts, sets, fc.boolean(), fc.constantFrom(...LANGUAGES), (wanted, units, inDialog, language) => {
        const read = readSuggestionForm(
          pressed(form(language, { draft: wanted, units, inDialog }), chatWords(language).form.send),
        );
        expect(read).toEqual({ ...wanted, confirmed: false, numberReason: undefined });
      }),
    );
  });

  test('the other button says that the warnings were seen', () => {
    const card = form('nb', { problem: { kind: 'lookAgain', warnings: ['room'] } });
    expect(readSuggestionForm(pressed(card, 'Send likevel'))?.confirmed).toBe(true);
    expect(readSuggestionForm(pressed(card, 'Send inn'))?.confirmed).toBe(false);
  });

  test('the unit that is chosen wins over the one that was guessed', () => {
    const data = { ...pressed(form('nb', {}), 'Send inn'), unitChoice: south.key };
    expect(readSuggestionForm(data)?.unit).toBe(south.key);
  });

  test('what is no form of ours is not read', () => {
    const good = pressed(form('nb', {}), 'Send inn');
    expect(readSuggestionForm(good)).toBeDefined();
    const bad: readonly unknown[] = [
      null,
      'x',
      [],
      {},
      { ...good, v: 2 },
      { ...good, verb: '__proto__' },
      { ...good, person: 'me' },
      { ...good, once: 7 },
      { ...good, unit: '../x' },
      { ...good, text: { toString: 'x' } },
      { ...good, showName: 'maybe' },
    ];
    for (const data of bad) expect(readSuggestionForm(data)).toBeUndefined();
  });

  test('a national identity number is shown to nobody, however it is written', () => {
    const numbers = [
      '10915596784',
      '109155 96784',
      '109155-96784',
      '１０９１５５９６７８４',
      '10.91.55.96784',
      '10915​596784',
    ];
    for (const number of numbers) {
      const shown = JSON.stringify(form('nb', { draft: { ...draft, text: `Bruker ${number} venter` } })).normalize(
        'NFKC',
      );
      expect(shown.replace(/[^\d]/g, '')).not.toContain('10915596784');
    }
  });
});
