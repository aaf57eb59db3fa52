import { isPersonId, type Person } from '../domain/people/person.ts';
import { languageOf } from '../domain/people/unit.ts';
import { chatWords } from '../domain/words/chat.ts';
import type { ChatWords } from '../domain/words/chat-words.ts';
import { coreWords } from '../domain/words/core.ts';
import type { CoreWords } from '../domain/words/core-words.ts';
import type { Verbs } from '../verbs/verbs.ts';
import type { Where } from './incoming.ts';

/** Somebody who speaks to the bot: who, where, and in which words they are answered. */
export type Speaker = {
  readonly person: Person;
  readonly where: Where;
  readonly words: ChatWords;
  readonly core: CoreWords;
};

/** Who speaks; undefined for those without an account of ours, such as anonymous participants of a meeting. */
export const knowSpeaker = async (where: Where, verbs: Verbs): Promise<Speaker | undefined> => {
  const id = where.sender.id?.toLowerCase();
  if (id === undefined || !isPersonId(id)) return undefined;
  const person = await verbs.person.know({ id, name: where.sender.name, language: languageOf(where.locale) });
  return { person, where, words: chatWords(person.language), core: coreWords(person.language) };
};
