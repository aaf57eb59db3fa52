import type { Json } from '../json.ts';

/** What the page can do for a tab. Promises answer the tab when they are done. */
export type TabServices = {
  readonly frameContext: 'content' | 'settings' | 'task' | 'authentication';
  readonly context: () => Json;
  readonly token: () => Promise<string>;
  readonly profile: () => Json;
  readonly startTask: (info: Json) => Promise<readonly [error: string | null, result: unknown]>;
  readonly completeTask: (result: unknown) => void;
  readonly openLink: (address: string) => boolean;
  readonly navigate: (to: Json) => boolean;
  readonly getSettings: () => Json;
  readonly setSettings: (settings: Json) => void;
  readonly setValidity: (isValid: boolean) => void;
  readonly saved: (failure: string | undefined) => void;
  readonly loaded: () => void;
  readonly failed: (reason: string) => void;
  readonly resized: (size: Json) => void;
  readonly tabs: () => readonly Json[];
  readonly openChat: (members: readonly string[], topic: string, message: string) => boolean;
  readonly meeting: () => Json | undefined;
  /** A dialog and the tab that opened it talk through the host. */
  readonly relay: (func: 'messageForChild' | 'messageForParent', message: unknown) => void;
};

export type TabHost = {
  /** An event for the tab, such as themeChange. */
  tell(func: string, ...args: readonly unknown[]): void;
  close(): void;
};

type Request = {
  readonly id?: number;
  readonly uuid?: string;
  readonly func: string;
  readonly args: readonly unknown[];
};

/** teams-js asks with numbers; a reply carries the same. */
type Answer = (args: readonly unknown[]) => readonly unknown[] | undefined | Promise<readonly unknown[] | undefined>;

/** SdkError codes of teams-js. */
const NOT_SUPPORTED = { errorCode: 100, message: 'Not supported here.' };
const NOT_IN_THIS_CONTEXT = { errorCode: 501, message: 'Not in this context.' };

/** Speaks teams-js's protocol with the page in `frame`, and only with pages of `origin`. */
export function createTabHost(frame: HTMLIFrameElement, origin: string, services: TabServices): TabHost {
  const answers = answersOf(services, (address) => authenticate(address));
  let popup: { readonly window: Window; readonly done: (answer: readonly unknown[]) => void } | undefined;

  /** Opens a sign-in page in a window of its own, which reports back by the same protocol. */
  function authenticate(address: string): Promise<readonly unknown[]> {
    const opened = window.open(address, 'tab-sign-in', 'popup,width=600,height=640');
    if (opened === null) return Promise.resolve([false, 'FailedToOpenWindow']);
    return new Promise((done) => {
      popup = { window: opened, done };
      const watch = setInterval(() => {
        if (!opened.closed) return;
        clearInterval(watch);
        done([false, 'CancelledByUser']);
      }, 500);
    });
  }

  function fromPopup(request: Request): void {
    if (request.func === 'initialize') reply(popup?.window, request, initialized('authentication'));
    const isSuccess = request.func === 'authentication.authenticate.success';
    if (!isSuccess && request.func !== 'authentication.authenticate.failure') return;
    popup?.done([isSuccess, request.args[0]]);
    popup?.window.close();
    popup = undefined;
  }

  const reply = (target: Window | null | undefined, { id, uuid }: Request, args: readonly unknown[]) =>
    target?.postMessage({ id, uuidAsString: uuid, args, monotonicTimestamp: performance.now() }, origin);

  const receive = async ({ source, origin: from, data }: MessageEvent) => {
    const request = readRequest(data);
    if (request === undefined || from !== origin) return;
    if (popup && source === popup.window) return fromPopup(request);
    if (source !== frame.contentWindow) return;
    const answer = answers.get(request.func);
    const args = answer ? await answer(request.args) : [NOT_SUPPORTED, null];
    if (args !== undefined && request.id !== undefined) reply(frame.contentWindow, request, args);
  };
  window.addEventListener('message', receive);
  return {
    tell: (func, ...args) =>
      frame.contentWindow?.postMessage({ func, args, monotonicTimestamp: performance.now() }, origin),
    close: () => window.removeEventListener('message', receive),
  };
}

function readRequest(data: unknown): Request | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { id, uuidAsString, func, args } = data as Json;
  if (typeof func !== 'string') return undefined;
  return {
    func,
    args: Array.isArray(args) ? args : [],
    ...(typeof id === 'number' && { id }),
    ...(typeof uuidAsString === 'string' && { uuid: uuidAsString }),
  };
}

