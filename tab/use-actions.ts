import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Card } from '../bot/domain/board/board.ts';
import type { Problem } from '../bot/domain/problem.ts';
import type { RawAnswers } from '../bot/domain/suggestion/answers.ts';
import type { Transition } from '../bot/domain/suggestion/states.ts';
import { freshKey } from './api/fresh-key.ts';
import type { Action } from './api/queue.ts';
import type { Attempt, Session } from './api/session.ts';
import { type Notice, noticeOf } from './notices.ts';
import { createDrafts, type Drafts } from './suggestion/drafts.ts';
import { targetWords } from './suggestion/target-words.ts';
import type { Written } from './suggestion/text-form.tsx';
import { announce } from './ui/announce.tsx';
import { useWords } from './words.tsx';

export type Actions = {
  readonly drafts: Drafts;
  readonly notices: readonly Notice[];
  readonly dismiss: (id: string) => void;
  /** These resolve with what the dialog must show, or null when it may close. */
  readonly submit: (unit: string, written: Written) => Promise<Problem | null>;
  readonly edit: (unit: string, key: string, written: Written) => Promise<Problem | null>;
  readonly move: (unit: string, card: Card, move: Transition, answers: RawAnswers) => Promise<void>;
};

/** Notices that take each other's place. */
const WAITING = 'waiting';
const DONE = 'done';
/** How long good news stays, in milliseconds; it is read out as well, and nothing is lost with it. */
const DONE_MS = 10_000;

/** What the person does, kept on the device first and told about in words. */
export const useActions = (session: Session): Actions => {
  const words = useWords();
  const { screen } = words;
  const drafts = useMemo(() => createDrafts(session.device, session.person, session.now), [session]);
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const tell = useCallback((notice: Notice): void => {
    setNotices((all) => [...all.filter(({ id }) => id !== notice.id), notice]);
    announce(notice.text);
  }, []);
  const say = useCallback((id: string, text: string): void => tell({ id, text, kept: [] }), [tell]);

  const isDone = notices.some(({ id }) => id === DONE);
  useEffect(() => {
    if (!isDone) return;
    const timer = setTimeout(() => setNotices((all) => all.filter(({ id }) => id !== DONE)), DONE_MS);
    return () => clearTimeout(timer);
  }, [isDone]);

  useEffect(
    () =>
      session.onSettled((action, answer) => {
        const notice = noticeOf(action, answer, words);
        setNotices((all) => all.filter(({ id }) => id !== WAITING));
        if (notice === null) return say(DONE, screen.status.sentLater(1));
        if (action.kind === 'submit') drafts.keep(action.unit, action.body);
        tell(notice);
      }),
    [session, words, screen, drafts, tell, say],
  );

  const act = useCallback(
    async (action: Action): Promise<Attempt> => {
      const attempt = await session.act(action);
      if (attempt.kind === 'waiting' && !attempt.kept) say(action.id, screen.submit.notKept);
      return attempt;
    },
    [session, say, screen],
  );

  return useMemo(() => {
    const written = async (action: Action, done: string): Promise<Problem | null> => {
      const attempt = await act(action);
      if (attempt.kind === 'refused') return attempt.problem;
      const notice = attempt.kind === 'trouble' ? noticeOf(action, attempt, words) : null;
      if (notice !== null) tell(notice);
      else say(attempt.kind === 'waiting' ? WAITING : DONE, attempt.kind === 'waiting' ? screen.submit.kept : done);
      return null;
    };
    return {
      drafts,
      notices,
      dismiss: (id) => setNotices((all) => all.filter((notice) => notice.id !== id)),
      async submit(unit, { text, showName, confirmed, numberReason }) {
        const once = freshKey(session.now());
        const body = { once, unit, text, showName, confirmed, numberReason };
        const problem = await written({ id: once, unit, at: session.now(), kind: 'submit', body }, screen.submit.sent);
        if (problem === null) drafts.forget(unit);
        return problem;
      },
      edit(unit, key, { text, showName, confirmed, numberReason }) {
        const body = { text, showName, confirmed, numberReason };
        return written(
          { id: freshKey(session.now()), unit, at: session.now(), kind: 'edit', key, body },
          screen.edit.saved,
        );
      },
      async move(unit, card, { to }, answers) {
        const body = { from: card.state, to, answers };
        const action: Action = {
          id: freshKey(session.now()),
          unit,
          at: session.now(),
          kind: 'move',
          key: card.key,
          body,
        };
        const attempt = await act(action);
        const target = targetWords(to, words);
        if (attempt.kind === 'waiting') return say(WAITING, screen.move.kept);
        const notice = attempt.kind === 'done' ? null : noticeOf(action, attempt, words);
        if (notice === null) announce(screen.move.done(target));
        else tell(notice);
      },
    };
  }, [act, drafts, notices, screen, session, tell, say, words]);
};
