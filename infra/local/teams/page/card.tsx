/** @jsxImportSource preact */
import * as AC from 'adaptivecards';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Json } from '../json.ts';
import type { Choice } from '../person/choices.ts';
import { HOST } from './card-host.ts';
import { cardMarkdown } from './markdown.ts';

AC.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = cardMarkdown(text);
  result.didProcess = true;
};

type Props = {
  readonly card: Json;
  /** The action with its inputs filled in. */
  readonly onAction: (action: Json) => Promise<void>;
  readonly onLink: (address: string) => void;
  readonly onChoices: (dataset: string, typed: string) => Promise<readonly Choice[]>;
};

/** An Adaptive Card, drawn by Microsoft's own renderer. While an action runs, no other can be started. */
export function Card({ card, onAction, onLink, onChoices }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const [isBusy, setBusy] = useState(false);
  const busy = useRef(false);
  // The card is drawn once, but must always call the newest of these.
  const handlers = useRef({ onAction, onLink, onChoices });
  handlers.current = { onAction, onLink, onChoices };
  const source = JSON.stringify(card);
  useEffect(() => {
    const drawn = new AC.AdaptiveCard();
    drawn.hostConfig = HOST;
    drawn.parse(JSON.parse(source));
    drawn.onExecuteAction = (action) => {
      if (action instanceof AC.OpenUrlAction) return handlers.current.onLink(action.url ?? '');
      if (busy.current || !(action instanceof AC.SubmitAction || action instanceof AC.ExecuteAction)) return;
      busy.current = true;
      setBusy(true);
      void handlers.current.onAction(describe(action)).finally(() => {
        busy.current = false;
        setBusy(false);
      });
    };
    drawn.onInputValueChanged = (input) => {
      if (input instanceof AC.ChoiceSetInput && input.isDynamicTypeahead())
        void lookUp(input, handlers.current.onChoices);
    };
    const element = drawn.render();
    if (element) root.current?.replaceChildren(withMentions(element, card));
  }, [source]);
  return <div class="card" ref={root} aria-busy={isBusy} />;
}

const describe = (action: AC.SubmitAction | AC.ExecuteAction): Json => ({
  type: action instanceof AC.ExecuteAction ? 'Action.Execute' : 'Action.Submit',
  ...(action.id !== undefined && { id: action.id }),
  ...(action instanceof AC.ExecuteAction && { verb: action.verb }),
  data: action.data ?? {},
});

async function lookUp(input: AC.ChoiceSetInput, find: Props['onChoices']): Promise<void> {
  const typed = input.getFilterForDynamicSearch() ?? '';
  input.showLoadingIndicator();
  const choices = await find(input.choicesData?.dataset ?? '', typed);
  input.removeLoadingIndicator();
  input.renderChoices(
    typed,
    choices.map(({ title, value }) => ({ title, value })),
  );
}

/** `<at>Name</at>` in a card's text is a mention; the renderer has left it as text. */
function withMentions(element: HTMLElement, card: Json): HTMLElement {
  if (typeof card.msteams !== 'object') return element;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode()) if (/<at>/.test(walker.currentNode.nodeValue ?? '')) found.push(walker.currentNode as Text);
  for (const text of found) {
    const parts = (text.nodeValue ?? '').split(/<at>(.*?)<\/at>/);
    text.replaceWith(...parts.map((part, index) => (index % 2 === 1 ? mention(part) : document.createTextNode(part))));
  }
  return element;
}

function mention(name: string): HTMLElement {
  const span = document.createElement('span');
  span.className = 'mention';
  span.textContent = name;
  return span;
}