/** What this little Teams can do, as teams-js wants to know it. */
const RUNTIME = {
  apiVersion: 4,
  hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
  isLegacyTeams: false,
  isNAAChannelRecommended: false,
  supports: {
    app: { notifySuccessResponse: {} },
    chat: {},
    dialog: { card: { bot: {} }, url: { bot: {}, parentCommunication: {} }, update: {} },
    pages: { appButton: {}, backStack: {}, config: {}, currentApp: {}, tabs: {} },
    people: {},
    teamsCore: {},
  },
};

const CLIENT_VERSION = '2.58.0';

const initialized = (frameContext: string): readonly unknown[] => [
  frameContext,
  'web',
  JSON.stringify(RUNTIME),
  CLIENT_VERSION,
];

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? { ...value } : {});
const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** Every function of the protocol that is answered. Undefined is no reply, which some of them expect. */
function answersOf(
  on: TabServices,
  authenticate: (address: string) => Promise<readonly unknown[]>,
): ReadonlyMap<string, Answer> {
  const quiet: Answer = () => undefined;
  const yesOrNo = (done: boolean) => (done ? [true] : [false, 'Not possible here.']);
  const meeting: Answer = () => {
    const details = on.meeting();
    return details ? [null, details] : [NOT_IN_THIS_CONTEXT, null];
  };
  return new Map<string, Answer>([
    ['initialize', () => initialized(on.frameContext)],
    ['getContext', () => [on.context()]],
    [
      'authentication.getAuthToken',
      () =>
        on.token().then(
          (token) => [true, token],
          (error: unknown) => [false, error instanceof Error ? error.message : 'Unknown error'],
        ),
    ],
    ['authentication.getUser', () => [true, on.profile()]],
    ['authentication.authenticate', ([address]) => authenticate(text(address))],
    ['appInitialization.appLoaded', quiet],
    [
      'appInitialization.success',
      () => {
        on.loaded();
        return [];
      },
    ],
    ['appInitialization.failure', ([reason, message]) => void on.failed(text(message) || text(reason))],
    ['appInitialization.expectedFailure', quiet],
    ['registerHandler', quiet],
    ['readyToUnload', quiet],
    ['setFrameContext', quiet],
    ['returnFocus', quiet],
    ['shareDeepLink', quiet],
    ['tasks.startTask', ([info]) => on.startTask(object(info))],
    ['tasks.completeTask', ([result]) => void on.completeTask(result)],
    ['tasks.updateTask', ([size]) => void on.resized(object(size))],
    ['messageForChild', ([message]) => void on.relay('messageForChild', message)],
    ['messageForParent', ([message]) => void on.relay('messageForParent', message)],
    ['executeDeepLink', ([address]) => yesOrNo(on.openLink(text(address)))],
    ['settings.getSettings', () => [on.getSettings()]],
    [
      'settings.setSettings',
      ([settings]) => {
        on.setSettings(object(settings));
        return [true];
      },
    ],
    ['settings.setValidityState', ([isValid]) => void on.setValidity(isValid === true)],
    ['settings.save.success', () => void on.saved(undefined)],
    ['settings.save.failure', ([reason]) => void on.saved(text(reason) || 'failed')],
    ['pages.navigateToApp', ([to]) => yesOrNo(on.navigate(object(to)))],
    ['pages.currentApp.navigateTo', ([to]) => yesOrNo(on.navigate(object(to)))],
    ['pages.currentApp.navigateToDefaultPage', () => yesOrNo(on.navigate({}))],
    ['pages.navigateCrossDomain', () => [false, 'Not possible here.']],
    [
      'navigateBack',
      () => {
        history.back();
        return [true];
      },
    ],
    ['navigateToTab', ([tab]) => yesOrNo(on.navigate({ pageId: object(tab).entityId }))],
    ['getTabInstances', () => [{ teamTabs: on.tabs() }]],
    ['getMruTabInstances', () => [{ teamTabs: on.tabs() }]],
    ['meeting.getMeetingDetails', meeting],
    ['meeting.shareAppContentToStage', () => [NOT_IN_THIS_CONTEXT, null]],
    ['meeting.getAppContentStageSharingCapabilities', () => [null, { doesAppHaveSharePermission: false }]],
    ['meeting.getAppContentStageSharingState', () => [null, { isAppSharing: false }]],
    ['meeting.stopSharingAppContentToStage', () => [NOT_IN_THIS_CONTEXT, null]],
    [
      'chat.openChat',
      ([asked]) => {
        const { members, topic, message } = object(asked);
        return yesOrNo(on.openChat(texts(members), text(topic), text(message)));
      },
    ],
    ['people.selectPeople', () => [NOT_SUPPORTED, null]],
    ['stageView.open', () => [NOT_SUPPORTED, null]],
  ]);
}
