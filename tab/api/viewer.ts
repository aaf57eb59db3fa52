import type { Board, BoardMine, Card, Me } from '../../bot/domain/board/board.ts';
import type { Person } from '../../bot/domain/people/person.ts';
import type { Unit } from '../../bot/domain/people/unit.ts';
import { movesFor } from '../../bot/domain/suggestion/move.ts';
import type { Transition } from '../../bot/domain/suggestion/states.ts';
import type { Suggestion } from '../../bot/domain/suggestion/suggestion.ts';
import { NOBODY } from './nobody.ts';

/** The viewer as the domain's rules know a person. */
export const personOf = (me: Me): Person => ({
  id: me.id,
  name: me.name,
  language: me.language,
  grants: me.grants,
  units: me.units.filter(({ member }) => member).map(({ key }) => key),
});

/** The unit as the rules need it; what the wire leaves out takes no part in them. */
export const unitOf = (unit: Board['unit']): Unit => ({ ...unit, headcount: 0, teamId: null, channelId: null });

/** Is it the viewer's own? With the name hidden only `mine` knows. */
export const isOwn = (card: Card, me: Me | null, mine: BoardMine | null): boolean =>
  (me !== null && card.proposer === me.id) || (mine?.own.includes(card.key) ?? false);

/** The suggestion behind a card, as far as this viewer knows it. */
export const suggestionOf = (card: Card, unit: Board['unit'], me: Me, mine: BoardMine | null): Suggestion => {
  const { sync: _, proposer, ...known } = card;
  const own = isOwn(card, me, mine);
  return {
    ...known,
    unit: unit.key,
    proposer: own ? me.id : (proposer ?? mine?.hidden[card.key] ?? NOBODY),
    sourceLink: null,
    firstTest: null,
    reply: null,
    reasonCode: null,
    result: null,
    learning: null,
  };
};

/** The moves that the viewer may make with a card: the same table as the server's, which decides. */
export const movesOf = (card: Card, unit: Board['unit'], me: Me, mine: BoardMine | null): readonly Transition[] =>
  movesFor(personOf(me), suggestionOf(card, unit, me, mine), unitOf(unit));
