/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import type { Json } from '../json.ts';
import type { Dialog, Outcome } from '../person/outcome.ts';
import { Card } from './card.tsx';
import { Icon } from './icon.tsx';
import { Modal } from './modal.tsx';
import { explain, type OpenDialog, useSession } from './session.ts';
import { TabFrame } from './tab-frame.tsx';

type Props = { readonly open: OpenDialog; readonly onNext: (next: OpenDialog | undefined) => void };

const SIZES: Readonly<Record<string, number>> = { small: 320, medium: 480, large: 720 };
const pixels = (size: number | string | undefined, usual: number): number =>
  typeof size === 'number' ? size : (SIZES[size ?? ''] ?? usual);

/** A dialog of a bot or a tab: a card to fill in, or a page. */
export function DialogWindow({ open, onNext }: Props) {
  const { server, say, openLink, toast } = useSession();
  const [problem, setProblem] = useState<string>();
  const [size, setSize] = useState<Pick<Dialog, 'width' | 'height'>>(open.dialog);
  const { dialog, place } = open;

  const close = (result?: { readonly value: unknown }) => {
    onNext(undefined);
    open.closed?.(result);
  };
  const submit = async (data: unknown): Promise<void> => {
    if (open.submit === undefined) return close({ value: data });
    const outcome = await open.submit(data).catch((): Outcome => ({ kind: 'failed', status: 500 }));
    const trouble = explain(outcome, say);
    if (trouble !== undefined) return setProblem(trouble);
    if (outcome.kind === 'dialog') return onNext({ ...open, dialog: outcome.dialog });
    close({ value: data });
    if (open.outcome) open.outcome(outcome);
    else if (outcome.kind === 'message') toast(outcome.text);
  };
  const onAction = async (action: Json): Promise<void> => {
    setProblem(undefined);
    await submit(action.data);
  };
  return (
    <Modal title={dialog.title} closeLabel={say('close')} onClose={() => close()} width={pixels(size.width, 600)}>
      {dialog.card && (
        <Card
          card={dialog.card}
          onAction={onAction}
          onLink={openLink}
          onChoices={(dataset, typed) => (place ? server.choices(place.id, dataset, typed) : Promise.resolve([]))}
        />
      )}
      {dialog.url !== undefined && URL.canParse(dialog.url) && (
        <div class="dialog-page" style={`height:${pixels(size.height, 480)}px`}>
          <TabFrame
            url={dialog.url}
            name={dialog.title}
            entityId=""
            conversation={place}
            frameContext="task"
            onComplete={(result) => void submit(readResult(result))}
            onResize={(wanted) => setSize({ width: wanted.width as number, height: wanted.height as number })}
          />
        </div>
      )}
      <p class="note bad" role="alert">
        {problem && <Icon name="warning" />}
        {problem}
      </p>
    </Modal>
  );
}

/** Older pages hand over JSON as text. */
function readResult(result: unknown): unknown {
  if (typeof result !== 'string') return result;
  try {
    return JSON.parse(result);
  } catch {
    return result;
  }
}
