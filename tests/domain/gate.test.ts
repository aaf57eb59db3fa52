import { describe, expect, test } from '@jest/globals';
import { idnr } from '@navikt/fnrvalidator';
import fc from 'fast-check';
import { inspect, WARNINGS, type Warning } from '../../bot/domain/gate/gate.ts';
import { maskNumbers } from '../../bot/domain/gate/mask-numbers.ts';
import { judgeNumber, numbersIn } from '../../bot/domain/gate/national-number.ts';
import { NUMBER_REASON_MAX, NUMBER_REASON_MIN, passGate } from '../../bot/domain/gate/pass.ts';
import { newSuggestion } from '../../bot/domain/suggestion/new-suggestion.ts';
import { ana, at, key, north } from '../support/cast.ts';
import { type Label, SENTENCES, UNSEEN } from './gate-sentences.ts';

/** Published by Skatteetaten and NAV for testing; they belong to nobody. */
const PUBLISHED = [
  ['synthetic, month +80', '10915596784', 'national'],
  ['synthetic and D-number', '50846202355', 'national'],
  ['valid by the old rule and the new', '02013299997', 'national'],
  ['valid by the old rule and the new', '30108299920', 'national'],
  ['valid by the rule from 2032 only', '30108299939', 'national'],
  ['control digits do not fit', '02013299987', 'dateLike'],
] as const;

const VALID = '10915596784';

/** A small generator of known beginning, so that a failure can be repeated (mulberry32). */
const seeded = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const randomDigits = (random: () => number): string =>
  Array.from({ length: 11 }, () => Math.floor(random() * 10)).join('');

/** First control digit as it was before 2032: remainder 0. */
const isOldRule = (digits: string): boolean =>
  [3, 7, 6, 1, 8, 9, 4, 5, 2, 1].reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11 === 0;

describe('a national identity number', () => {
  test.each(PUBLISHED)('%s: %s is %s', (_, digits, verdict) => {
    expect(judgeNumber(digits)).toBe(verdict);
    expect(idnr(digits).status).toBe(verdict === 'national' ? 'valid' : 'invalid');
  });

  test('is judged as NAV’s validator does, on 200 000 random strings and 50 000 with a date in front', () => {
    const random = seeded(2032);
    const within = (from: number, to: number): string =>
      String(from + Math.floor(random() * (to - from + 1))).padStart(2, '0');
    const dated = (): string => within(1, 31) + within(1, 12) + within(0, 99) + randomDigits(random).slice(0, 5);
    const strings = Array.from({ length: 250_000 }, (_, at) => (at < 200_000 ? randomDigits(random) : dated()));
    const differing = strings.filter((one) => (judgeNumber(one) === 'national') !== (idnr(one).status === 'valid'));
    expect(differing).toEqual([]);
  });

  test.each([
    ['29 February in a leap year', '29020400000', '29020500000'],
    ['year 00 is a leap year', '29020000000', '29020100000'],
    ['the last of April', '30040100000', '31040100000'],
    ['day of a D-number', '71010100000', '72010100000'],
    ['month of a help number', '01520100000', '01530100000'],
    ['month of a synthetic one', '01920100000', '01930100000'],
    ['the first day', '01010100000', '00010100000'],
    ['the first day of a D-number', '41010100000', '40010100000'],
  ])('%s: %s looks like a date, %s does not', (_, yes, no) => {
    expect(judgeNumber(yes)).not.toBe('other');
    expect(judgeNumber(no)).toBe('other');
  });

  test('of random strings, 0.17 % would be taken for one by the old rule and 0.69 % by the new', () => {
    const random = seeded(62);
    const hits = Array.from({ length: 200_000 }, () => randomDigits(random)).filter(
      (one) => judgeNumber(one) === 'national',
    );
    expect(hits.length / 200_000).toBeCloseTo(0.0069, 3);
    expect(hits.filter(isOldRule).length / 200_000).toBeCloseTo(0.0017, 3);
  });
});

