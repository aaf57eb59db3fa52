import type { PersonId } from '../domain/people/person.ts';
import type { SuggestionKey } from '../domain/suggestion/suggestion.ts';

/** Where the bot can speak: enough to open the conversation again without having been spoken to. */
export type Conversation = {
  /** Bot Connector's id without a `;messageid=` suffix. */
  readonly id: string;
  readonly kind: 'personal' | 'channel' | 'groupChat';
  readonly serviceUrl: string;
  readonly tenantId: string;
  /** Whose personal chat it is. */
  readonly person: PersonId | null;
  /** Bot's own account in it, and the person's account for that bot (29:…). */
  readonly botAccount: string;
  readonly personAccount: string | null;
};

/** A card that was posted and can be replaced. */
export type PostedCard = { readonly conversation: string; readonly activity: string };

export type Conversations = {
  remember(conversation: Conversation): Promise<void>;
  find(id: string): Promise<Conversation | undefined>;
  personal(person: PersonId): Promise<Conversation | undefined>;
  /** The bot is gone from there (removed, blocked, channel deleted). */
  forget(id: string): Promise<void>;
  /** A service address that we may use to open new conversations with. */
  anyServiceUrl(): Promise<string | undefined>;
  rememberCard(suggestion: SuggestionKey, card: PostedCard): Promise<void>;
  cardsOf(suggestion: SuggestionKey): Promise<readonly PostedCard[]>;
  /** True when this activity was done with before: the channel delivers some twice. The id is unique in all conversations. */
  wasDone(activity: string): Promise<boolean>;
  /** To be said only when all that the activity asked for is done: what was broken off must be taken up again. */
  done(activity: string): Promise<void>;
};
