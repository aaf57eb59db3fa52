import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ConversationView, HomeView } from '../api/views.ts';
import type { Dialog, Outcome } from '../person/outcome.ts';
import type { LiveFeed } from './live-feed.ts';
import type { Server } from './server.ts';
import type { Say } from './words.ts';

/** A dialog that is open, and whom to tell. */
export type OpenDialog = {
  readonly dialog: Dialog;
  /** Where it was opened, which the dialog's own page is told. */
  readonly place: ConversationView | undefined;
  /** Sends what was filled in; what comes back may be the next dialog. */
  readonly submit: ((data: unknown) => Promise<Outcome>) | undefined;
  /** What else comes of it than a further dialog. */
  readonly outcome?: (outcome: Outcome) => void;
  /** Closed: with what a page in it handed over, or without. */
  readonly closed?: (result: { readonly value: unknown } | undefined) => void;
};

/** What every part of the page may need: who one is, what one sees, how to act. */
export type Session = {
  readonly server: Server;
  readonly home: HomeView;
  readonly say: Say;
  readonly live: LiveFeed;
  readonly openDialog: (dialog: OpenDialog) => void;
  readonly openLink: (address: string) => boolean;
  readonly toast: (text: string) => void;
  readonly reload: () => void;
};

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('There is no session above this part.');
  return session;
}

/** What to say when nothing came of a press; undefined when something did. */
export function explain(outcome: Outcome, say: Say): string | undefined {
  if (outcome.kind === 'unreachable') return say('unreachable');
  if (outcome.kind === 'failed') return outcome.text ?? (outcome.status === 403 ? say('notHere') : say('failed'));
  return undefined;
}
