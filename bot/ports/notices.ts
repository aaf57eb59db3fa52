import type { PersonId } from '../domain/people/person.ts';
import type { State } from '../domain/suggestion/states.ts';
import type { SuggestionKey } from '../domain/suggestion/suggestion.ts';

/** Something that people are to be told in Teams. Kept with the change that caused it, delivered afterwards. */
export type Notice =
  /** The unit's channel gets a card for a new suggestion. */
  | { readonly kind: 'submitted'; readonly suggestion: SuggestionKey }
  /** The card in the channel shows the suggestion as it is now. */
  | { readonly kind: 'changed'; readonly suggestion: SuggestionKey }
  /** The proposer is told, personally, that it moved. */
  | {
      readonly kind: 'moved';
      readonly suggestion: SuggestionKey;
      readonly from: State;
      readonly to: State;
      readonly words: string | null;
    }
  /** The proposer or the owner is told, personally, that somebody commented. */
  | {
      readonly kind: 'commented';
      readonly suggestion: SuggestionKey;
      readonly person: PersonId;
      readonly by: PersonId;
      readonly words: string;
    }
  /** Somebody is told that a change of theirs lost against a newer one; the words are in the history. */
  | { readonly kind: 'overruled'; readonly suggestion: SuggestionKey; readonly person: PersonId };

/** `delivered`, or `unreachable` for good (blocked, not installed, channel gone): then it is not tried again. */
export type Delivery = 'delivered' | 'unreachable';

export type Notices = {
  /** Tells. Throws `Unavailable` when Teams does not answer now; the caller tries again later. */
  deliver(notice: Notice): Promise<Delivery>;
};
