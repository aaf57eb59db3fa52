import { useWords } from '../words.tsx';

/** For somebody who opened our address in a browser: where the board is. There is no sign-in of our own. */
export const Outside = () => {
  const { outside } = useWords().screen;
  return (
    <main className="configure">
      <h1>{outside.title}</h1>
      <p>{outside.lead}</p>
      <ol>
        {outside.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <a className="button primary" href="https://teams.microsoft.com/">
        {outside.link}
      </a>
    </main>
  );
};