describe('finding the number in a text', () => {
  test.each([
    ['alone', VALID],
    ['with a space', '109155 96784'],
    ['by twos', '10 91 55 967 84'],
    ['with dots', '10.91.55.96784'],
    ['with hyphens', '109155-96784'],
    ['with a hyphen between spaces', '109155 - 96784'],
    ['with a dash', '109155–96784'],
    ['with a non-breaking hyphen', '109155\u201196784'],
    ['with a minus sign', '109155−96784'],
    ['with a non-breaking space', '109155\u00a096784'],
    ['over two lines', '109155\n96784'],
    ['with a slash', '109155/96784'],
    ['full-width', '１０９１５５９６７８４'],
    ['with a zero-width space', '109155\u200b96784'],
    ['with a zero-width space after each digit', [...VALID].join('\u200b')],
    ['with a soft hyphen', '109155\u00ad96784'],
    ['with a word joiner', '10915596\u2060784'],
    ['in keycaps', [...VALID].map((digit) => `${digit}\ufe0f\u20e3`).join('')],
    ['in bold mathematical digits', [...VALID].map((digit) => String.fromCodePoint(0x1d7ce + Number(digit))).join('')],
    ['in Arabic-Indic digits', [...VALID].map((digit) => String.fromCodePoint(0x660 + Number(digit))).join('')],
    ['in Persian digits', [...VALID].map((digit) => String.fromCodePoint(0x6f0 + Number(digit))).join('')],
    ['glued to letters', `fnr${VALID}f`],
    ['after another number', `rom 14 ${VALID}`],
    ['after groups that would make eleven digits with its first half', 'rom 123 45 109155 96784'],
    ['before other groups', '109155 96784 12345 678901'],
    ['second of two', `02013299987, ${VALID}`],
  ])('%s', (_, written) => {
    expect(inspect(`Bruker ${written} venter.`).nationalNumber).toBe(true);
    expect(inspect(written).nationalNumber).toBe(true);
  });

  test.each([
    ['twelve digits', `${VALID}1`],
    ['ten digits', VALID.slice(1)],
    ['inside a longer number', `99${VALID}`],
    ['four words between', '109155 og så kommer 96784'],
    ['an account written 4.2.5 with dots', '1091.55.96784'],
    ['another account', '1503.12.12345'],
    ['date and time', '24.11.2026 kl 08.30'],
    ['a period', '12.05.2026 - 19.05.2026'],
    ['week numbers', 'uke 28, 29, 30, 31, 32 og 33'],
    ['a row of measurements', '35 34 36 33 35 37 34 35 36 34 35 33'],
  ])('%s is left alone', (_, written) => {
    expect(inspect(`Merk ${written} tydelig.`)).toEqual({ nationalNumber: false, warnings: [] });
  });

  test('eleven digits with a date but wrong control digits make it ask', () => {
    expect(inspect('Ordre 02013299987 kom to ganger.')).toEqual({ nationalNumber: false, warnings: ['dateNumber'] });
  });

  test('every number is found, wherever among other words and however separated', () => {
    const separator = fc.constantFrom('', ' ', '-', '.', ' - ', '\u200b', '\u00a0', '/');
    const words = fc.constantFrom('', 'Bruker ', 'sak nr 7 ', 'æøå 🙂 ', '42 ', '1 234 567 ', '12 345 678 9 ');
    fc.assert(
      fc.property(
        fc.constantFrom(...PUBLISHED.filter(([, , verdict]) => verdict === 'national').map(([, digits]) => digits)),
        fc.integer({ min: 1, max: 10 }),
        separator,
        words,
        words,
        (digits, cut, between, before, after) => {
          const text = `${before}${digits.slice(0, cut)}${between}${digits.slice(cut)} ${after}`;
          // 4.2.5 with dots is how accounts are written; one dot alone never makes that.
          expect(numbersIn(text)).toContain(digits);
        },
      ),
    );
  });

  test('masking leaves nothing that the gate would stop, and nothing of the number', () => {
    expect(maskNumbers(`Bruker ${VALID} og 02013299997 venter`)).toBe('Bruker ••••••••••• og ••••••••••• venter');
    expect(maskNumbers('Ordre 02013299987 på rom 123 45 109155 96784.')).toBe(
      'Ordre 02013299987 på rom 123 45 •••••••••••.',
    );
    expect(maskNumbers('Konto 1503.12.12345 og ﬁrma uten nummer')).toBe('Konto 1503.12.12345 og ﬁrma uten nummer');
  });
});

