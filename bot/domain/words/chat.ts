import type { Language } from '../people/unit.ts';
import type { ChatWords } from './chat-words.ts';
import { chat as en } from './en/chat.ts';
import { chat as nb } from './nb/chat.ts';
import { chat as nn } from './nn/chat.ts';

const CHAT: Record<Language, ChatWords> = { nb, nn, en };

/** The words of the chat, in a language. */
export const chatWords = (language: Language): ChatWords => CHAT[language];
