import { useEffect, useState } from 'react';

type Listener = (text: string) => void;
let hear: Listener = () => undefined;

/** Says something to those who listen to the page: a move, a result. Shown to nobody's eyes. */
export const announce = (text: string): void => hear(text);

/** The page's one live region. Two lines take turns, so that the same sentence twice is said twice. */
export const Announcer = () => {
  const [lines, say] = useState({ first: '', second: '' });
  useEffect(() => {
    hear = (text) => say(({ first }) => (first === '' ? { first: text, second: '' } : { first: '', second: text }));
    return () => {
      hear = () => undefined;
    };
  }, []);
  return (
    <div className="unseen" role="status">
      <p>{lines.first}</p>
      <p>{lines.second}</p>
    </div>
  );
};
