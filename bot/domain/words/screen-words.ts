import type { Happening } from '../suggestion/history.ts';

type Words = string;
type Count = (count: number) => string;

/** Words of the screen. Total in every language, like the words it shares with chat. */
export type ScreenWords = {
  readonly app: Words;
  readonly send: Words;
  readonly save: Words;
  readonly cancel: Words;
  readonly close: Words;
  readonly retry: Words;
  readonly loading: Words;
  readonly choose: Words;
  readonly settings: Words;
  readonly languageOfScreen: Words;
  readonly shortcuts: Words;
  readonly shortcutsHint: Words;
  readonly date: {
    readonly today: Words;
    readonly tomorrow: Words;
    readonly yesterday: Words;
    /** Short, Monday first. */
    readonly weekdays: readonly [Words, Words, Words, Words, Words, Words, Words];
    readonly at: (day: string, time: string) => string;
  };
  readonly board: {
    readonly title: (unit: string) => string;
    readonly columns: Words;
    readonly new: Words;
    readonly empty: Words;
    readonly emptyHint: Words;
    readonly emptyColumn: Words;
    readonly showMore: Count;
    readonly cards: Count;
    readonly ages: (fresh: number, ageing: number, old: number) => string;
    readonly open: Count;
    readonly oldest: Count;
    readonly overdue: Count;
    readonly checked: (time: string) => string;
    readonly more: Count;
  };
  readonly card: {
    readonly hidden: Words;
    readonly owner: (name: string) => string;
    readonly due: (day: string) => string;
    readonly overdue: (day: string) => string;
    readonly waited: Count;
    readonly still: Count;
    readonly newToday: Words;
    readonly movedToday: Words;
    readonly since: (day: string) => string;
    readonly review: (day: string) => string;
    readonly scores: (effect: number, effort: number) => string;
    readonly quadrant: Record<'doNow' | 'plan' | 'fill' | 'notNow', Words>;
    readonly unsent: Words;
    readonly waiting: Words;
    readonly refused: Words;
    readonly move: (text: string) => string;
  };
  readonly filter: {
    readonly label: Words;
    readonly search: Words;
    readonly mine: Words;
    readonly owner: Words;
    readonly overdue: Words;
    readonly found: (shown: number, all: number) => string;
    readonly clear: Words;
    readonly nothing: Words;
  };
  readonly submit: {
    readonly title: Words;
    readonly question: Words;
    readonly hint: Words;
    readonly left: Count;
    readonly tooMany: Count;
    readonly showName: Words;
    readonly hiddenName: Words;
    readonly shownName: Words;
    readonly unit: Words;
    readonly anyway: Words;
    readonly notNumber: Words;
    readonly numberReason: Words;
    readonly numberReasonHint: Words;
    readonly sent: Words;
    readonly kept: Words;
    readonly draft: Words;
    readonly discard: Words;
    readonly notKept: Words;
  };
  readonly edit: { readonly title: Words; readonly saved: Words };
  readonly move: {
    readonly menu: Words;
    readonly title: (target: string) => string;
    readonly outcome: Words;
    readonly confirm: Words;
    readonly answer: Words;
    readonly withdraw: Words;
    readonly withdrawSure: Words;
    readonly nobody: Words;
    readonly done: (target: string) => string;
    readonly picked: (text: string) => string;
    readonly over: (column: string) => string;
    readonly dropped: Words;
    readonly notThere: (column: string) => string;
    readonly kept: Words;
    readonly least: Count;
    readonly pickOwner: Words;
  };
  readonly detail: {
    readonly title: Words;
    readonly facts: Words;
    readonly proposer: Words;
    readonly submitted: Words;
    readonly state: Words;
    readonly kind: Words;
    readonly effect: Words;
    readonly effort: Words;
    readonly history: Words;
    readonly source: Words;
    readonly edit: Words;
    readonly submittedBy: (name: string) => string;
    readonly somebody: Words;
    readonly happened: Record<Happening, (who: string, from: string, to: string, field: string) => string>;
    readonly movedOn: (who: string, to: string) => string;
    readonly before: Words;
    readonly scale: (score: number) => string;
  };
  readonly home: {
    readonly title: Words;
    readonly mine: Words;
    readonly boards: Words;
    readonly none: Words;
    readonly noneHint: Words;
    readonly noBoards: Words;
    readonly other: Words;
    readonly step: (step: number, of: number) => string;
  };
  readonly configure: {
    readonly title: Words;
    readonly lead: Words;
    readonly unit: Words;
    readonly tabName: Words;
    readonly ready: (unit: string) => string;
    readonly mayNot: Words;
    readonly noUnits: Words;
  };
  readonly status: {
    readonly offline: Words;
    readonly asLast: Words;
    readonly unsent: Count;
    readonly sentLater: Count;
    readonly old: (time: string) => string;
    readonly conflict: (target: string, state: string) => string;
    readonly keptWords: (words: string) => string;
    readonly backInDraft: Words;
  };
  readonly trouble: {
    readonly unreachable: Words;
    readonly signIn: Words;
    readonly badRequest: Words;
    readonly tooMuch: Words;
    readonly unavailable: Words;
    readonly fault: Words;
    readonly reference: (reference: string) => string;
    readonly broken: Words;
  };
  readonly outside: {
    readonly title: Words;
    readonly lead: Words;
    readonly steps: readonly Words[];
    readonly link: Words;
  };
};
