import { useCallback, useEffect, useState } from 'react';
import { ENDPOINTS } from '../bot/contract/endpoints.ts';
import type { SyncStatus } from '../bot/domain/board/board.ts';
import { instantOf } from '../bot/domain/calendar/instant.ts';
import type { Session } from './api/session.ts';
import { ShelfView } from './home/shelf-view.tsx';
import { dayOf } from './ui/dates.ts';

/** How often it is looked at while the page is open, in milliseconds. */
const LOOK_MS = 15_000;

/** The coordinator's part of the personal page. While nobody answers it shows nothing: the page says so already. */
export const ShelfSection = ({ session }: { readonly session: Session }) => {
  const { client } = session;
  const [status, setStatus] = useState<SyncStatus | null>(null);
  const look = useCallback(async (): Promise<void> => {
    const answer = await client.call(ENDPOINTS.sync, {}, undefined);
    if (answer.kind === 'ok') setStatus(answer.value);
  }, [client]);
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => clearInterval(timer);
  }, [look]);
  const retry = async ({ list, key }: SyncStatus['unsaved'][number]): Promise<void> => {
    const answer = await client.call(ENDPOINTS.retry, {}, { list, key });
    if (answer.kind === 'ok') setStatus(answer.value);
  };
  if (status === null) return null;
  return <ShelfView status={status} today={dayOf(instantOf(session.now()))} onRetry={(item) => void retry(item)} />;
};
