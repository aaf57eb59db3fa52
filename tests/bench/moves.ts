import type { Stage } from './stage.ts';

export type Moves = {
  /** The next card, which was new, goes to `clarify`; resolves with its key when the server has acknowledged it. */
  next(): { readonly key: string; readonly send: () => Promise<void> };
};

/** Moves of new cards of the board, one card after the other, by the unit's leader. */
export const openMoves = async (stage: Stage): Promise<Moves> => {
  const [leader = ''] = stage.people;
  const headers = { ...(await stage.bearer(leader)), 'Content-Type': 'application/json' };
  const { cards } = await stage.board();
  const fresh = cards.filter(({ state }) => state === 'new').map(({ key }) => key);
  const body = JSON.stringify({ from: 'new', to: 'clarify', answers: { question: 'Hvor ofte skjer dette på vakt?' } });
  return {
    next: () => {
      const key = fresh.pop();
      if (key === undefined) throw new Error('There are no new cards left to move');
      const send = async (): Promise<void> => {
        const answer = await fetch(`${stage.address}/api/suggestions/${key}/moves`, { method: 'POST', headers, body });
        if (!answer.ok) throw new Error(`The move was answered with ${answer.status}: ${await answer.text()}`);
        await answer.arrayBuffer();
      };
      return { key, send };
    },
  };
};
