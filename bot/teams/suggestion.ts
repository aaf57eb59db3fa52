import { inspect } from '../domain/gate/gate.ts';
import type { UnitKey } from '../domain/people/unit.ts';
import type { Problem } from '../domain/problem.ts';
import { checkText, tidy } from '../domain/suggestion/new-suggestion.ts';
import { isSuggestionKey } from '../domain/suggestion/suggestion.ts';
import type { Keys } from '../ports/clock.ts';
import type { Units } from '../ports/people.ts';
import type { Suggestions } from '../ports/suggestions.ts';
import type { Verbs } from '../verbs/verbs.ts';
import type { Answer, CardAnswer } from './answer.ts';
import { mineCard } from './cards/mine.ts';
import { handedIn, receipt } from './cards/receipt.ts';
import { type Draft, type FormView, type Sent, suggestionForm } from './cards/suggestion-form.ts';
import type { Links } from './links.ts';
import { cut } from './plain-text.ts';
import type { Speaker } from './speaker.ts';
import type { TeamsConfig } from './teams-config.ts';
import { createUnitChoices } from './unit-choices.ts';

/** Longer words than these are cut before they are put into a form; the sender still has the message itself. */
const PREFILL_MAX = 2000;

export type SuggestionTalk = ReturnType<typeof createSuggestionTalk>;

type Needs = {
  readonly verbs: Verbs;
  readonly suggestions: Suggestions;
  readonly units: Units;
  readonly keys: Keys;
  readonly links: Links;
  readonly config: Pick<TeamsConfig, 'links'>;
};

/** How a form is shown: as a message of its own, in a dialog, or for a moment in place of another card. */
export type FormPlace = 'posted' | 'inDialog' | 'passing';

export type Opening = {
  readonly text: string;
  readonly link: string | null;
  readonly place: FormPlace;
  readonly remark?: string | undefined;
  /** True when the words are the speaker's own message to the bot. */
  readonly typed?: boolean;
};

/** Everything about suggestions that can be asked for in the chat. */
export const createSuggestionTalk = ({ verbs, suggestions, units, keys, links, config }: Needs) => {
  const choicesFor = createUnitChoices(verbs);

  const drawn = (speaker: Speaker, view: Omit<FormView, 'links'>): CardAnswer => ({
    kind: 'card',
    card: suggestionForm({ ...view, links: config.links }, speaker.words, speaker.core),
    privately: isDelicate(view),
  });

  /** The form once more, with the person's words in it and what is wrong. */
  const again = async (speaker: Speaker, sent: Sent, place: FormPlace, problem: Problem): Promise<Answer> => {
    const choices = await choicesFor(speaker);
    const shown = problem.kind === 'chooseUnit' && choices.units.length === 0 ? ({ kind: 'noUnit' } as const) : problem;
    return {
      ...drawn(speaker, { draft: sent, units: choices.units, inDialog: place === 'inDialog', problem: shown }),
      privately: true,
      replaces: sent.posted,
    };
  };

  const received = async (speaker: Speaker, sent: Sent, unitKey: UnitKey, once: string): Promise<Answer> => {
    const kept = isSuggestionKey(once) ? await suggestions.find(once) : undefined;
    const unit = await units.find(kept?.unit ?? unitKey);
    if (kept === undefined || unit === undefined) throw new Error('A suggestion that was taken in is not there.');
    const board = links.board(unit, kept.key);
    const view = { suggestion: kept, unitName: unit.name, board, waiting: kept.sync === 'waiting' };
    return {
      kind: 'card',
      card: receipt(view, speaker.words),
      privately: true,
      replaces: sent.posted,
      everybody: handedIn(unit.name, links.board(unit), speaker.words),
    };
  };

  return {
    /** A form for the speaker, with their words in it. */
    form: async (speaker: Speaker, { text, link, place, remark, typed = false }: Opening): Promise<Answer> => {
      const { units: open, likely } = await choicesFor(speaker);
      if (open.length === 0) return { kind: 'sentence', text: speaker.core.problem.noUnit };
      const words = cut(tidy(text), PREFILL_MAX);
      const draft: Draft = {
        once: keys.next(),
        person: speaker.person.id,
        text: words,
        showName: true,
        unit: likely,
        link,
        posted: place === 'posted',
      };
      const problem = atOpening(words);
      // An answer that nobody else may see comes in the personal chat, wherever the message stands.
      const message = speaker.where.kind === 'personal' ? 'here' : 'there';
      const view = { draft, units: open, inDialog: place === 'inDialog', problem, remark };
      return drawn(speaker, { ...view, typed: typed ? message : undefined });
    },

    /** Hands in what a form brought. Somebody else's form becomes the presser's own first. */
    async submit(speaker: Speaker, sent: Sent, place: FormPlace): Promise<Answer> {
      if (sent.person !== speaker.person.id) {
        const own = { text: sent.text, link: sent.link, place, remark: speaker.words.form.nowYours };
        return { ...(await this.form(speaker, own)), privately: true };
      }
      if (sent.unit === null) return again(speaker, sent, place, { kind: 'chooseUnit' });
      const { text, showName, unit, link, confirmed, numberReason, once } = sent;
      const note = { text, showName, unit, confirmed, numberReason, sourceLink: link ?? undefined };
      const done = await verbs.suggestion.submit(speaker.person, note, once);
      return done.ok ? received(speaker, sent, unit, done.value.key) : again(speaker, sent, place, done.problem);
    },

    /** The form as it was sent, when something outside failed; needs nothing that could fail too. */
    afterTrouble: (speaker: Speaker, sent: Sent, place: FormPlace, reference: string): Answer => ({
      ...drawn(speaker, {
        draft: sent,
        units: [],
        inDialog: place === 'inDialog',
        remark: speaker.words.trouble(reference),
      }),
      privately: true,
      replaces: sent.posted,
    }),

    mine: async (speaker: Speaker): Promise<Answer> => {
      const [own, all] = await Promise.all([verbs.suggestion.mine(speaker.person), units.all()]);
      const byKey = new Map(all.map((unit) => [unit.key, unit]));
      const card = mineCard(
        own,
        ({ suggestion: { key, unit }, unitName }) =>
          links.board(byKey.get(unit) ?? { key: unit, name: unitName, channelId: null }, key),
        speaker.words,
        speaker.core,
      );
      return { kind: 'card', card, privately: true };
    },
  };
};

/** What is worth saying before the person has pressed anything; that it is short is no fault yet. */
const atOpening = (words: string): Problem | undefined => {
  if (words === '') return undefined;
  const checked = checkText(words, { confirmed: false });
  return checked.ok || checked.problem.kind === 'textTooShort' ? undefined : checked.problem;
};

/** Words that the gate stumbles over are better not repeated in front of others. */
const isDelicate = ({ draft, problem }: Omit<FormView, 'links'>): boolean => {
  const seen = inspect(draft.text);
  return seen.nationalNumber || seen.warnings.length > 0 || problem?.kind === 'nationalNumber';
};
