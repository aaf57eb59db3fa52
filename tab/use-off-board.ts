import { useEffect, useState } from 'react';
import { ENDPOINTS } from '../bot/contract/endpoints.ts';
import type { Card, SuggestionView } from '../bot/domain/board/board.ts';
import { publicCard } from '../bot/domain/board/public-card.ts';
import { NOBODY } from './api/nobody.ts';
import type { Session } from './api/session.ts';
import type { Intent } from './doing.tsx';

/** A link may lead to a suggestion that has left the board: it is fetched by itself, once. */
export const useOffBoard = (session: Session, key: string | undefined, show: (intent: Intent) => void): void => {
  const [first] = useState(key);
  useEffect(() => {
    if (first === undefined) return;
    const fetchIt = async (): Promise<void> => {
      const answer = await session.client.call(ENDPOINTS.suggestion, { key: first }, undefined);
      if (answer.kind === 'ok') show({ kind: 'open', card: cardOf(answer.value) });
    };
    void fetchIt();
  }, [session, first, show]);
};

/** Where the viewer may not know the proposer, the name is hidden, and the card shows none. */
const cardOf = ({ suggestion }: SuggestionView): Card =>
  publicCard({ ...suggestion, proposer: suggestion.proposer ?? NOBODY });
