import type { State } from '../../bot/domain/suggestion/states.ts';
import { useWords } from '../words.tsx';

/** The way of a suggestion in four steps: handed in, answered, under way, in use. */
const STEP_OF: Record<State, number> = {
  new: 1,
  clarify: 1,
  prioritised: 2,
  parked: 2,
  escalated: 2,
  transferred: 2,
  in_progress: 3,
  on_hold: 3,
  implemented: 4,
  closed_effect: 4,
  closed_learning: 4,
  rejected: 4,
  rerouted: 4,
  merged: 4,
  withdrawn: 4,
};
const STEPS = [1, 2, 3, 4];

/** How far a suggestion has come, drawn as a short way with a word. */
export const Path = ({ state }: { readonly state: State }) => {
  const { screen, state: names } = useWords();
  const at = STEP_OF[state];
  return (
    <span className="path">
      <span className="path-dots" role="img" aria-label={screen.home.step(at, STEPS.length)}>
        {STEPS.map((step) => (
          <i key={step} data-done={step <= at || undefined} />
        ))}
      </span>
      {names[state]}
    </span>
  );
};
