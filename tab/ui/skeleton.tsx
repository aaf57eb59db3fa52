import { useWords } from '../words.tsx';

/** The board's outline while nothing is known yet; the same as in index.html, so that nothing jumps. */
export const Skeleton = () => {
  const { screen } = useWords();
  return (
    <main aria-busy="true">
      <p className="unseen" role="status">
        {screen.loading}
      </p>
      <div className="skeleton" aria-hidden="true">
        <i />
        <i />
        <i />
        <i />
        <i />
      </div>
    </main>
  );
};
