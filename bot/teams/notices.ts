import type { PersonId } from '../domain/people/person.ts';
import type { Unit } from '../domain/people/unit.ts';
import type { Suggestion, SuggestionKey } from '../domain/suggestion/suggestion.ts';
import { chatWords } from '../domain/words/chat.ts';
import { coreWords } from '../domain/words/core.ts';
import type { Conversations, PostedCard } from '../ports/conversations.ts';
import type { Delivery, Notice, Notices } from '../ports/notices.ts';
import type { People, Units } from '../ports/people.ts';
import type { Suggestions } from '../ports/suggestions.ts';
import type { Card } from './cards/card.ts';
import { commentedCard, movedCard, overruledCard } from './cards/news.ts';
import { isOffTheBoard, suggestionCard } from './cards/suggestion-card.ts';
import type { Connector } from './connector.ts';
import type { Links } from './links.ts';
import type { PrivateLine } from './private-line.ts';

type Needs = {
  readonly connector: Connector;
  readonly conversations: Conversations;
  readonly suggestions: Suggestions;
  readonly units: Units;
  readonly people: People;
  readonly links: Links;
  readonly tellPrivately: PrivateLine;
};

/** What a notice is about, as it is now: it may be delivered long after it was written. */
type Subject = { readonly suggestion: Suggestion; readonly unit: Unit };

/** Tells people in Teams what happened: the unit in its channel, one person in their own chat. */
export const createNotices = (needs: Needs): Notices => {
  const { connector, conversations, suggestions, units, people, links, tellPrivately } = needs;

  const cardFor = async ({ suggestion, unit }: Subject): Promise<Card> => {
    const { proposer, showName, owner, key } = suggestion;
    const seen = [showName ? proposer : null, owner].filter((id): id is PersonId => id !== null);
    const names = await people.names(seen);
    const view = { suggestion, names, unitName: unit.name, board: links.board(unit, key) };
    return suggestionCard(view, chatWords(unit.language), coreWords(unit.language));
  };

  const addressOf = async (conversation: string): Promise<{ serviceUrl: string; conversation: string } | undefined> => {
    const known = await conversations.find(conversation);
    const serviceUrl = known?.serviceUrl ?? (await conversations.anyServiceUrl());
    return serviceUrl === undefined ? undefined : { serviceUrl, conversation };
  };

  const subjectOf = async (key: SuggestionKey): Promise<Subject | undefined> => {
    const suggestion = await suggestions.find(key);
    const unit = suggestion === undefined ? undefined : await units.find(suggestion.unit);
    return suggestion === undefined || unit === undefined ? undefined : { suggestion, unit };
  };

  /** It may have changed while its card was on the way, and of two cards the older may have arrived last. */
  const keepUp = async (drawn: Card, key: SuggestionKey): Promise<Delivery> => {
    const now = await subjectOf(key);
    if (now === undefined || JSON.stringify(await cardFor(now)) === JSON.stringify(drawn)) return 'delivered';
    return changed(now);
  };

  /** A new thread in the unit's channel; when a first try got that far but no further, that card is used. */
  const submitted = async (subject: Subject): Promise<Delivery> => {
    const channel = subject.unit.channelId;
    const posted = await conversations.cardsOf(subject.suggestion.key);
    if (posted.some(({ conversation }) => conversation === channel)) return changed(subject);
    // Taken back before anybody was told: then there is nothing to tell.
    if (isOffTheBoard(subject.suggestion)) return 'delivered';
    const to = channel === null ? undefined : await addressOf(channel);
    if (to === undefined) return 'unreachable';
    const card = await cardFor(subject);
    const sent = await connector.send(to, { kind: 'card', card });
    if (!sent.ok) {
      await conversations.forget(to.conversation);
      return 'unreachable';
    }
    await conversations.rememberCard(subject.suggestion.key, { conversation: to.conversation, activity: sent.value });
    return keepUp(card, subject.suggestion.key);
  };

  const replace = async (posted: PostedCard, card: Card): Promise<boolean> => {
    const to = await addressOf(posted.conversation);
    return to !== undefined && (await connector.replace(to, posted.activity, { kind: 'card', card })).ok;
  };

  /** Where nothing was ever posted, nothing needs to change. */
  const changed = async (subject: Subject): Promise<Delivery> => {
    const posted = await conversations.cardsOf(subject.suggestion.key);
    if (posted.length === 0) return 'delivered';
    const card = await cardFor(subject);
    const done: boolean[] = [];
    for (const one of posted) done.push(await replace(one, card));
    return done.includes(true) ? keepUp(card, subject.suggestion.key) : 'unreachable';
  };

  const personally = async (
    person: PersonId,
    draw: (language: Unit['language']) => Card,
    unit: Unit,
  ): Promise<Delivery> => {
    const known = await people.find(person);
    return tellPrivately(person, { kind: 'card', card: draw(known?.language ?? unit.language) });
  };

  const moved = (
    { suggestion, unit }: Subject,
    { to, words }: Extract<Notice, { kind: 'moved' }>,
  ): Promise<Delivery> => {
    const news = { suggestion, to, words, link: links.board(unit, suggestion.key) };
    return personally(
      suggestion.proposer,
      (language) => movedCard(news, chatWords(language), coreWords(language)),
      unit,
    );
  };

  const overruled = (
    { suggestion, unit }: Subject,
    { person }: Extract<Notice, { kind: 'overruled' }>,
  ): Promise<Delivery> => {
    const link = links.board(unit, suggestion.key);
    return personally(person, (language) => overruledCard(suggestion, link, chatWords(language)), unit);
  };

  const commented = async (
    { suggestion, unit }: Subject,
    { person, by, words }: Extract<Notice, { kind: 'commented' }>,
  ): Promise<Delivery> => {
    const hidden = by === suggestion.proposer && !suggestion.showName;
    const who = hidden ? null : ((await people.names([by])).get(by) ?? null);
    const news = { suggestion, who, words, link: links.board(unit, suggestion.key) };
    return personally(person, (language) => commentedCard(news, chatWords(language)), unit);
  };

  return {
    deliver: async (notice) => {
      const subject = await subjectOf(notice.suggestion);
      if (subject === undefined) return 'unreachable';
      if (notice.kind === 'submitted') return submitted(subject);
      if (notice.kind === 'changed') return changed(subject);
      if (notice.kind === 'commented') return commented(subject, notice);
      return notice.kind === 'moved' ? moved(subject, notice) : overruled(subject, notice);
    },
  };
};
