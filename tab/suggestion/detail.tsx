/**
 * One suggestion, close up.
 * Lives here: writing and changing it, reading it whole, and what a move asks.
 * The one rule: every word that somebody wrote is kept until the server has it or they throw it away.
 */

import type { ReactNode } from 'react';
import type { SuggestionView } from '../../bot/domain/board/board.ts';
import type { Day } from '../../bot/domain/calendar/day.ts';
import { dayWords, momentWords } from '../ui/dates.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { ScoreMarks } from '../ui/score.tsx';
import { useWords, type Words } from '../words.tsx';
import { CommentForm } from './comment-form.tsx';
import { historyWords } from './history.ts';

/** What is known of a suggestion before the server has answered, and all of it after. */
export type Known = Pick<SuggestionView, 'names'> & {
  readonly suggestion: Partial<SuggestionView['suggestion']> &
    Pick<SuggestionView['suggestion'], 'text' | 'state' | 'submittedAt'>;
  /** Undefined while it is being fetched. */
  readonly history: SuggestionView['history'] | undefined;
};

type Props = {
  readonly known: Known;
  readonly today: Day;
  readonly moves: readonly { readonly id: string; readonly label: string; readonly onPick: () => void }[];
  readonly onEdit: (() => void) | null;
  readonly onLink: (url: string) => void;
  readonly onClose: () => void;
  readonly comment: Parameters<typeof CommentForm>[0];
  /** What went wrong with fetching the rest. */
  readonly trouble: ReactNode;
};

type Fact = { readonly label: string; readonly value: ReactNode };

const factsOf = ({ suggestion, names }: Known, today: Day, words: Words): readonly Fact[] => {
  const { detail, card } = words.screen;
  const name = (id: string | null | undefined): string | null => (id == null ? null : (names[id] ?? null));
  const day = (value: Day | null | undefined): string | null => (value == null ? null : dayWords(value, today, words));
  const score = (value: number | null | undefined): ReactNode =>
    value == null ? null : <ScoreMarks score={value} label={detail.scale(value)} />;
  const phase = suggestion.phase == null ? '' : ` · ${words.phase[suggestion.phase]}`;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [detail.state, words.state[suggestion.state] + phase],
    [detail.proposer, name(suggestion.proposer) ?? card.hidden],
    [detail.submitted, momentWords(suggestion.submittedAt, today, words)],
    [words.need.owner, name(suggestion.owner)],
    [words.need.due, day(suggestion.due)],
    [words.need.firstTest, suggestion.firstTest ?? null],
    [detail.kind, suggestion.threeF == null ? null : words.threeF[suggestion.threeF]],
    [detail.effect, score(suggestion.effect)],
    [detail.effort, score(suggestion.effort)],
    [words.need.question, suggestion.question ?? null],
    [words.need.reasonCode, suggestion.reasonCode == null ? null : words.reasonCode[suggestion.reasonCode]],
    [words.need.reviewDate, day(suggestion.reviewDate)],
    [words.need.reply, suggestion.reply ?? null],
    [words.need.result, suggestion.result ?? null],
    [words.need.learning, suggestion.learning ?? null],
  ];
  return facts.flatMap(([label, value]) => (value === null || value === '' ? [] : [{ label, value }]));
};

export const Detail = ({ known, today, moves, onEdit, onLink, onClose, comment, trouble }: Props) => {
  const words = useWords();
  const { detail, move } = words.screen;
  const { suggestion, history, names } = known;
  const link = suggestion.sourceLink ?? null;
  return (
    <Dialog title={detail.title} shape="side" onClose={onClose}>
      <p className="whole">{suggestion.text}</p>
      <div className="actions">
        {onEdit !== null && (
          <button type="button" onClick={onEdit}>
            <Icon name="edit" /> {detail.edit}
          </button>
        )}
        {link !== null && (
          <button type="button" onClick={() => onLink(link)}>
            {detail.source}
          </button>
        )}
      </div>
      {moves.length > 0 && (
        <section className="moves" aria-label={move.menu}>
          <h3>{move.menu}</h3>
          <div className="actions">
            {moves.map(({ id, label, onPick }) => (
              <button key={id} type="button" onClick={onPick}>
                {label}
              </button>
            ))}
          </div>
        </section>
      )}
      <h3>{detail.facts}</h3>
      <dl className="facts">
        {factsOf(known, today, words).map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3>{detail.history}</h3>
      {trouble}
      <ol className="history" aria-busy={history === undefined}>
        <li>
          <p>
            {detail.submittedBy(
              suggestion.proposer == null ? words.screen.card.hidden : (names[suggestion.proposer] ?? detail.somebody),
            )}
          </p>
          <time dateTime={suggestion.submittedAt}>{momentWords(suggestion.submittedAt, today, words)}</time>
        </li>
        {history?.map((entry) => (
          <li key={entry.key}>
            <p>{historyWords(entry, names, words)}</p>
            {entry.words !== null && (
              <blockquote>
                {entry.what === 'edited' && `${detail.before} `}
                {entry.words}
              </blockquote>
            )}
            <time dateTime={entry.at}>{momentWords(entry.at, today, words)}</time>
          </li>
        ))}
      </ol>
      <CommentForm {...comment} />
    </Dialog>
  );
};