describe('letting a text through', () => {
  const numbered = `Ordren ${VALID} ble sendt to ganger`;
  const pass = (text: string, confirmed: boolean, numberReason?: string) => passGate(text, { confirmed, numberReason });

  test('a number is refused even when the writer insists, unless there is a reason', () => {
    expect(pass(numbered, true)).toEqual({ ok: false, problem: { kind: 'nationalNumber' } });
    expect(pass(numbered, false, '')).toEqual({ ok: false, problem: { kind: 'nationalNumber' } });
    expect(pass(numbered, false, 'ordrenummer')).toEqual({ ok: true, value: numbered });
  });

  test.each([
    ['one too short', 'a'.repeat(NUMBER_REASON_MIN - 1), false],
    ['just long enough', 'a'.repeat(NUMBER_REASON_MIN), true],
    ['long enough only with spaces', `  ${'a'.repeat(NUMBER_REASON_MIN - 1)}  `, false],
    ['as long as may be', 'a'.repeat(NUMBER_REASON_MAX), true],
    ['one too long', 'a'.repeat(NUMBER_REASON_MAX + 1), false],
    ['holding the number itself', `nummeret er ${VALID}`, false],
  ])('a reason %s: %#', (_, reason, passes) => {
    expect(pass(numbered, true, reason).ok).toBe(passes);
  });

  test('warnings ask once and then let through', () => {
    expect(pass('Ring meg på 912 34 567', false)).toEqual({
      ok: false,
      problem: { kind: 'lookAgain', warnings: ['phone'] },
    });
    expect(pass('Ring meg på 912 34 567', true).ok).toBe(true);
  });

  test('a reason for the number does not answer the warnings', () => {
    const both = `${numbered}, ring 912 34 567`;
    expect(pass(both, false, 'ordrenummer')).toEqual({
      ok: false,
      problem: { kind: 'lookAgain', warnings: ['phone'] },
    });
  });

  test('no finding and no refusal carries any of the text', () => {
    const sentences = [...Object.values(SENTENCES), ...Object.values(UNSEEN)].flat();
    for (const text of [...sentences, numbered, 'Ordre 02013299987']) {
      const finding = inspect(text);
      expect(Object.keys(finding).sort()).toEqual(['nationalNumber', 'warnings']);
      expect(typeof finding.nationalNumber).toBe('boolean');
      expect(finding.warnings.filter((warning) => !WARNINGS.includes(warning))).toEqual([]);
      const refused = passGate(text, { confirmed: false });
      if (!refused.ok) expect(JSON.stringify(refused)).not.toMatch(/\d|[æøå]/);
    }
  });
});

describe('the traps', () => {
  const hand = (text: string) =>
    newSuggestion(
      { unit: north.key, text, showName: true, confirmed: false },
      ana.id,
      key(1),
      at('2026-11-24T12:00:00Z'),
    );

  test('X1 a number in the middle of a sentence is stopped', () => {
    expect(hand('Bruker 109155 96784 må ha annen tid')).toEqual({ ok: false, problem: { kind: 'nationalNumber' } });
  });

  test.each<[string, string, Warning[]]>([
    ['X2 health and a room', 'Fru H på rom 14 med kols venter for lenge på pust', ['health', 'room']],
    ['X3 what may be whistleblowing', 'Leder godkjenner egen overtid hver måned', ['whistleblowing']],
    ['X4 what is a deviation', 'Feil medisin ble gitt tirsdag', ['deviation']],
  ])('%s makes it ask', (_, text, warnings) => {
    expect(hand(text)).toEqual({ ok: false, problem: { kind: 'lookAgain', warnings } });
  });

  test.each([
    ['a formula', '=HYPERLINK("http://x","lønn")'],
    ['HTML', '<img src=x onerror=alert(1)>'],
    ['Markdown', '[klikk](http://x)'],
  ])('X6 %s is kept as the text it is', (_, text) => {
    expect(hand(text)).toMatchObject({ ok: true, value: { text } });
  });

  test('X8 emoji, æøå, line breaks, both forms of the language, 500 characters', () => {
    const text = `Ikke ikkje 🙂👨‍👩‍👧 «æøå»\n${'å'.repeat(500)}`;
    const cut = [...text].slice(0, 500).join('');
    expect(hand(cut)).toMatchObject({ ok: true, value: { text: cut } });
  });

  test.each([
    '',
    '   ',
    '\n\t \r\n',
    'he',
    '\u200b\u200b\u200b\u200b\u200b\u200b',
    '\u200d\u200e\u200d\u200f\u200d\ufe0f',
  ])('X10 %j is asked to say more', (text) => {
    expect(hand(text)).toEqual({ ok: false, problem: { kind: 'textTooShort', min: 5 } });
  });

  test('X10 one word is enough; the leader can ask', () => {
    expect(hand('venting')).toMatchObject({ ok: true, value: { text: 'venting', state: 'new' } });
  });
});

