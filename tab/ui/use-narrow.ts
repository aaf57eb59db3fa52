import { useEffect, useState } from 'react';

/** The width of a phone, or of a screen at 400 %. */
const NARROW = '(max-width: 40rem)';

/** Is the page so narrow that columns stand below each other? */
export const useNarrow = (): boolean => {
  const [narrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const look = () => setNarrow(query.matches);
    query.addEventListener('change', look);
    return () => query.removeEventListener('change', look);
  }, []);
  return narrow;
};
