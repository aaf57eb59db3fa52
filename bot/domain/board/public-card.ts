import type { PersonId } from '../people/person.ts';
import type { Suggestion } from '../suggestion/suggestion.ts';
import type { Card, Sync } from './board.ts';

/** The card that every viewer may see: the proposer only where the name is shown. */
export const publicCard = (suggestion: Suggestion & { readonly sync: Sync }): Card => ({
  key: suggestion.key,
  text: suggestion.text,
  state: suggestion.state,
  phase: suggestion.phase,
  showName: suggestion.showName,
  submittedAt: suggestion.submittedAt,
  movedAt: suggestion.movedAt,
  owner: suggestion.owner,
  due: suggestion.due,
  threeF: suggestion.threeF,
  effort: suggestion.effort,
  effect: suggestion.effect,
  reviewDate: suggestion.reviewDate,
  question: suggestion.question,
  proposer: suggestion.showName ? suggestion.proposer : null,
  sync: suggestion.sync,
});

/** Whose names a card shows. */
export const peopleOn = (card: Card): readonly PersonId[] =>
  [card.proposer, card.owner].filter((id): id is PersonId => id !== null);
