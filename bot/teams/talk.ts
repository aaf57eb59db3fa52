import type { Language } from '../domain/people/unit.ts';
import { chatWords } from '../domain/words/chat.ts';
import type { Keys } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Units } from '../ports/people.ts';
import { Unavailable } from '../ports/unavailable.ts';
import type { Verbs } from '../verbs/verbs.ts';
import type { Answer, CardAnswer } from './answer.ts';
import type { Card } from './cards/card.ts';
import {
  boardCard,
  helpCard,
  NEW_FORM,
  privacyCard,
  SHOW_BOARD,
  SHOW_HELP,
  SHOW_MINE,
  SHOW_PRIVACY,
} from './cards/help.ts';
import { readSuggestionForm, type Sent, SUBMIT } from './cards/suggestion-form.ts';
import { type Command, readCommand } from './commands.ts';
import type { Data, Happening } from './incoming.ts';
import type { Links } from './links.ts';
import { cut, htmlToText, messageText } from './plain-text.ts';
import type { Speaker } from './speaker.ts';
import type { FormPlace, SuggestionTalk } from './suggestion.ts';
import { createUnitChoices } from './unit-choices.ts';

/** Longest part of somebody's message that goes into the form of the message extension, in characters. */
const FROM_MESSAGE_MAX = 500;

export type Talk = (speaker: Speaker, what: Happening) => Promise<Answer | undefined>;

type Needs = {
  readonly verbs: Verbs;
  readonly units: Units;
  readonly keys: Keys;
  readonly links: Links;
  readonly log: Log;
  readonly suggestion: SuggestionTalk;
};

/** What the bot answers to what people write and press. Undefined: nothing is said. */
export const createTalk = ({ verbs, units, keys, links, log, suggestion }: Needs): Talk => {
  const choicesFor = createUnitChoices(verbs);

  const board = async (speaker: Speaker): Promise<Answer> => {
    const { units: open } = await choicesFor(speaker);
    const here = speaker.where.channel === null ? undefined : await units.ofChannel(speaker.where.channel);
    if (here !== undefined) return card(boardCard([{ name: here.name, link: links.board(here) }], speaker.words));
    if (open.length === 0) return { kind: 'sentence', text: speaker.core.problem.noUnit };
    const whole = await units.all();
    const boards = open.flatMap(({ key, name }) => {
      const unit = whole.find((one) => one.key === key);
      return unit === undefined ? [] : [{ name, link: links.board(unit) }];
    });
    return { ...card(boardCard(boards, speaker.words)), privately: true };
  };

  const language = async (speaker: Speaker, chosen: Language | undefined): Promise<Answer> => {
    if (chosen === undefined) return { kind: 'sentence', text: speaker.words.language.choose };
    await verbs.person.choosesLanguage(speaker.person.id, chosen);
    return { kind: 'sentence', text: chatWords(chosen).language.changed };
  };

  const typed = (speaker: Speaker, command: Command): Answer | Promise<Answer> => {
    const answers: {
      readonly [Kind in Command['kind']]: (asked: Extract<Command, { kind: Kind }>) => Answer | Promise<Answer>;
    } = {
      form: () => suggestion.form(speaker, { text: '', link: null, place: 'posted' }),
      suggestion: ({ text }) => suggestion.form(speaker, { text, link: null, place: 'posted', typed: true }),
      board: () => board(speaker),
      mine: () => suggestion.mine(speaker),
      help: () => card(helpCard(speaker.words)),
      privacy: () => card(privacyCard(speaker.words)),
      language: ({ language: chosen }) => language(speaker, chosen),
    };
    return (answers[command.kind] as (asked: Command) => Answer | Promise<Answer>)(command);
  };

  /** By verb. A Map: `__proto__` and its like are no verbs. A name that was ever posted in a card stays here for good. */
  const pressed = new Map<string, (speaker: Speaker, place: FormPlace) => Answer | Promise<Answer>>([
    [NEW_FORM, (speaker, place) => suggestion.form(speaker, { text: '', link: null, place })],
    [SHOW_MINE, suggestion.mine],
    [SHOW_BOARD, board],
    [SHOW_HELP, (speaker) => card(helpCard(speaker.words))],
    [SHOW_PRIVACY, (speaker) => card(privacyCard(speaker.words))],
  ]);

  const press = async (speaker: Speaker, verb: unknown, data: Data, place: FormPlace): Promise<Answer> => {
    const old: Answer = { kind: 'sentence', text: speaker.words.oldCard, privately: true };
    if (typeof verb !== 'string') return old;
    if (verb !== SUBMIT) return (await pressed.get(verb)?.(speaker, place)) ?? old;
    const sent = readSuggestionForm(data);
    return sent === undefined ? old : submit(speaker, sent, place);
  };

  const submit = (speaker: Speaker, sent: Sent, place: FormPlace): Promise<Answer> =>
    suggestion.submit(speaker, sent, place).catch((error: unknown) => {
      return suggestion.afterTrouble(speaker, sent, place, report(error));
    });

  /** Writes down what went wrong; the reference is what the person can name. */
  const report = (error: unknown): string => {
    const reference = keys.next();
    if (error instanceof Unavailable) log.warn({ reference, error }, 'Something outside does not answer');
    else log.error({ reference, error }, 'The bot could not answer');
    return reference;
  };

  const fromMessage = (speaker: Speaker, html: string, link: string | null): Promise<Answer> => {
    const words = htmlToText(html);
    const text = cut(words, FROM_MESSAGE_MAX);
    const remark = text === words ? undefined : speaker.words.form.cut;
    return suggestion.form(speaker, { text, link, place: 'inDialog', remark });
  };

  const answer = async (speaker: Speaker, what: Happening): Promise<Answer | undefined> => {
    switch (what.kind) {
      case 'message':
        return typed(speaker, readCommand(messageText(what.text, what.mentions, speaker.where.bot)));
      case 'submit':
        return press(speaker, what.data.verb, what.data, 'posted');
      case 'execute':
        return press(speaker, what.verb, { ...what.data, verb: what.verb }, 'passing');
      case 'dialogOpen':
        return suggestion.form(speaker, { text: '', link: null, place: 'inDialog' });
      case 'dialogSubmit':
      case 'extensionSubmit':
        return press(speaker, what.data.verb, what.data, 'inDialog');
      case 'extensionFetch':
        return fromMessage(speaker, what.html, what.link);
      case 'installed':
      case 'removed':
      case 'membersChanged':
      case 'unsupported':
      case 'ignored':
        return undefined;
    }
  };

  return async (speaker, what) => {
    try {
      return await answer(speaker, what);
    } catch (error) {
      return { kind: 'sentence', text: speaker.words.trouble(report(error)), privately: true };
    }
  };
};

const card = (content: Card): CardAnswer => ({ kind: 'card', card: content });
