/** @jsxImportSource preact */

import type { ConversationView } from '../api/views.ts';
import type { ExtensionCommand } from '../app-manifest.ts';
import type { Attachment } from '../message.ts';
import type { Outcome } from '../person/outcome.ts';
import type { ExtensionUse } from './server.ts';
import { explain, useSession } from './session.ts';

type More = { readonly messageId?: string; readonly thread?: string };

/** Cards that a command made wait here for the compose box of their conversation. */
const waiting = new Map<string, (attachments: readonly Attachment[]) => void>();

/** The compose box of a place (and thread) takes cards while it is there. */
export function takeCards(place: string, take: (attachments: readonly Attachment[]) => void): () => void {
  waiting.set(place, take);
  return () => void waiting.delete(place);
}

/** Runs an action command of the message extension, through its dialogs, until something comes of it. */
export function useExtension(conversation: ConversationView) {
  const { server, say, openDialog, toast } = useSession();
  return async (command: ExtensionCommand, more: More = {}): Promise<void> => {
    const used: ExtensionUse = {
      commandId: command.id,
      context: more.messageId === undefined ? 'compose' : 'message',
      requestId: crypto.randomUUID(),
      ...more,
    };
    const submit = (data: unknown) => server.submitExtension(conversation.id, used, data);
    const show = (outcome: Outcome): void => {
      const problem = explain(outcome, say);
      if (problem !== undefined) toast(problem);
      else if (outcome.kind === 'message') toast(outcome.text);
      else if (outcome.kind === 'result') insert(outcome.attachments);
      else if (outcome.kind === 'dialog')
        openDialog({ dialog: outcome.dialog, place: conversation, submit, outcome: show });
      else if (outcome.kind === 'preview') void answerPreview(outcome);
    };
    // The bot has asked to show it first; in this little Teams that means: send it.
    const answerPreview = async ({ activity }: Extract<Outcome, { kind: 'preview' }>) =>
      show(await server.submitExtension(conversation.id, used, null, { preview: 'send', activity }));
    const insert = (attachments: readonly Attachment[]) => {
      const take = waiting.get(`${conversation.id} ${more.thread ?? ''}`) ?? waiting.get(`${conversation.id} `);
      take?.(attachments);
    };
    show(await server.fetchExtension(conversation.id, used).catch((): Outcome => ({ kind: 'failed', status: 500 })));
  };
}
