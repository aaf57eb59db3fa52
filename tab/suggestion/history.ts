import type { SuggestionView } from '../../bot/domain/board/board.ts';
import type { HistoryEntry } from '../../bot/domain/suggestion/history.ts';
import { NEEDS, type Need, STATES, type State } from '../../bot/domain/suggestion/states.ts';
import type { Words } from '../words.tsx';

const isState = (text: string | null): text is State => STATES.some((state) => state === text);
const isNeed = (text: string | null): text is Need => NEEDS.some((need) => need === text);

const stateWords = (state: string | null, words: Words): string =>
  isState(state) ? words.state[state] : (state ?? '');

/** What a field is called to people; a column of SharePoint that we do not know keeps its own name. */
const fieldWords = (field: string | null, words: Words): string => {
  if (isNeed(field)) return words.need[field];
  if (field === 'state') return words.screen.detail.state;
  return field === 'text' ? words.screen.detail.title : (field ?? '');
};

/** Who did it, with the role that they did it in. */
const whoWords = ({ by, role }: HistoryEntry, names: SuggestionView['names'], words: Words): string => {
  const name = by === null ? words.screen.detail.somebody : (names[by] ?? words.screen.detail.somebody);
  return role === null ? name : `${name} (${words.role[role].toLowerCase()})`;
};

/** One line of history as a sentence without its full stop. */
export const historyWords = (entry: HistoryEntry, names: SuggestionView['names'], words: Words): string => {
  const who = whoWords(entry, names, words);
  const to = stateWords(entry.to, words);
  const { happened, movedOn } = words.screen.detail;
  if (entry.what === 'moved' && !isState(entry.from)) return movedOn(who, to);
  return happened[entry.what](who, stateWords(entry.from, words), to, fieldWords(entry.field, words));
};
