import { type RefObject, useEffect, useState } from 'react';

/** On a wall nobody scrolls: cards that would be cut off at the bottom are hidden whole, and counted. */
export const useFit = (list: RefObject<HTMLElement | null>, wanted: boolean, cards: readonly unknown[]): number => {
  const [cut, setCut] = useState(0);
  useEffect(() => {
    const element = list.current;
    if (!wanted || element === null) return;
    const measure = (): void => {
      const bottom = element.getBoundingClientRect().bottom + 1;
      const items = [...element.children];
      const over = items.filter((item) => item.getBoundingClientRect().bottom > bottom);
      for (const item of items) item.classList.toggle('cut', over.includes(item));
      setCut(over.length);
    };
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    // Other cards mean another measure.
    if (cards.length > 0) measure();
    return () => watch.disconnect();
  }, [list, wanted, cards]);
  return cut;
};
