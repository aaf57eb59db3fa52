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

/** States in which a due date still means something. */
const DATED: readonly State[] = ['prioritised', 'in_progress', 'on_hold'];

/** Up to two letters for the little circle before a name. */
const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('');

const dueOf = ({ card, today }: Props, words: Words): string | null => {
  if (card.due === null || !DATED.includes(card.state)) return null;
  const due = dayWords(card.due, today, words);
  return isOverdue(card, today) ? words.screen.card.overdue(due) : words.screen.card.due(due);
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
  const { card, proposer, owner, today, readOnly } = props;
  const words = useWords();
  const { age, words: ageWords } = ageShown(card, today, words);
  const quadrant = quadrantOf(card);
  const due = dueOf(props, words);
  const hint = hintOf(props, words);
  const who = proposer ?? words.screen.card.hidden;
  return (
    <li className="card" data-key={card.key} data-state={card.state}>
      {readOnly ? (
        <p className="card-text">{card.text}</p>
      ) : (
        <a className="card-text" href={`#${card.key}`} draggable={false}>
          {card.text}
        </a>
      )}
      {NAMED.includes(card.state) && <span className="card-state">{words.state[card.state]}</span>}
      {quadrant !== null && card.state === 'prioritised' && (
        <span className="card-value" data-quadrant={quadrant}>
          {words.screen.card.quadrant[quadrant]} · {words.screen.card.scores(card.effect ?? 0, card.effort ?? 0)}
        </span>
      )}
      {owner !== null && <span className="card-owner">{words.screen.card.owner(owner)}</span>}
      {due !== null && (
        <span className="card-due" data-overdue={isOverdue(card, today) || undefined}>
          {due}
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
