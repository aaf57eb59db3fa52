/** Everything that the tab says in this language, as one file to fetch. */
export { core } from '../../bot/domain/words/nb/core.ts';
export { screen } from '../../bot/domain/words/nb/screen.ts';
