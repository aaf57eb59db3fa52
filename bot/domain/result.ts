/**
 * The domain: what improvement work is. Rules are pure functions over plain data, and our words.
 * Lives here: results, ids and time as values; each subject has a folder of its own.
 * The one rule: nothing outside this folder is imported, and nothing here knows the time, chance or the world.
 */

/** Either what was asked for, or why not. A refusal is data that a door turns into words with `say`. */
export type Result<T, P> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: P };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const refuse = <P>(problem: P): { readonly ok: false; readonly problem: P } => ({ ok: false, problem });