/** Which warnings answer for a label. */
const ANSWERS: Record<Label, readonly Warning[]> = {
  none: [],
  contact: ['email', 'phone', 'plate'],
  health: ['health', 'room'],
  deviation: ['deviation'],
  whistleblowing: ['whistleblowing'],
};

const shareThatAsks = (sentences: readonly string[], warnings: readonly Warning[]): number =>
  sentences.filter((text) => inspect(text).warnings.some((warning) => warnings.includes(warning))).length /
  sentences.length;

const percent = (share: number): string => `${Math.round(share * 100)} %`;

describe('how often the gate is right', () => {
  test.each<[string, Record<Label, readonly string[]>, Record<Label, number>]>([
    [
      'sentences that the word lists were mended with',
      SENTENCES,
      { none: 0.01, contact: 1, health: 0.9, deviation: 0.95, whistleblowing: 0.95 },
    ],
    [
      'sentences that it had never seen',
      UNSEEN,
      { none: 0.05, contact: 0.8, health: 0.6, deviation: 0.5, whistleblowing: 0.5 },
    ],
  ])('%s', (name, sentences, limits) => {
    const falseAlarms = shareThatAsks(sentences.none, WARNINGS);
    const found = (['contact', 'health', 'deviation', 'whistleblowing'] as const).map((label) => ({
      label,
      share: shareThatAsks(sentences[label], ANSWERS[label]),
    }));
    const count = Object.values(sentences).flat().length;
    console.info(
      `${name} (${count}): false alarms ${percent(falseAlarms)}; found: ` +
        found.map(({ label, share }) => `${label} ${percent(share)}`).join(', '),
    );
    expect(falseAlarms).toBeLessThanOrEqual(limits.none);
    for (const { label, share } of found)
      expect({ label, share }).toEqual({ label, share: Math.max(share, limits[label]) });
  });

  test('at least 120 sentences, none twice', () => {
    const all = [...Object.values(SENTENCES), ...Object.values(UNSEEN)].flat();
    expect(all.length).toBeGreaterThanOrEqual(120);
    expect(new Set(all).size).toBe(all.length);
  });

  test.each([
    ['slags', 'Hva slags mat liker beboeren best?'],
    ['slagord', 'Eleven som vinner, får lage slagordet'],
    ['voldsomt', 'Det er voldsomt mye papir'],
    ['Volden', 'Familien Volden bor der'],
    ['bestikk', 'Legg bestikket i øverste skuff'],
    ['rehabilitet', 'Rehabilitering tar tid'],
    ['bruker as a verb', 'Vi bruker rom 14 til møter, og dei brukar rom 15'],
    ['tvangsmulkt', 'Tvangsmulkt regnes ut for hånd'],
    ['tillitsvald', 'Ho er vald som tillitsvald'],
  ])('%s is no alarm', (_, text) => {
    expect(inspect(text)).toEqual({ nationalNumber: false, warnings: [] });
  });
});
