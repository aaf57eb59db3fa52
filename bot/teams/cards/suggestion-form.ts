import { z } from 'zod';
import type { Warning } from '../../domain/gate/gate.ts';
import { maskNumbers } from '../../domain/gate/mask-numbers.ts';
import { isPersonId, type PersonId } from '../../domain/people/person.ts';
import { isUnitKey, type UnitKey } from '../../domain/people/unit.ts';
import type { Problem } from '../../domain/problem.ts';
import { TEXT_MAX } from '../../domain/suggestion/suggestion.ts';
import type { ChatWords } from '../../domain/words/chat-words.ts';
import type { CoreWords } from '../../domain/words/core-words.ts';
import { say } from '../../domain/words/say.ts';
import {
  type Action,
  type Card,
  card,
  type Element,
  line,
  notice,
  openUrl,
  plainLine,
  press,
  pressInDialog,
} from './card.ts';

export const SUBMIT = 'suggestion.submit';

/** What travels in the card and comes back when it is sent. */
export type Draft = {
  /** The key that the suggestion gets: sending twice is sending once. */
  readonly once: string;
  /** For whom the form was made. */
  readonly person: PersonId;
  readonly text: string;
  readonly showName: boolean;
  readonly unit: UnitKey | null;
  /** The Teams message that it was made from. */
  readonly link: string | null;
  /** True when the form is a message of its own; false when it stands for a moment in another card. */
  readonly posted: boolean;
};

export type Sent = Draft & { readonly confirmed: boolean; readonly numberReason: string | undefined };

export type FormView = {
  readonly draft: Draft;
  readonly units: readonly { readonly key: UnitKey; readonly name: string }[];
  readonly inDialog: boolean;
  /** What stands above the fields: why it came back, or something to know. */
  readonly problem?: Problem | undefined;
  readonly remark?: string | undefined;
  /** Where the person's own message with these words stands; undefined when they come from elsewhere. */
  readonly typed?: 'here' | 'there' | undefined;
  readonly links: { readonly deviation: string; readonly whistleblowing: string };
};

/** The form as a card. National identity numbers in the text are masked before they are shown. */
export const suggestionForm = (view: FormView, words: ChatWords, core: CoreWords): Card => {
  const { draft, problem } = view;
  const { form } = words;
  return card(
    form.title,
    [
      ...remarks(view, form, core),
      line(form.lead, { isSubtle: true }),
      textField(maskNumbers(draft.text), form),
      ...(problem?.kind === 'nationalNumber' ? numberField(form) : []),
      ...unitFields(view, form),
      { type: 'Input.Toggle', id: 'showName', label: form.name, title: form.showName, value: String(draft.showName) },
      ...(draft.link === null ? [] : [line(form.source, { isSubtle: true, size: 'Small' })]),
    ],
    buttons(view, form),
  );
};

const remarks = (
  { problem, remark, typed, links }: FormView,
  form: ChatWords['form'],
  core: CoreWords,
): readonly Element[] => [
  ...(remark === undefined ? [] : [notice([line(remark)], 'accent')]),
  ...(problem === undefined
    ? []
    : [notice([...sentences(problem, core), ...inTeams(problem, typed, form)], 'warning')]),
  ...hints(warningsOf(problem), form, links),
];

const warningsOf = (problem: Problem | undefined): readonly Warning[] =>
  problem?.kind === 'lookAgain' ? problem.warnings : [];

const sentences = (problem: Problem, core: CoreWords): readonly Element[] => [
  line(say(problem, core), { weight: 'Bolder' }),
  ...warningsOf(problem).map((warning) => line(core.warning[warning])),
];

/** We keep no such number, but Teams keeps the message that it came in. */
const inTeams = (problem: Problem, typed: FormView['typed'], form: ChatWords['form']): readonly Element[] =>
  problem.kind === 'nationalNumber' && typed !== undefined ? [line(form.deleteMessage[typed])] : [];

