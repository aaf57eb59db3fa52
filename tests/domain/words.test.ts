import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { WARNINGS } from '../../bot/domain/gate/gate.ts';
import { LANGUAGES, type Language } from '../../bot/domain/people/unit.ts';
import type { Problem } from '../../bot/domain/problem.ts';
import { NEEDS, STATES } from '../../bot/domain/suggestion/states.ts';
import { coreWords } from '../../bot/domain/words/core.ts';
import { say } from '../../bot/domain/words/say.ts';
import { day } from '../support/cast.ts';

const ROOM = join(import.meta.dirname, '../../bot/domain/words');
const FILES = readdirSync(join(ROOM, 'nb'));

/** Stands for any argument: a name, a number, a list; as text it is an ellipsis. */
const anything: unknown = new Proxy(() => anything, {
  get: (_, property) => {
    if (property === Symbol.toPrimitive || property === 'toString') return () => '…';
    if (property === 'length') return 2;
    return anything;
  },
});

/**
 * What a value says: a sentence, or what a function makes of nothing in particular, of one thing and of several.
 * Sentences about problems take their data as an object, so they are not counted.
 */
const sentencesOf = (value: unknown, path: string): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'function') return [];
  return (path.includes('.problem.') ? [anything] : [anything, 1, 2]).map((sample) =>
    String(value(...Array.from({ length: value.length }, () => sample))),
  );
};

type Said = { readonly path: string; readonly sentences: readonly string[] };

const walk = (value: unknown, path: string): readonly Said[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => walk(inner, `${path}.${name}`))
    : [{ path, sentences: sentencesOf(value, path) }];

const wordsOf = async (language: Language): Promise<readonly Said[]> => {
  const files = await Promise.all(
    FILES.map(async (file): Promise<readonly Said[]> => walk(await import(join(ROOM, language, file)), file)),
  );
  return files.flat();
};

const WORDS: Record<Language, readonly Said[]> = {
  nb: await wordsOf('nb'),
  nn: await wordsOf('nn'),
  en: await wordsOf('en'),
};

/** Places where one of the words stands as a whole word. */
const uses = (language: Language, words: readonly string[]): readonly string[] => {
  const expression = new RegExp(`(?<!\\p{L})(?:${words.join('|')})(?!\\p{L})`, 'iu');
  return WORDS[language].flatMap(({ path, sentences }) =>
    sentences
      .filter((text) => expression.test(text))
      .map((text) => `${path}: ${text} («${expression.exec(text)?.[0]}»)`),
  );
};

const ONLY_NB = (
  'ikke jeg hvor hva hvem hvordan hvorfor hvilken hvilket hvilke hvis enhet enheten enheter enhetene noe noen mer fra ble ' +
  'blitt være gjør kommer dere deres hun nå gang ganger forbedring forbedre ansvarlig leder lederen uten selv veileder ' +
  'bruker brukere ansatt ansatte medarbeider navn navnet tegn venter trenger finner viser velg sier måned uke løftet ' +
  'lukket begrunnelse tillitsvalgt verneombud stedfortreder endret lagret hører dette\\s+er\\s+en en et ei\\s+annen ' +
  'først\\s+etter\\s+at forsto gi\\s+deg\\s+en åpne åpner lenken siden\\s+er tjeneste'
)
  .split(' ')
  .filter((word) => !['forbedre', 'en'].includes(word));

const ONLY_NN = (
  'ikkje eg kvar kva kven korleis kvifor kva\\s+for eining eininga einingar noko nokon nokre meir frå vart vere gjer kjem ' +
  'dykk dykkar ho no gong gonger forbetring forbetre ansvarleg leiar leiaren utan sjølv rettleiar brukar brukarar tilsett ' +
  'medarbeidar namn namnet teikn ventar treng vel\\s+eining seier månad veke lyfta lukka grunngjeving tillitsvald ' +
  'verneombod stadfortredar endra\\s+av høyrer eit ein berre saman høgst sjå gjeld leggje opne opnar lenkja teneste tenester ' +
  'mogleg lovleg tidleg'
).split(' ');

const ENGLISH = (
  'board boards huddle huddles ticket tickets feedback dashboard update submit save cancel delete edit share close open ' +
  'retry error loading settings click user users owner due new done backlog sprint kanban task tasks note notes link ' +
  'login log\\s+in logout reset home mail the and or of to\\s+the with suggestion suggestions unit leader item items card'
).split(' ');

