/** A sentence about one thing that has a name. */
type About = (name: string) => string;

/** Words of the chat: what the bot's cards and messages say. Total: what one language has, all have. */
export type ChatWords = {
  readonly form: {
    readonly title: string;
    readonly lead: string;
    readonly text: string;
    readonly placeholder: string;
    readonly needed: string;
    readonly name: string;
    readonly showName: string;
    readonly unit: string;
    readonly unitNeeded: string;
    readonly concerns: About;
    readonly change: string;
    readonly send: string;
    readonly sendAnyway: string;
    readonly source: string;
    readonly cut: string;
    readonly numberReason: string;
    readonly numberReasonHint: string;
    /** The person's own message stays in Teams whatever Tavla does: in this chat, or in another place. */
    readonly deleteMessage: { readonly here: string; readonly there: string };
    readonly deviationLink: string;
    readonly whistleblowingLink: string;
    /** Somebody pressed a form that was made for another person. */
    readonly nowYours: string;
    /** What stands in the channel where a form was, once it has been handed in. */
    readonly handedIn: string;
    readonly handedInNext: string;
  };
  readonly receipt: {
    readonly title: string;
    readonly next: string;
    readonly withName: string;
    readonly withoutName: string;
    readonly waiting: string;
  };
  readonly card: {
    readonly fresh: string;
    readonly from: About;
    readonly nameless: string;
    readonly concerns: About;
    readonly owner: About;
    readonly due: About;
    readonly gone: string;
  };
  readonly news: {
    readonly title: (state: string) => string;
    readonly yourSuggestion: string;
    readonly words: string;
    readonly commented: (who: string) => string;
    readonly somebody: string;
    readonly about: string;
    readonly overruled: string;
    readonly overruledMore: string;
  };
  readonly mine: {
    readonly title: string;
    readonly none: string;
    readonly more: (count: number) => string;
    readonly waiting: string;
    readonly refused: string;
  };
  readonly board: { readonly title: string; readonly open: About; readonly lead: string };
  readonly help: {
    readonly title: string;
    readonly danger: string;
    readonly lead: string;
    readonly words: string;
    readonly suggest: string;
    readonly board: string;
    readonly mine: string;
    readonly privacy: string;
  };
  readonly privacy: { readonly title: string; readonly lines: readonly string[] };
  readonly welcome: {
    readonly personal: string;
    readonly lead: string;
    readonly channel: string;
    readonly channelLead: string;
    readonly chatLead: string;
    /** In a private or shared channel, where no board can be. */
    readonly apart: string;
  };
  readonly language: { readonly changed: string; readonly choose: string };
  readonly openBoard: string;
  readonly privately: string;
  readonly unreachable: string;
  readonly oldCard: string;
  readonly trouble: (reference: string) => string;
  readonly dialog: string;
};
