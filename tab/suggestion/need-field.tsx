import { type ReactNode, useId } from 'react';
import type { Member } from '../../bot/domain/board/board.ts';
import { addDays, type Day } from '../../bot/domain/calendar/day.ts';
import { PARK_MAX_DAYS, REPLY_MIN, WORDS_MAX, WORDS_MIN } from '../../bot/domain/suggestion/answers.ts';
import type { Need } from '../../bot/domain/suggestion/states.ts';
import { REASON_CODES, SCORES, THREE_F } from '../../bot/domain/suggestion/suggestion.ts';
import { useWords, type Words } from '../words.tsx';

/** How a need is asked for. */
export type Ask =
  | { readonly kind: 'person' }
  | { readonly kind: 'day'; readonly days: number }
  | { readonly kind: 'row'; readonly options: readonly string[] }
  | { readonly kind: 'list'; readonly options: readonly string[] }
  | { readonly kind: 'words'; readonly min: number };

/** Due dates further off than this are slips of the finger, in days. */
const DUE_DAYS = 730;

/** The field for every need. */
export const ASKS: Record<Need, Ask> = {
  threeF: { kind: 'row', options: THREE_F },
  effect: { kind: 'row', options: SCORES.map(String) },
  effort: { kind: 'row', options: SCORES.map(String) },
  owner: { kind: 'person' },
  due: { kind: 'day', days: DUE_DAYS },
  firstTest: { kind: 'words', min: WORDS_MIN },
  question: { kind: 'words', min: WORDS_MIN },
  answer: { kind: 'words', min: WORDS_MIN },
  result: { kind: 'words', min: WORDS_MIN },
  learning: { kind: 'words', min: WORDS_MIN },
  reasonCode: { kind: 'list', options: REASON_CODES },
  reason: { kind: 'words', min: WORDS_MIN },
  reviewDate: { kind: 'day', days: PARK_MAX_DAYS },
  reply: { kind: 'words', min: REPLY_MIN },
};

const labelOf = (option: string, words: Words): string => {
  const known: Readonly<Record<string, string>> = { ...words.threeF, ...words.reasonCode };
  return known[option] ?? option;
};

type Props = {
  readonly need: Need;
  readonly value: string;
  readonly problem: string | null;
  readonly members: readonly Member[];
  readonly today: Day;
  readonly onChange: (value: string) => void;
};

/** One question of a move's dialog, asked in the way that suits it. */
export const NeedField = ({ need, value, problem, members, today, onChange }: Props) => {
  const words = useWords();
  const id = useId();
  const ask = ASKS[need];
  const wrong = problem !== null;
  const about = { 'aria-invalid': wrong || undefined, 'aria-describedby': `${id}-hint ${id}-problem` };
  const complaint = wrong && (
    <p className="problem" id={`${id}-problem`}>
      {problem}
    </p>
  );
  if (ask.kind === 'row')
    return (
      <fieldset className="field">
        <legend>{words.need[need]}</legend>
        <div className="row" {...about}>
          {ask.options.map((option) => (
            <label key={option} className="choice">
              <input
                type="radio"
                name={need}
                value={option}
                checked={value === option}
                onChange={() => onChange(option)}
              />
              <span>{labelOf(option, words)}</span>
            </label>
          ))}
        </div>
        {complaint}
      </fieldset>
    );
  const hint = ask.kind === 'words' && ask.min > WORDS_MIN && (
    <p className="under" id={`${id}-hint`}>
      {words.screen.move.least(ask.min)}
    </p>
  );
  const field = (control: ReactNode) => (
    <div className="field">
      <label htmlFor={id}>{words.need[need]}</label>
      {control}
      {hint}
      {complaint}
    </div>
  );
  if (ask.kind === 'words')
    return field(
      <textarea
        id={id}
        rows={3}
        maxLength={WORDS_MAX}
        value={value}
        {...about}
        onInput={(event) => onChange(event.currentTarget.value)}
      />,
    );
  if (ask.kind === 'day')
    return field(
      <input
        id={id}
        type="date"
        min={today}
        max={addDays(today, ask.days)}
        value={value}
        {...about}
        onInput={(event) => onChange(event.currentTarget.value)}
      />,
    );
  const options =
    ask.kind === 'person' ? members : ask.options.map((code) => ({ id: code, name: labelOf(code, words) }));
  return field(
    <select id={id} value={value} {...about} onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">{ask.kind === 'person' ? words.screen.move.pickOwner : words.screen.choose}</option>
      {options.map((option) => (
        <option key={option.id} value={option.id}>
          {option.name}
        </option>
      ))}
    </select>,
  );
};
