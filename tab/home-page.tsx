import { type ReactNode, useEffect, useState } from 'react';
import { ENDPOINTS } from '../bot/contract/endpoints.ts';
import type { Board, Card, Me, Mine } from '../bot/domain/board/board.ts';
import { publicCard } from '../bot/domain/board/public-card.ts';
import type { Day } from '../bot/domain/calendar/day.ts';
import { instantOf } from '../bot/domain/calendar/instant.ts';
import { movesFor } from '../bot/domain/suggestion/move.ts';
import type { Transition } from '../bot/domain/suggestion/states.ts';
import type { Failure } from './api/client.ts';
import type { Session } from './api/session.ts';
import { useAsk } from './api/use-ask.ts';
import { personOf, unitOf } from './api/viewer.ts';
import { HomeView } from './home/home-view.tsx';
import { boardAddress } from './route.ts';
import { ShelfSection } from './shelf-section.tsx';
import { StatusBar } from './status-bar.tsx';
import { NO_TASK, type Task } from './task.ts';
import { Tasks } from './tasks.tsx';
import { dayOf } from './ui/dates.ts';
import { Icon } from './ui/icon.tsx';
import { Skeleton } from './ui/skeleton.tsx';
import { TroublePage } from './ui/trouble.tsx';
import { useActions } from './use-actions.ts';
import { useWords } from './words.tsx';

type Props = {
  readonly session: Session;
  readonly open: string | undefined;
  readonly settings: ReactNode;
  readonly onMe: (me: Me) => void;
  readonly onLink: (url: string) => void;
  readonly go: (address: string) => void;
};

/** The personal tab. */
export const HomePage = (props: Props) => {
  const { session, onMe } = props;
  const me = useAsk(session, 'me', ENDPOINTS.me);
  const mine = useAsk(session, 'mine', ENDPOINTS.mine);
  const known = me.asked.kind === 'ready' ? me.asked.value : null;
  useEffect(() => {
    if (known !== null) onMe(known);
  }, [known, onMe]);
  const again = (): void => {
    me.again();
    mine.again();
    void session.queue.flush();
  };
  if (me.asked.kind === 'failed') return <TroublePage why={me.asked.why} onRetry={again} />;
  if (mine.asked.kind === 'failed') return <TroublePage why={mine.asked.why} onRetry={again} />;
  if (me.asked.kind === 'loading' || mine.asked.kind === 'loading') return <Skeleton />;
  const offline = me.asked.failure ?? mine.asked.failure;
  return <OpenHome {...props} me={me.asked.value} mine={mine.asked.value} offline={offline} again={again} />;
};

type OpenProps = Props & {
  readonly me: Me;
  readonly mine: readonly Mine[];
  readonly offline: Failure | null;
  readonly again: () => void;
};

const unitIn = (me: Me, key: string): Board['unit'] | undefined => {
  const unit = me.units.find((one) => one.key === key);
  return unit && { key: unit.key, name: unit.name, area: unit.area, language: me.language, startYear: null };
};

const OpenHome = ({ session, open, settings, onLink, go, me, mine, offline, again }: OpenProps) => {
  const { screen } = useWords();
  const actions = useActions(session);
  const today: Day = dayOf(instantOf(session.now()));
  const [task, setTask] = useState<Task>(() => {
    const found = mine.find(({ suggestion }) => suggestion.key === open);
    return found === undefined ? NO_TASK : { kind: 'open', card: publicCard(found.suggestion) };
  });
  const mineOf = (card: Card): Mine | undefined => mine.find(({ suggestion }) => suggestion.key === card.key);
  const movesOf = (card: Card): readonly Transition[] => {
    const suggestion = mineOf(card)?.suggestion;
    const unit = suggestion && unitIn(me, suggestion.unit);
    return suggestion === undefined || unit === undefined ? [] : movesFor(personOf(me), suggestion, unitOf(unit));
  };
  const unit = 'card' in task ? mineOf(task.card)?.suggestion.unit : undefined;
  return (
    <>
      <header className="board-head">
        <h1>{screen.home.title}</h1>
        <div className="board-buttons">
          {me.units.length > 0 && (
            <button type="button" className="primary" onClick={() => setTask({ kind: 'submit' })}>
              <Icon name="add" /> {screen.board.new}
            </button>
          )}
          {settings}
        </div>
      </header>
      <StatusBar
        offline={offline}
        unsent={session.queue.waiting().length}
        checkedAt={session.now()}
        notices={actions.notices}
        onRetry={again}
        onDismiss={actions.dismiss}
      />
      <HomeView
        shelf={me.mayRepair && <ShelfSection session={session} />}
        me={me}
        mine={mine}
        today={today}
        addressOf={boardAddress}
        go={go}
        onOpen={({ suggestion }) => setTask({ kind: 'open', card: publicCard(suggestion) })}
      />
      <Tasks
        task={task}
        setTask={(next) => {
          setTask(next);
          if (next.kind === 'none') again();
        }}
        session={session}
        actions={actions}
        me={me}
        unit={unit ?? me.units[0]?.key ?? ''}
        today={today}
        names={{ [me.id]: me.name }}
        isOwn={() => true}
        movesOf={movesOf}
        onLink={onLink}
      />
    </>
  );
};
