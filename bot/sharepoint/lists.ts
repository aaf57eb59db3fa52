/**
 * The record: SharePoint lists by Graph. What Tavla knows is in lists that people can open without Tavla.
 * Lives here: every list, declared once; from it come provisioning, codec, push and pull.
 * The one rule: an internal column name is never changed, and a choice code is never renamed.
 */
import { ROLES, SCOPES } from '../domain/people/person.ts';
import { isUnitKey, LANGUAGES } from '../domain/people/unit.ts';
import { HAPPENINGS } from '../domain/suggestion/history.ts';
import { STATES } from '../domain/suggestion/states.ts';
import { isSuggestionKey, PHASES, REASON_CODES, SCORES, THREE_F } from '../domain/suggestion/suggestion.ts';
import { core as words } from '../domain/words/nb/core.ts';
import type { ListName, RowOf } from '../ports/rows.ts';
import {
  choice,
  code,
  date,
  indexed,
  initially,
  line,
  maybe,
  moment,
  note,
  orBlank,
  person,
  scale,
  unique,
  whole,
  yesNo,
} from './column.ts';
import { type AnyList, declareList } from './list.ts';

/** Length of the key that a unit gets when people add one by hand without a code of their own. */
const UNIT_CODE = 10;

const Units = declareList<RowOf['Units']>({
  title: 'Enheter',
  description: 'Enhetene som har en forbedringstavle. Én rad er én enhet.',
  columns: {
    key: unique(code('Key', 'Kode', isUnitKey)),
    name: line('Name', 'Navn'),
    area: indexed(line('Area', 'Tjenesteområde')),
    language: initially(choice('Language', 'Målform', LANGUAGES), 'nb'),
    startYear: maybe(whole('StartYear', 'Startår', 1990, 2200)),
    headcount: initially(whole('Headcount', 'Antall ansatte', 0, 100_000), 0),
    teamId: maybe(line('TeamId', 'Team (id)')),
    channelId: maybe(line('ChannelId', 'Kanal (id)')),
  },
  headline: (unit) => unit.name,
  keyFor: (ulid) => ulid.slice(-UNIT_CODE),
});

const People = declareList<RowOf['People']>({
  title: 'Roller',
  description: 'Hvem som har hvilken rolle hvor. Én rad er én rolle.',
  columns: {
    key: unique(line('Key', 'Nøkkel')),
    person: indexed(person('Person', 'Person (objekt-id i Entra)')),
    role: choice('Role', 'Rolle', ROLES),
    scope: initially(choice('Reach', 'Gjelder', SCOPES), 'unit'),
    place: orBlank(line('Place', 'Enhet eller område')),
  },
  headline: (grant) => [words.role[grant.role], grant.place].filter((part) => part !== '').join(' – '),
  keyFor: (ulid) => ulid,
});

const Suggestions = declareList<RowOf['Suggestions']>({
  title: 'Forslag',
  description: 'Forbedringsforslagene fra tavlene. Én rad er ett forslag.',
  columns: {
    key: unique(code('Key', 'Nøkkel', isSuggestionKey)),
    unit: indexed(code('Unit', 'Enhet', isUnitKey)),
    text: note('Text', 'Forslag'),
    state: initially(indexed(choice('State', 'Status', STATES)), 'new'),
    phase: maybe(choice('Phase', 'Fase', PHASES)),
    proposer: indexed(person('Proposer', 'Foreslått av (objekt-id)')),
    showName: initially(yesNo('ShowName', 'Vis navn'), false),
    sourceLink: maybe(note('SourceLink', 'Lenke til meldingen')),
    submittedAt: indexed(moment('SubmittedAt', 'Sendt inn')),
    movedAt: moment('MovedAt', 'Sist flyttet'),
    owner: maybe(indexed(person('Owner', 'Ansvarlig (objekt-id)'))),
    due: maybe(indexed(date('Due', 'Frist'))),
    threeF: maybe(choice('ThreeF', 'Forbedre, føde eller fjerne', THREE_F)),
    effort: maybe(scale('Effort', 'Innsats', SCORES)),
    effect: maybe(scale('Effect', 'Effekt', SCORES)),
    firstTest: maybe(note('FirstTest', 'Første test')),
    reply: maybe(note('Reply', 'Svar')),
    question: maybe(note('Question', 'Spørsmål')),
    reasonCode: maybe(choice('ReasonCode', 'Grunn', REASON_CODES)),
    reviewDate: maybe(date('ReviewDate', 'Ses på igjen')),
    result: maybe(note('Result', 'Resultat')),
    learning: maybe(note('Learning', 'Læring')),
  },
  headline: (suggestion) => suggestion.text,
  keyFor: (ulid) => ulid,
});

const HAPPENED: Record<(typeof HAPPENINGS)[number], string> = {
  moved: 'Flyttet',
  edited: 'Endret',
  commented: 'Kommentert',
  numberConfirmed: 'Tall bekreftet',
  overruled: 'Overstyrt',
  changedInSharePoint: 'Endret i SharePoint',
};

const History = declareList<RowOf['History']>({
  title: 'Historikk',
  description: 'Hva som har skjedd med forslagene. Rader legges til og endres aldri.',
  columns: {
    key: unique(line('Key', 'Nøkkel')),
    suggestion: indexed(code('Suggestion', 'Forslag (nøkkel)', isSuggestionKey)),
    unit: indexed(code('Unit', 'Enhet', isUnitKey)),
    what: choice('What', 'Hva', HAPPENINGS),
    at: indexed(moment('At', 'Når')),
    by: maybe(person('By', 'Hvem (objekt-id)')),
    role: maybe(choice('Role', 'Rolle', ROLES)),
    from: maybe(note('From', 'Fra')),
    to: maybe(note('To', 'Til')),
    field: maybe(line('Field', 'Felt')),
    words: maybe(note('Words', 'Ord')),
  },
  headline: ({ what, field, to }) => [HAPPENED[what], field ?? to ?? ''].filter((part) => part !== '').join(': '),
  keyFor: undefined,
});

/** Every list, by the name it has in the code. */
export const LISTS: Readonly<Record<ListName, AnyList>> = { Units, People, Suggestions, History };
