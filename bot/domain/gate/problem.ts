import type { Warning } from './gate.ts';

export type GateProblem =
  | { readonly kind: 'nationalNumber' }
  | { readonly kind: 'lookAgain'; readonly warnings: readonly Warning[] };
