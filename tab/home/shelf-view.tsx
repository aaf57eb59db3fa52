import type { SyncStatus } from '../../bot/domain/board/board.ts';
import type { Day } from '../../bot/domain/calendar/day.ts';
import type { Instant } from '../../bot/domain/calendar/instant.ts';
import { momentWords } from '../ui/dates.ts';
import { useWords } from '../words.tsx';

type Unsaved = SyncStatus['unsaved'][number];

type Props = {
  readonly status: SyncStatus;
  readonly today: Day;
  readonly onRetry: (item: Unsaved) => void;
};

/** How the working copy stands towards SharePoint, and what needs a hand. */
export const ShelfView = ({ status, today, onRetry }: Props) => {
  const words = useWords();
  const { shelf } = words.screen;
  const at = (moment: Instant): string => momentWords(moment, today, words);
  const { waiting, since, unsaved, unreadable } = status;
  const isQuiet = waiting === 0 && unsaved.length === 0 && unreadable.length === 0;
  return (
    <section className="shelf" aria-labelledby="shelf">
      <h2 id="shelf">{shelf.title}</h2>
      {isQuiet && <p>{shelf.allSaved}</p>}
      {since !== null && <p>{shelf.waiting(waiting, at(since))}</p>}
      {unsaved.length > 0 && (
        <>
          <h3>{shelf.unsaved}</h3>
          <p>{shelf.unsavedLead}</p>
          <ul className="mine">
            {unsaved.map((item) => (
              <li key={item.key}>
                <p>
                  {shelf.list[item.list]} · {item.key} · {shelf.since(at(item.since))}
                </p>
                <blockquote lang="en">{item.reason}</blockquote>
                <button type="button" className="again" onClick={() => onRetry(item)}>
                  {shelf.again(item.key)}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {unreadable.length > 0 && (
        <>
          <h3>{shelf.unreadable}</h3>
          <p>{shelf.unreadableLead}</p>
          <ul className="mine">
            {unreadable.map(({ list, itemId, column, reason }) => (
              <li key={`${list}/${itemId}`}>
                {shelf.list[list]}, {shelf.row(itemId, column)}: {shelf.reason[reason]}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};
