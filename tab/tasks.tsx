import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { ENDPOINTS } from '../bot/contract/endpoints.ts';
import type { Card, Me, Member, Names, SuggestionView } from '../bot/domain/board/board.ts';
import type { Day } from '../bot/domain/calendar/day.ts';
import { EDITABLE, type Transition } from '../bot/domain/suggestion/states.ts';
import type { Failure } from './api/client.ts';
import { freshKey } from './api/fresh-key.ts';
import type { Session } from './api/session.ts';
import type { Said } from './suggestion/comment-form.tsx';
import { Detail, type Known } from './suggestion/detail.tsx';
import type { Drafts } from './suggestion/drafts.ts';
import { MoveDialog } from './suggestion/move-dialog.tsx';
import { SubmitDialog } from './suggestion/submit-dialog.tsx';
import { moveWords, needsNothing } from './suggestion/target-words.ts';
import { TextForm } from './suggestion/text-form.tsx';
import { NO_TASK, type Task } from './task.ts';
import { Dialog } from './ui/dialog.tsx';
import { troubleWords } from './ui/trouble-words.ts';
import type { Actions } from './use-actions.ts';
import { useWords } from './words.tsx';

type Props = {
  readonly task: Task;
  readonly setTask: (task: Task) => void;
  readonly session: Session;
  readonly actions: Actions;
  readonly me: Me | null;
  readonly unit: string;
  readonly today: Day;
  readonly names: Names;
  /** Is it the viewer's own? */
  readonly isOwn: (card: Card) => boolean;
  readonly movesOf: (card: Card) => readonly Transition[];
  readonly onLink: (url: string) => void;
};

/** The dialogs over a page, one at a time. */
export const Tasks = (props: Props): ReactNode => {
  const { task, setTask, session, actions, me, unit, today, names, isOwn, movesOf, onLink } = props;
  const words = useWords();
  const close = useCallback(() => setTask(NO_TASK), [setTask]);
  const members = useCallback(async (): Promise<readonly Member[]> => {
    const answer = await session.client.call(ENDPOINTS.members, { unit }, undefined);
    return answer.kind === 'ok' ? answer.value : [];
  }, [session, unit]);

  if (task.kind === 'submit')
    return (
      <SubmitDialog
        units={me?.units.filter(({ key, member }) => member || key === unit) ?? []}
        unit={unit}
        drafts={actions.drafts}
        onClose={close}
        onSubmit={async (chosen, written) => {
          const problem = await actions.submit(chosen, written);
          if (problem === null) close();
          return problem;
        }}
      />
    );
  if (task.kind === 'edit')
    return (
      <Dialog title={words.screen.edit.title} onClose={close}>
        <TextForm
          start={task.card}
          action={words.screen.save}
          onDraft={keepNothing}
          onCancel={close}
          onSend={async (written) => {
            const problem = await actions.edit(unit, task.card.key, written);
            if (problem === null) close();
            return problem;
          }}
        />
      </Dialog>
    );
  if (task.kind === 'move' && me !== null)
    return (
      <MoveDialog
        card={task.card}
        moves={task.moves}
        me={me}
        today={today}
        members={members}
        known={knownMembers(me, names)}
        onClose={close}
        onMove={(move, answers) => {
          close();
          void actions.move(unit, task.card, move, answers);
        }}
      />
    );
  if (task.kind !== 'open') return null;
  const { card } = task;
  const begin = (move: Transition): void => {
    if (needsNothing(move)) {
      close();
      void actions.move(unit, card, move, {});
    } else setTask({ kind: 'move', card, moves: [move] });
  };
  return (
    <OpenSuggestion
      card={card}
      names={names}
      session={session}
      drafts={actions.drafts}
      today={today}
      moves={movesOf(card).map((move) => ({
        id: move.to,
        label: moveWords(move, words),
        onPick: () => begin(move),
      }))}
      onEdit={isOwn(card) && EDITABLE.includes(card.state) ? () => setTask({ kind: 'edit', card }) : null}
      onLink={onLink}
      onClose={close}
    />
  );
};

/** A change of words is begun from what stands on the board; only new suggestions have drafts. */
const keepNothing = (): void => undefined;

/** The viewer first, then whoever is named on the board: enough to choose an owner without a network. */
const knownMembers = (me: Me, names: Names): readonly Member[] => [
  { id: me.id, name: me.name },
  ...Object.entries(names)
    .filter(([id]) => id !== me.id)
    .map(([id, name]) => ({ id: id as Member['id'], name })),
];

type OpenProps = Omit<Parameters<typeof Detail>[0], 'known' | 'trouble' | 'comment'> & {
  readonly card: Card;
  readonly names: Names;
  readonly session: Session;
  readonly drafts: Drafts;
};

/** Shows what the card knows at once, and the rest when the server has answered. */
const OpenSuggestion = ({ card, names, session, drafts, ...rest }: OpenProps) => {
  const words = useWords();
  const [view, setView] = useState<SuggestionView | undefined>();
  const [failure, setFailure] = useState<Failure | undefined>();
  useEffect(() => {
    let gone = false;
    const read = async (): Promise<void> => {
      const answer = await session.client.call(ENDPOINTS.suggestion, { key: card.key }, undefined);
      if (gone) return;
      if (answer.kind === 'ok') setView(answer.value);
      else if (answer.kind !== 'unchanged') setFailure(answer);
    };
    void read();
    return () => {
      gone = true;
    };
  }, [session, card.key, card.state]);
  // One key for one comment, however often it is sent until it stands.
  const once = useRef(freshKey(session.now()));
  const send = async (text: string, confirmed: boolean): Promise<Said> => {
    const body = { once: once.current, text, confirmed };
    const answer = await session.client.call(ENDPOINTS.comment, { key: card.key }, body);
    if (answer.kind === 'refused') return answer.problem;
    if (answer.kind !== 'ok') return answer.kind === 'unchanged' ? null : troubleWords(answer, words);
    once.current = freshKey(session.now());
    setView(answer.value);
    return null;
  };
  const place = `comment.${card.key}`;
  const comment = {
    begun: drafts.read(place)?.text ?? '',
    onDraft: (text: string) => drafts.keep(place, { text, showName: true }),
    onSend: send,
  };
  const known: Known = view ?? { suggestion: card, names, history: undefined };
  const trouble = failure === undefined ? null : <p className="problem">{troubleWords(failure, words)}</p>;
  return <Detail {...rest} known={known} trouble={trouble} comment={comment} />;
};