describe('the three languages', () => {
  test('have the same files', () => {
    for (const language of LANGUAGES) expect(readdirSync(join(ROOM, language))).toEqual(FILES);
    expect(FILES).toContain('core.ts');
  });

  test('say the same things, and nothing is empty or half made', () => {
    const paths = WORDS.nb.map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(100);
    for (const language of LANGUAGES) {
      expect(WORDS[language].map(({ path }) => path)).toEqual(paths);
      const bad = WORDS[language].filter(
        ({ sentences }) =>
          sentences.length === 0 ||
          sentences.some(
            (text) => text.trim() === '' || /undefined|NaN|\[object|null/.test(text) || text !== text.trim(),
          ),
      );
      expect(bad).toEqual([]);
    }
  });

  test('no bokmål in nynorsk', () => {
    expect(uses('nn', ONLY_NB)).toEqual([]);
  });

  test('no nynorsk in bokmål', () => {
    expect(uses('nb', ONLY_NN)).toEqual([]);
  });

  test('nynorsk ends in -leg, not in -lig', () => {
    expect(uses('nn', ['\\p{L}+lig', '\\p{L}+lige', '\\p{L}+ligere', '\\p{L}+ligst', '\\p{L}+ligen'])).toEqual([]);
  });

  test.each(['nb', 'nn'] as const)('no English in %s', (language) => {
    expect(uses(language, language === 'nn' ? ENGLISH.filter((word) => word !== 'open') : ENGLISH)).toEqual([]);
  });

  test.each(['nb', 'nn'] as const)(
    'never the rude word for declined, and none for staff or notes that is not ours, in %s',
    (language) => {
      expect(uses(language, ['avvist', 'dublett', 'saksnummer', 'ressurs', 'ressurser', 'implementert'])).toEqual([]);
    },
  );

  test('no Norwegian left in English', () => {
    expect(
      uses(
        'en',
        [...ONLY_NB, ...ONLY_NN].filter((word) => !['no', 'et', 'fra', 'her', 'gang', 'ho'].includes(word)),
      ),
    ).toEqual([]);
  });
});

const DAY = day('2026-11-24');
const one: { readonly [Kind in Problem['kind']]: Extract<Problem, { kind: Kind }> } = {
  nationalNumber: { kind: 'nationalNumber' },
  lookAgain: { kind: 'lookAgain', warnings: WARNINGS },
  notAllowed: { kind: 'notAllowed' },
  unitUnknown: { kind: 'unitUnknown' },
  noUnit: { kind: 'noUnit' },
  chooseUnit: { kind: 'chooseUnit' },
  textTooShort: { kind: 'textTooShort', min: 5 },
  textTooLong: { kind: 'textTooLong', max: 500, length: 512 },
  suggestionUnknown: { kind: 'suggestionUnknown' },
  noLongerEditable: { kind: 'noLongerEditable' },
  changedMeanwhile: { kind: 'changedMeanwhile', state: 'parked' },
  moveUnknown: { kind: 'moveUnknown' },
  answerMissing: { kind: 'answerMissing', need: 'reply' },
  answerTooShort: { kind: 'answerTooShort', need: 'reply', min: 20 },
  answerTooLong: { kind: 'answerTooLong', need: 'reply', max: 1000 },
  answerWrong: { kind: 'answerWrong', need: 'due' },
  dayTooEarly: { kind: 'dayTooEarly', need: 'due', first: DAY },
  dayTooLate: { kind: 'dayTooLate', need: 'reviewDate', last: DAY },
};
const PROBLEMS = Object.values(one);

describe.each(LANGUAGES)('a refusal said in %s', (language) => {
  const words = coreWords(language);

  test('is a whole sentence, and no two are the same', () => {
    const said = PROBLEMS.map((problem) => say(problem, words));
    expect(said.filter((text) => !/^\p{Lu}?.+[.…]$/u.test(text) || /undefined|…|object/.test(text))).toEqual([]);
    expect(new Set(said).size).toBe(said.length);
  });

  test('turns codes into words and days into dates', () => {
    for (const state of STATES) {
      expect(say({ kind: 'changedMeanwhile', state }, words)).toContain(words.state[state]);
    }
    for (const need of NEEDS) {
      expect(say({ kind: 'answerMissing', need }, words)).toContain(words.need[need]);
    }
    expect(say(one.dayTooEarly, words)).toContain('24.11.2026');
    expect(say(one.dayTooLate, words)).toContain('24.11.2026');
    expect(say(one.textTooLong, words)).toMatch(/512.*500/);
    expect(say(one.answerTooShort, words)).toContain('20');
  });

  test('never repeats what somebody wrote, even when the problem carried it', () => {
    for (const problem of PROBLEMS) {
      const leaky: Problem & { text: string; words: string; number: number } = {
        ...problem,
        text: 'hemmelig',
        words: 'hemmelig',
        number: 10_915_596_784,
      };
      expect(say(leaky, words)).toBe(say(problem, words));
    }
  });
});
