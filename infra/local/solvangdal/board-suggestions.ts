import { nursingWard } from './nursing-ward-suggestions.ts';
import { school } from './school-suggestions.ts';
import type { Seed } from './suggestion.ts';
import { waterworks } from './waterworks-suggestions.ts';

/** Smaller suggestions that make three boards look lived in. */
export const board: readonly Seed[] = [...nursingWard, ...school, ...waterworks];
