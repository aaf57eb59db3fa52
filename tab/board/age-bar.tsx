import { useEffect, useRef } from 'react';
import type { Age } from '../../bot/domain/suggestion/age.ts';
import { useWords } from '../words.tsx';

const countOf = (ages: readonly Age[], ...wanted: readonly Age[]): number =>
  ages.filter((age) => wanted.includes(age)).length;

/** How old a column's cards are, drawn as one thin bar in three parts. */
export const AgeBar = ({ ages }: { readonly ages: readonly Age[] }) => {
  const { screen } = useWords();
  const bar = useRef<HTMLSpanElement>(null);
  const parts = [countOf(ages, 'fresh'), countOf(ages, 'ageing'), countOf(ages, 'old', 'stale')] as const;
  const [fresh, ageing, old] = parts;
  useEffect(() => {
    // Set by script, because the page's policy allows no style attributes in markup.
    bar.current?.style.setProperty('grid-template-columns', `${fresh}fr ${ageing}fr ${old}fr`);
  }, [fresh, ageing, old]);
  return (
    <span ref={bar} className="age-bar" role="img" aria-label={screen.board.ages(...parts)}>
      <i data-age="fresh" />
      <i data-age="ageing" />
      <i data-age="old" />
    </span>
  );
};