/** Where something belongs better, with the way there. */
const hints = (warnings: readonly Warning[], form: ChatWords['form'], links: FormView['links']): readonly Element[] => {
  const ways = [
    warnings.includes('deviation') && links.deviation !== '' ? openUrl(form.deviationLink, links.deviation) : null,
    warnings.includes('whistleblowing') && links.whistleblowing !== ''
      ? openUrl(form.whistleblowingLink, links.whistleblowing)
      : null,
  ].filter((way): way is Action => way !== null);
  return ways.length === 0 ? [] : [{ type: 'ActionSet', actions: ways }];
};

const textField = (text: string, form: ChatWords['form']): Element => ({
  type: 'Input.Text',
  id: 'text',
  label: form.text,
  placeholder: form.placeholder,
  isMultiline: true,
  isRequired: true,
  errorMessage: form.needed,
  // A longer text is shown whole and refused kindly; a client's own limit would cut it in silence.
  maxLength: Math.max(TEXT_MAX, text.length),
  ...(text !== '' && { value: text }),
});

const numberField = (form: ChatWords['form']): readonly Element[] => [
  { type: 'Input.Text', id: 'numberReason', label: form.numberReason, maxLength: 200 },
  line(form.numberReasonHint, { isSubtle: true, size: 'Small', spacing: 'None' }),
];

/** Asked when it is not known; otherwise said, and hidden behind a button for those with several. */
const unitFields = ({ draft, units, inDialog }: FormView, form: ChatWords['form']): readonly Element[] => {
  const chosen = units.find(({ key }) => key === draft.unit);
  if (chosen === undefined) return units.length === 0 ? [] : [choice(units, undefined, form)];
  const said = plainLine(form.concerns(chosen.name));
  if (units.length === 1) return [said];
  if (inDialog) return [choice(units, chosen.key, form)];
  const change = { type: 'Action.ToggleVisibility', title: form.change, targetElements: ['unitChoice'] };
  return [said, { type: 'ActionSet', actions: [change] }, { ...choice(units, chosen.key, form), isVisible: false }];
};

const choice = (units: FormView['units'], value: UnitKey | undefined, form: ChatWords['form']): Element => ({
  type: 'Input.ChoiceSet',
  id: 'unitChoice',
  label: form.unit,
  style: 'compact',
  isRequired: true,
  errorMessage: form.unitNeeded,
  choices: units.map(({ key, name }) => ({ title: name, value: key })),
  ...(value !== undefined && { value }),
});

const buttons = ({ draft, problem, inDialog }: FormView, form: ChatWords['form']): readonly Action[] => {
  const button = inDialog ? pressInDialog : press;
  const { once, person, unit, link, posted } = draft;
  const data = { once, person, unit, link, posted };
  const send = button(form.send, SUBMIT, data, { style: 'positive' });
  if (problem?.kind !== 'lookAgain') return [send];
  return [send, button(form.sendAnyway, SUBMIT, { ...data, confirmed: true })];
};

const text = (max: number) => z.string().max(max);

const DATA = z.object({
  verb: z.literal(SUBMIT),
  v: z.literal(1),
  once: text(40),
  person: text(40).refine(isPersonId),
  unit: text(40).refine(isUnitKey).nullable(),
  // As long as Teams may say it (activity.ts): a link that is too long to be kept must not cost the words.
  link: text(2000).nullable(),
  posted: z.boolean(),
  confirmed: z.boolean().optional(),
  text: text(40_000).default(''),
  showName: z.enum(['true', 'false']).default('true'),
  unitChoice: z.union([z.literal(''), text(40).refine(isUnitKey)]).optional(),
  numberReason: text(1000).optional(),
});

/** Reads what a sent form brings back; undefined when it is not one of ours, or too old. */
export const readSuggestionForm = (data: unknown): Sent | undefined => {
  const read = DATA.safeParse(data);
  if (!read.success) return undefined;
  const { once, person, link, posted, showName, unitChoice, numberReason } = read.data;
  return {
    once,
    person,
    link,
    posted,
    text: read.data.text,
    showName: showName === 'true',
    unit: unitChoice ? unitChoice : read.data.unit,
    confirmed: read.data.confirmed ?? false,
    numberReason: numberReason?.trim() || undefined,
  };
};
