import type { Problem } from '../problem.ts';
import type { CoreWords } from './core-words.ts';

/** `YYYY-MM-DD` as people here write it. */
const shown = (day: string): string => day.split('-').reverse().join('.');

/** A problem's data with its codes turned into words of the language. */
const told = (problem: Problem, words: CoreWords): Record<string, string | number> => {
  const data: Record<string, string | number> = {};
  for (const [field, value] of Object.entries(problem)) {
    if (typeof value === 'number') data[field] = value;
    else if (typeof value === 'string') data[field] = value;
  }
  if ('need' in problem) data.need = words.need[problem.need];
  if ('first' in problem) data.first = shown(problem.first);
  if ('last' in problem) data.last = shown(problem.last);
  if ('state' in problem) data.state = words.state[problem.state];
  return data;
};

/** The sentence for a refusal, in the language of the words given. Never repeats what the person wrote. */
export const say = (problem: Problem, words: CoreWords): string => {
  const sentence = words.problem[problem.kind] as string | ((data: Record<string, string | number>) => string);
  return typeof sentence === 'string' ? sentence : sentence(told(problem, words));
};
