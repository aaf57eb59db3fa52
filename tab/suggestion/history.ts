import type { SuggestionView } from '../../bot/domain/board/board.ts';
import type { HistoryEntry } from '../../bot/domain/suggestion/history.ts';
import { STATES, type State } from '../../bot/domain/suggestion/states.ts';
import { FIELD_WORDS, type Field } from '../../bot/domain/words/field-words.ts';
import type { Words } from '../words.tsx';

const isState = (text: string | null): text is State => STATES.some((state) => state === text);
const isField = (text: string): text is Field => Object.hasOwn(FIELD_WORDS.nb, text);

const stateWords = (state: string | null, words: Words): string =>
  isState(state) ? words.state[state] : (state ?? '');

/** What a field is called to people; a column of SharePoint that we do not know keeps its own name. */
const fieldWords = (field: string | null, { code }: Words): string => {
  if (field === null) return '';
  return isField(field) ? FIELD_WORDS[code][field] : field;
};

/** A title inside a sentence: «Unit leader» begins small there, «HR» does not. */
const insideSentence = (title: string): string =>
  /^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;

/** Who did it, with the role that they did it in. */
const whoWords = ({ by, role }: HistoryEntry, names: SuggestionView['names'], words: Words): string => {
  const name = by === null ? words.screen.detail.somebody : (names[by] ?? words.screen.detail.somebody);
  return role === null ? name : `${name} (${insideSentence(words.role[role])})`;
};

/** One line of history as a sentence without its full stop. */
export const historyWords = (entry: HistoryEntry, names: SuggestionView['names'], words: Words): string => {
  const who = whoWords(entry, names, words);
  const to = stateWords(entry.to, words);
  const { happened, movedOn } = words.screen.detail;
  if (entry.what === 'moved' && !isState(entry.from)) return movedOn(who, to);
  return happened[entry.what](who, stateWords(entry.from, words), to, fieldWords(entry.field, words));
};
