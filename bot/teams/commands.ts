import type { Language } from '../domain/people/unit.ts';

/** What typed words ask for. Words that are no command are a suggestion in the making. */
export type Command =
  | { readonly kind: 'form' }
  | { readonly kind: 'board' }
  | { readonly kind: 'mine' }
  | { readonly kind: 'help' }
  | { readonly kind: 'privacy' }
  | { readonly kind: 'language'; readonly language: Language | undefined }
  | { readonly kind: 'suggestion'; readonly text: string };

/** Every word in every language, understood whatever language the sender has. */
const WORDS = new Map<string, Command['kind']>(
  Object.entries({
    form: [
      'forslag',
      'nytt forslag',
      'framlegg',
      'nytt framlegg',
      'suggest',
      'suggestion',
      'new suggestion',
      'ny idé',
      'ny ide',
    ],
    board: [
      'tavla',
      'tavle',
      'tavlen',
      'vis tavla',
      'vis tavle',
      'åpne tavla',
      'opne tavla',
      'board',
      'the board',
      'show board',
    ],
    mine: ['mine', 'mine forslag', 'mine framlegg', 'forslagene mine', 'forslaga mine', 'my suggestions', 'status'],
    help: ['hjelp', 'help', 'hei', 'hallo', 'heisann', 'hi', 'hello', '?'],
    privacy: ['personvern', 'privacy'],
  } satisfies Partial<Record<Command['kind'], readonly string[]>>).flatMap(([kind, words]) =>
    words.map((word) => [word, kind as Command['kind']] as const),
  ),
);

const LANGUAGES = new Map<string, Language>([
  ['nb', 'nb'],
  ['bokmål', 'nb'],
  ['norsk', 'nb'],
  ['norwegian', 'nb'],
  ['nn', 'nn'],
  ['nynorsk', 'nn'],
  ['en', 'en'],
  ['engelsk', 'en'],
  ['english', 'en'],
]);

/** `forslag: flytt tralla` is a suggestion with the words after the colon. */
const PREFIXED = /^(?:nytt )?(?:forslag|framlegg|suggestion|suggest|idé|ide|idea)\s*:\s*/i;
const LANGUAGE = /^(?:språk|language)\b\s*:?\s*(\S*)$/i;

/** Reads what somebody typed; mentions and entities are gone already. */
export const readCommand = (text: string): Command => {
  const word = text
    .toLowerCase()
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/[!.…]+$/, '')
    .trim();
  if (word === '') return { kind: 'help' };
  const kind = WORDS.get(word);
  if (kind === 'form' || kind === 'board' || kind === 'mine' || kind === 'help' || kind === 'privacy') return { kind };
  const language = LANGUAGE.exec(word);
  if (language !== null) return { kind: 'language', language: LANGUAGES.get(language[1] ?? '') };
  const rest = text.replace(PREFIXED, '').trim();
  return rest === '' ? { kind: 'form' } : { kind: 'suggestion', text: rest };
};
