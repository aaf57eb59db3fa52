import type { Language } from '../people/unit.ts';
import type { CoreWords } from './core-words.ts';
import { core as en } from './en/core.ts';
import { core as nb } from './nb/core.ts';
import { core as nn } from './nn/core.ts';

const CORE: Record<Language, CoreWords> = { nb, nn, en };

/** The words that chat and screen share, in a language. */
export const coreWords = (language: Language): CoreWords => CORE[language];
