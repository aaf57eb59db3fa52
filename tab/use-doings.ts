import { useEffect, useState } from 'react';

/** How long after the board stands the rest is fetched, so that it is there when the network is not, in milliseconds. */
const FETCH_REST_MS = 3_000;

type Doings = typeof import('./doing.tsx');

/** What can be done, fetched at the first sign that somebody reaches for the board, or a little later anyway. */
export const useDoings = (wanted: boolean): Doings | undefined => {
  const [doings, setDoings] = useState<Doings | undefined>();
  const [near, setNear] = useState(false);
  useEffect(() => {
    const seen = new AbortController();
    const reach = () => setNear(true);
    for (const sign of ['pointerover', 'focusin', 'touchstart']) document.addEventListener(sign, reach, seen);
    const timer = setTimeout(reach, FETCH_REST_MS);
    return () => {
      seen.abort();
      clearTimeout(timer);
    };
  }, []);
  useEffect(() => {
    if (!near && !wanted) return;
    // The overlay shows what waits for the network, so it has to be here before that is gone. Without a network neither
    // can be had; the next sign tries again.
    void Promise.all([import('./doing.tsx'), import('./api/overlay.ts')]).then(
      ([doing]) => setDoings(doing),
      () => setNear(false),
    );
  }, [near, wanted]);
  return doings;
};
