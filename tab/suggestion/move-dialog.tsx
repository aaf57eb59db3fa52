import { useEffect, useRef, useState } from 'react';
import type { Card, Me, Member } from '../../bot/domain/board/board.ts';
import type { Day } from '../../bot/domain/calendar/day.ts';
import type { Problem } from '../../bot/domain/problem.ts';
import { problemsIn, type RawAnswers } from '../../bot/domain/suggestion/answers.ts';
import type { Need, Transition } from '../../bot/domain/suggestion/states.ts';
import { say } from '../../bot/domain/words/say.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useWords, type Words } from '../words.tsx';
import { NeedField } from './need-field.tsx';
import { moveWords } from './target-words.ts';

type Props = {
  readonly card: Card;
  /** What the move may mean: one, or several of which the person chooses. */
  readonly moves: readonly Transition[];
  readonly me: Me;
  readonly today: Day;
  /** Loads who can be made the owner; what is there at once stands in `known`. */
  readonly members: () => Promise<readonly Member[]>;
  readonly known: readonly Member[];
  readonly onMove: (move: Transition, answers: RawAnswers) => void;
  readonly onClose: () => void;
};

const startOf = (card: Card, me: Me): RawAnswers => ({
  owner: card.owner ?? me.id,
  ...(card.due === null ? {} : { due: card.due }),
  ...(card.effect === null ? {} : { effect: String(card.effect) }),
  ...(card.effort === null ? {} : { effort: String(card.effort) }),
  ...(card.threeF === null ? {} : { threeF: card.threeF }),
});

/** What is wrong with one answer; without a need, what is wrong with something that no field is for. */
const problemOf = (problems: readonly Problem[], need: Need | null): Problem | undefined =>
  problems.find((problem) => ('need' in problem ? problem.need : null) === need);

/** Asks exactly what the move needs, and nothing else. */
export const MoveDialog = ({ card, moves, me, today, members, known, onMove, onClose }: Props) => {
  const words = useWords();
  const { screen } = words;
  const form = useRef<HTMLFormElement>(null);
  const [chosen, choose] = useState(moves[0]);
  const [answers, setAnswers] = useState<RawAnswers>(() => startOf(card, me));
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [people, setPeople] = useState<readonly Member[]>(known);
  const asksOwner = chosen?.needs.includes('owner') ?? false;
  useEffect(() => {
    if (asksOwner) void members().then((found) => found.length > 0 && setPeople(found));
  }, [asksOwner, members]);
  useEffect(() => {
    if (problems.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid] input, [aria-invalid]')?.focus();
  }, [problems]);
  if (chosen === undefined) return null;
  const general = sentenceOf(problemOf(problems, null), words);
  const title = moves.length > 1 ? screen.move.outcome : titleOf(chosen, words);
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const found = problemsIn(chosen.needs, answers, today);
          if (found.length === 0) onMove(chosen, onlyAsked(chosen.needs, answers));
          else setProblems(found);
        }}
      >
        <blockquote className="quote">{card.text}</blockquote>
        {moves.length > 1 && (
          <fieldset className="field">
            <legend className="unseen">{screen.move.outcome}</legend>
            <div className="row">
              {moves.map((move) => (
                <label key={move.to} className="choice">
                  <input
                    type="radio"
                    name="outcome"
                    checked={move === chosen}
                    onChange={() => {
                      choose(move);
                      setProblems([]);
                    }}
                  />
                  <span>{moveWords(move, words)}</span>
                </label>
              ))}
            </div>
          </fieldset>
        )}
        {chosen.to === 'withdrawn' && <p>{screen.move.withdrawSure}</p>}
        {chosen.needs.map((need) => (
          <NeedField
            key={need}
            need={need}
            value={answers[need] ?? ''}
            problem={sentenceOf(problemOf(problems, need), words)}
            members={people}
            today={today}
            onChange={(value) => setAnswers({ ...answers, [need]: value })}
          />
        ))}
        {general !== null && (
          <p className="problem" role="alert">
            {general}
          </p>
        )}
        <footer className="dialog-foot">
          <button type="button" onClick={onClose}>
            {screen.cancel}
          </button>
          <button type="submit" className="primary">
            {confirmOf(chosen, words)}
          </button>
        </footer>
      </form>
    </Dialog>
  );
};

const sentenceOf = (problem: Problem | undefined, words: Words): string | null =>
  problem === undefined ? null : say(problem, words);

/** Moves that are called by what the person does, not by where the card goes. */
const isOwnAct = ({ to }: Transition): boolean => to === 'withdrawn' || to === 'new';

const titleOf = (move: Transition, words: Words): string =>
  isOwnAct(move) ? moveWords(move, words) : words.screen.move.title(moveWords(move, words));

const confirmOf = (move: Transition, words: Words): string => {
  const { move: say, send } = words.screen;
  return move.to === 'withdrawn' ? say.withdraw : move.to === 'new' ? send : say.confirm;
};

const onlyAsked = (needs: readonly Need[], answers: RawAnswers): RawAnswers =>
  Object.fromEntries(needs.map((need) => [need, answers[need] ?? '']));
