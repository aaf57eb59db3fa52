import type { PersonId } from '../../bot/domain/people/person.ts';

/** The proposer of a suggestion whose name this viewer may not know. */
export const NOBODY = '' as PersonId;
