import { memo } from 'react';
import type { Card } from '../../bot/domain/board/board.ts';
import type { Day } from '../../bot/domain/calendar/day.ts';
import { isOverdue } from '../../bot/domain/suggestion/age.ts';
import type { State } from '../../bot/domain/suggestion/states.ts';
import { dayWords } from '../ui/dates.ts';
import { useWords, type Words } from '../words.tsx';
import { ageShown } from './age-words.ts';
import { quadrantOf } from './quadrant.ts';

type Props = {
  readonly card: Card;
  readonly proposer: string | null;
  readonly owner: string | null;
  readonly today: Day;
  readonly unsent: boolean;
  readonly readOnly: boolean;
};

/** States that are not the plain meaning of their column, and so are named on the card. */
const NAMED: readonly State[] = [
  'clarify',
  'on_hold',
  'escalated',
  'transferred',
  'closed_effect',
  'closed_learning',
  'rejected',
];

/** Up to two letters for the little circle before a name. */
const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('');

const workOf = ({ card, owner, today }: Props, words: Words): string => {
  const say = words.screen.card;
  const due = card.due === null ? null : dayWords(card.due, today, words);
  const dueWords = due === null ? null : isOverdue(card, today) ? say.overdue(due) : say.due(due);
  return [owner === null ? null : say.owner(owner), dueWords].filter((part) => part !== null).join(' · ');
};

const hintOf = ({ card, unsent }: Props, words: Words): string | null => {
  const say = words.screen.card;
  if (unsent) return say.unsent;
  return card.sync === 'saved' ? null : say[card.sync];
};

/**
 * One suggestion on the board. Few nodes, because a board has hundreds: clicks, keys and drags are heard by the board
 * (gestures.ts), and circles, marks and meters are drawn by the style sheet.
 */
export const BoardCard = memo((props: Props) => {
  const { card, proposer, today, readOnly } = props;
  const words = useWords();
  const { age, words: ageWords } = ageShown(card, today, words);
  const quadrant = quadrantOf(card);
  const work = workOf(props, words);
  const hint = hintOf(props, words);
  const who = proposer ?? words.screen.card.hidden;
  return (
    <li className="card" data-key={card.key} data-state={card.state}>
      {readOnly ? (
        <p className="card-text">{card.text}</p>
      ) : (
        <button type="button" className="card-text">
          {card.text}
        </button>
      )}
      {NAMED.includes(card.state) && <span className="card-state">{words.state[card.state]}</span>}
      {quadrant !== null && card.state === 'prioritised' && (
        <span className="card-value" data-effect={card.effect} data-effort={card.effort} data-quadrant={quadrant}>
          {words.screen.card.quadrant[quadrant]}
        </span>
      )}
      {work !== '' && (
        <span className="card-work" data-overdue={isOverdue(card, today) || undefined}>
          {work}
        </span>
      )}
      {hint !== null && <span className="card-hint">{hint}</span>}
      <span className="card-who" data-initials={proposer === null ? '' : initialsOf(who)}>
        {who}
      </span>
      <span className="card-age" data-age={age}>
        {ageWords}
      </span>
      {!readOnly && (
        <button
          type="button"
          className="card-move"
          aria-haspopup="menu"
          aria-label={words.screen.card.move(card.text.slice(0, 60))}
        />
      )}
    </li>
  );
});
