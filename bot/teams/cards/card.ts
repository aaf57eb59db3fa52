/** JSON of an Adaptive Card and its parts; `type` decides what else is in it. */
export type Element = { readonly type: string; readonly [property: string]: unknown };
export type Action = Element & { readonly title: string };
export type Card = {
  readonly type: 'AdaptiveCard';
  readonly $schema: string;
  readonly version: '1.5';
  readonly fallbackText: string;
  readonly body: readonly Element[];
  readonly actions?: readonly Action[];
};

/** A card. `title` is also what a client says that cannot show it. Teams takes at most version 1.5. */
export const card = (title: string, body: readonly Element[], actions: readonly Action[] = []): Card => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  fallbackText: title,
  body: [heading(title), ...body],
  ...(actions.length > 0 && { actions }),
});

const heading = (text: string): Element => ({
  type: 'TextBlock',
  text,
  size: 'Medium',
  weight: 'Bolder',
  wrap: true,
  style: 'heading',
});

/** Our own words. */
export const line = (text: string, look: Readonly<Record<string, unknown>> = {}): Element => ({
  type: 'TextBlock',
  text,
  wrap: true,
  ...look,
});

/** Something that the person should see before anything else. */
export const notice = (lines: readonly Element[], style: 'attention' | 'warning' | 'accent'): Element => ({
  type: 'Container',
  style,
  bleed: true,
  items: lines,
});

/** So many lines stand by themselves; a text of five hundred line breaks would make a card that Teams does not take. */
const LINES = 12;

/**
 * Words that people wrote. A TextBlock would read them as Markdown; a TextRun shows them as they are. Line breaks
 * become paragraphs of their own.
 */
export const written = (text: string): Element => {
  const lines = text.split('\n').filter((part) => part.trim() !== '');
  const shown = [...lines.slice(0, LINES - 1), lines.slice(LINES - 1).join(' ')].filter((part) => part !== '');
  return { type: 'Container', items: shown.map((part) => plainLine(part)) };
};

/** A name or the like inside a line of ours: foreign text as well. */
export const plainLine = (text: string, look: Readonly<Record<string, unknown>> = {}): Element => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text, ...look }],
});

export const openUrl = (title: string, url: string): Action => ({ type: 'Action.OpenUrl', title, url });

/**
 * A button that comes back to the bot. Old clients and dialogs do not know Execute and use the fallback: the same
 * data, which holds the verb as well, since Submit has none of its own.
 */
export const press = (
  title: string,
  verb: string,
  data: Readonly<Record<string, unknown>> = {},
  look: Readonly<Record<string, unknown>> = {},
): Action => {
  const submit = pressInDialog(title, verb, data, look);
  return { ...submit, type: 'Action.Execute', verb, fallback: submit };
};

/** The same in a dialog, where only Submit works. */
export const pressInDialog = (
  title: string,
  verb: string,
  data: Readonly<Record<string, unknown>> = {},
  look: Readonly<Record<string, unknown>> = {},
): Action => ({ type: 'Action.Submit', title, data: { ...data, verb, v: 1 }, ...look });
