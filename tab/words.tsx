import { createContext, type ReactNode, useContext } from 'react';
import type { Language } from '../bot/domain/people/unit.ts';
import type { CoreWords } from '../bot/domain/words/core-words.ts';
import type { ScreenWords } from '../bot/domain/words/screen-words.ts';

/** All words of one language: those shared with chat, and under `screen` those of the tab. */
export type Words = CoreWords & { readonly screen: ScreenWords; readonly code: Language };

const LOAD: Record<Language, () => Promise<{ readonly core: CoreWords; readonly screen: ScreenWords }>> = {
  nb: () => import('./words/nb.ts'),
  nn: () => import('./words/nn.ts'),
  en: () => import('./words/en.ts'),
};

/** Fetches the words of one language, and only that. */
export const loadWords = async (code: Language): Promise<Words> => {
  const { core, screen } = await LOAD[code]();
  return { ...core, screen, code };
};

const WordsContext = createContext<Words | undefined>(undefined);

export const WordsInUse = ({ words, children }: { readonly words: Words; readonly children: ReactNode }) => (
  <WordsContext.Provider value={words}>{children}</WordsContext.Provider>
);

/** The words of the language that the person reads. */
export const useWords = (): Words => {
  const words = useContext(WordsContext);
  if (words === undefined) throw new Error('tab: no words in use');
  return words;
};
