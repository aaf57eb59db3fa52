import { useCallback, useEffect, useState } from 'react';
import type { Endpoint } from '../../bot/contract/endpoints.ts';
import type { Failure } from './client.ts';
import type { Session } from './session.ts';

/** What is known of something asked for. `failure` beside a value: what is shown is from an earlier visit. */
export type Asked<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly why: Failure }
  | { readonly kind: 'ready'; readonly value: T; readonly failure: Failure | null };

/** Asks one endpoint without parameters; shows what the device kept from last time until the answer is there. */
export const useAsk = <Reply>(
  session: Session,
  name: string,
  endpoint: Endpoint<undefined, Reply>,
): { readonly asked: Asked<Reply>; readonly again: () => void } => {
  const { device, person, client } = session;
  const [asked, setAsked] = useState<Asked<Reply>>(() => {
    const kept = device.read<Reply>(`${name}.${person}`);
    return kept === undefined ? { kind: 'loading' } : { kind: 'ready', value: kept, failure: null };
  });
  const again = useCallback((): void => {
    const ask = async (): Promise<void> => {
      const answer = await client.call(endpoint, {}, undefined);
      if (answer.kind === 'ok') {
        device.write(`${name}.${person}`, answer.value);
        setAsked({ kind: 'ready', value: answer.value, failure: null });
      } else if (answer.kind !== 'unchanged')
        setAsked((now) => (now.kind === 'ready' ? { ...now, failure: answer } : { kind: 'failed', why: answer }));
    };
    void ask();
  }, [client, device, person, name, endpoint]);
  useEffect(again, [again]);
  return { asked, again };
};
