import type { SuggestionView } from '../../domain/board/board.ts';
import type { Assurance } from '../../domain/gate/pass.ts';
import { isUlid } from '../../domain/key.ts';
import { may } from '../../domain/people/may.ts';
import { type Person, type PersonId, rolesIn } from '../../domain/people/person.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { checkComment } from '../../domain/suggestion/comment.ts';
import type { HistoryEntry } from '../../domain/suggestion/history.ts';
import type { SuggestionProblem } from '../../domain/suggestion/problem.ts';
import type { Suggestion } from '../../domain/suggestion/suggestion.ts';
import type { Notice } from '../../ports/notices.ts';
import type { Ports } from '../ports.ts';
import type { Find } from './find.ts';
import { numberConfirmed } from './number-confirmed.ts';
import type { createRead } from './read.ts';

export type Comment = Assurance & { readonly text: string };

/** Whoever has a part in it hears of a comment, but nobody of their own. */
const listenersOf = ({ proposer, owner }: Suggestion, by: PersonId): readonly PersonId[] =>
  [...new Set([proposer, owner])].filter((id): id is PersonId => id !== null && id !== by);

/**
 * Adds a comment to the history. `once` is the key of its line: the same `once` again adds nothing. Returns the
 * suggestion with its history as the commenter sees it.
 */
export const createComment =
  (
    { clock, keys, suggestions }: Pick<Ports, 'clock' | 'keys' | 'suggestions'>,
    find: Find,
    read: ReturnType<typeof createRead>,
  ) =>
  async (
    seen: Person,
    key: string,
    comment: Comment,
    once: string,
  ): Promise<Result<SuggestionView, SuggestionProblem>> => {
    const found = await find(seen, key);
    if (!found.ok) return found;
    const { person, unit, suggestion } = found.value;
    if (!isUlid(once)) return refuse({ kind: 'suggestionUnknown' });
    if (!may(person, 'suggestion.comment', unit)) return refuse({ kind: 'notAllowed' });
    const text = checkComment(comment.text, comment);
    if (!text.ok) return text;
    const isThere = (await suggestions.history(suggestion.key)).some((line) => line.key === once);
    if (isThere) return read(person, key);
    const confirmation = keys.next();
    const added = await suggestions.change(suggestion.key, (current) => {
      const now = clock.now();
      const line: HistoryEntry = {
        key: once,
        suggestion: current.key,
        unit: current.unit,
        what: 'commented',
        at: now,
        by: person.id,
        role: rolesIn(person, unit)[0] ?? null,
        from: null,
        to: null,
        field: null,
        words: text.value,
      };
      const notices = listenersOf(current, person.id).map(
        (listener): Notice => ({
          kind: 'commented',
          suggestion: current.key,
          person: listener,
          by: person.id,
          words: text.value,
        }),
      );
      return ok({
        suggestion: current,
        history: [line, ...numberConfirmed({ ...current, text: text.value }, comment, now, confirmation)],
        notices,
      });
    });
    return added.ok ? read(person, key) : added;
  };
