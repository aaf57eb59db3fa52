import { useEffect, useRef } from 'react';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words.tsx';
import { EVERYTHING, type Filter, isFiltering } from './filter.ts';

type Props = {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly shown: number;
  readonly all: number;
  readonly overdue: number;
  readonly shortcuts: boolean;
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Search and filters. `/` goes to the search unless the person has switched shortcuts off. */
export const Toolbar = ({ filter, onFilter, shown, all, overdue, shortcuts }: Props) => {
  const { screen } = useWords();
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!shortcuts) return;
    const key = (event: KeyboardEvent): void => {
      if (event.key !== '/' || isTyping(event.target) || document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      search.current?.focus();
    };
    document.addEventListener('keydown', key);
    return () => document.removeEventListener('keydown', key);
  }, [shortcuts]);
  const chip = (name: 'mine' | 'owner' | 'overdue', label: string) => (
    <button
      type="button"
      className="chip"
      aria-pressed={filter[name]}
      onClick={() => onFilter({ ...filter, [name]: !filter[name] })}
    >
      {label}
    </button>
  );
  return (
    <search className="toolbar" aria-label={screen.filter.label}>
      <label className="search">
        <Icon name="search" />
        <span className="unseen">{screen.filter.search}</span>
        <input
          ref={search}
          type="search"
          placeholder={screen.filter.search}
          value={filter.words}
          aria-keyshortcuts={shortcuts ? '/' : undefined}
          onInput={(event) => onFilter({ ...filter, words: event.currentTarget.value })}
        />
      </label>
      {chip('mine', screen.filter.mine)}
      {chip('owner', screen.filter.owner)}
      {chip('overdue', overdue > 0 ? `${screen.filter.overdue} (${overdue})` : screen.filter.overdue)}
      {isFiltering(filter) && (
        <>
          <span className="found">{screen.filter.found(shown, all)}</span>
          <button type="button" className="plain" onClick={() => onFilter(EVERYTHING)}>
            {screen.filter.clear}
          </button>
        </>
      )}
    </search>
  );
};
