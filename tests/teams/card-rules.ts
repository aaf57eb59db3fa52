import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { Card } from '../../bot/teams/cards/card.ts';

type Json = { readonly [property: string]: unknown };

const {
  $schema: _,
  id: __,
  ...schema
} = JSON.parse(readFileSync(new URL('./data/AdaptiveCard.1.5.0.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({
  strict: false,
  allErrors: true,
  formats: { uri: true, 'uri-reference': true, regex: true },
}).compile(schema);

/** Every object in a card, with those inside it. */
export function* parts(value: unknown): Generator<Json> {
  if (Array.isArray(value)) for (const one of value) yield* parts(one);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  yield { ...value };
  for (const inner of Object.values(value)) yield* parts(inner);
}

/** Teams carries about 28 KB at least; 25 leaves room for what it adds. */
const SIZE = 25 * 1024;

const isA = (kind: string) => (part: Json) => typeof part.type === 'string' && part.type.startsWith(kind);
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What is wrong with a card, by the schema of version 1.5 and by what Teams does beyond it. Empty: nothing. */
export const faultsOf = (card: Card): readonly string[] => {
  const all = [...parts(card)];
  const inputs = all.filter(isA('Input.'));
  const buttons = card.actions ?? [];
  const ids = inputs.map(({ id }) => id);
  const faults = [
    validate(card) ? '' : `schema: ${JSON.stringify(validate.errors?.slice(0, 3))}`,
    card.version === '1.5' ? '' : 'version is not 1.5',
    card.fallbackText.trim() === '' ? 'no fallback text' : '',
    Buffer.byteLength(JSON.stringify(card)) > SIZE ? `too large: ${Buffer.byteLength(JSON.stringify(card))}` : '',
    new Set(ids).size === ids.length ? '' : 'the same id twice',
    ...inputs.map(({ id, label }) => (typeof label === 'string' && label !== '' ? '' : `no label: ${id}`)),
    ...inputs.map((one) =>
      one.isRequired === true && typeof one.errorMessage !== 'string' ? `no error message: ${one.id}` : '',
    ),
    ...all.filter(isA('Image')).map(({ altText }) => (altText ? '' : 'an image without words')),
    ...all.filter(isA('Action.Execute')).map((one) => executeFault(one)),
    ...all.filter(isA('Action.Submit')).map(({ data }) => (isObject(data) ? '' : 'Submit without an object')),
    ...all.filter(isA('TextBlock')).map((one) => (one.wrap === true ? '' : `a line that is cut: ${one.text}`)),
    new Set(buttons.map(({ title }) => title)).size === buttons.length ? '' : 'two buttons with the same title',
    buttons.length > 6 ? 'more buttons than Teams shows' : '',
  ];
  return faults.filter((fault) => fault !== '');
};

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const executeFault = ({ title, verb, data, fallback }: Json): string => {
  if (!isObject(fallback) || fallback.type !== 'Action.Submit') return `no fallback: ${title}`;
  if (!same(fallback.data, data)) return `the fallback brings other data: ${title}`;
  return isObject(data) && data.verb === verb ? '' : `the verb is not in the data: ${title}`;
};
