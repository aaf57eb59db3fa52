import type { Warning } from '../gate/gate.ts';
import type { Role } from '../people/person.ts';
import type { Problem } from '../problem.ts';
import type { Column } from '../suggestion/columns.ts';
import type { Need, State } from '../suggestion/states.ts';
import type { Phase, ReasonCode, ThreeF } from '../suggestion/suggestion.ts';

/** What a sentence about a problem is told: its data, with codes already turned into words. */
type Told<P> = {
  [Field in Exclude<keyof P, 'kind' | 'warnings'>]: P[Field] extends number ? number : string;
};

/** A plain sentence where the problem has no data, else one made from it. */
type Sentence<P> = keyof Told<P> extends never ? string : (told: Told<P>) => string;

/** Words that chat and screen share. Total: a code without words in one of the languages does not compile. */
export type CoreWords = {
  readonly language: string;
  readonly state: Record<State, string>;
  readonly column: Record<Column, string>;
  readonly need: Record<Need, string>;
  readonly threeF: Record<ThreeF, string>;
  readonly phase: Record<Phase, string>;
  readonly reasonCode: Record<ReasonCode, string>;
  readonly role: Record<Role, string>;
  readonly warning: Record<Warning, string>;
  readonly problem: { readonly [Kind in Problem['kind']]: Sentence<Extract<Problem, { kind: Kind }>> };
};
