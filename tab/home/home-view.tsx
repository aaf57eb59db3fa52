/**
 * A person's own page.
 * Lives here: what became of their suggestions, and the way to their boards.
 * The one rule: it shows nobody else's.
 */

import type { ReactNode } from 'react';
import type { Me, Mine } from '../../bot/domain/board/board.ts';
import type { Day } from '../../bot/domain/calendar/day.ts';
import { dayOf, dayWords } from '../ui/dates.ts';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words.tsx';
import { Path } from './path.tsx';

type Props = {
  /** What a coordinator looks after; nothing for everybody else. */
  readonly shelf: ReactNode;
  readonly me: Me;
  readonly mine: readonly Mine[];
  readonly today: Day;
  readonly onOpen: (mine: Mine) => void;
  readonly addressOf: (unit: string) => string;
  readonly go: (address: string) => void;
};

export const HomeView = ({ shelf, me, mine, today, onOpen, addressOf, go }: Props) => {
  const words = useWords();
  const { home, card } = words.screen;
  const own = me.units.filter(({ member }) => member);
  const other = me.units.filter(({ member }) => !member);
  const boards = (units: Me['units']) => (
    <ul className="boards">
      {units.map(({ key, name }) => (
        <li key={key}>
          <a
            href={addressOf(key)}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey) return;
              event.preventDefault();
              go(addressOf(key));
            }}
          >
            {name}
          </a>
        </li>
      ))}
    </ul>
  );
  return (
    <main className="home">
      <section aria-labelledby="mine">
        <h2 id="mine">{home.mine}</h2>
        {mine.length === 0 && (
          <div className="face">
            <Icon name="lightbulb" />
            <p>{home.none}</p>
            <p>{home.noneHint}</p>
          </div>
        )}
        <ul className="mine">
          {mine.map((one) => (
            <li key={one.suggestion.key}>
              <button type="button" onClick={() => onOpen(one)}>
                {one.suggestion.text}
              </button>
              <p className="mine-foot">
                <Path state={one.suggestion.state} />
                <span>
                  {one.unitName} · {dayWords(dayOf(one.suggestion.submittedAt), today, words)}
                </span>
                {one.suggestion.sync !== 'saved' && <span className="card-hint">{card[one.suggestion.sync]}</span>}
              </p>
              {one.suggestion.reply !== null && <blockquote>{one.suggestion.reply}</blockquote>}
              {one.suggestion.state === 'clarify' && <blockquote>{one.suggestion.question}</blockquote>}
            </li>
          ))}
        </ul>
      </section>
      <nav aria-labelledby="boards">
        <h2 id="boards">{home.boards}</h2>
        {me.units.length === 0 && <p>{home.noBoards}</p>}
        {boards(own)}
        {other.length > 0 && (
          <details open={own.length === 0}>
            <summary>{home.other}</summary>
            {boards(other)}
          </details>
        )}
      </nav>
      {shelf}
    </main>
  );
};
