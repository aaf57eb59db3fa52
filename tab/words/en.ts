/** Everything that the tab says in this language, as one file to fetch. */
export { core } from '../../bot/domain/words/en/core.ts';
export { screen } from '../../bot/domain/words/en/screen.ts';
