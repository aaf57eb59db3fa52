/** A bad day, switched on from outside. */
export type Fault = {
  /**
   * `429`, `503`, `412`: refused, nothing done. `drop`: done, but the answer is lost. `slow`: done after `milliseconds`.
   */
  readonly kind: '429' | '503' | '412' | 'drop' | 'slow';
  /** How many calls it still concerns. */
  readonly times: number;
  /** Only calls whose method and path, such as `POST /v3/conversations`, match this pattern. */
  readonly match?: string;
  /** Seconds, for 429 and 503. */
  readonly retryAfter?: number;
  /** For slow. */
  readonly milliseconds?: number;
};

export type Faults = {
  set(fault: Fault): void;
  clear(): void;
  list(): { readonly faults: readonly Fault[]; readonly blocked: readonly string[]; readonly messageBytes: number };
  /** The fault that concerns this call, used up by one. */
  take(call: string): Fault | undefined;
  /** People who have blocked the bot. */
  block(userId: string, isBlocked: boolean): void;
  isBlocked(userId: string): boolean;
  /** Bytes in UTF-16 that a message may have; Microsoft has named 28 to 100 KB over the years. */
  messageBytes(): number;
  setMessageBytes(bytes: number): void;
};

const MESSAGE_BYTES = 100 * 1024;

export function createFaults(): Faults {
  let faults: readonly Fault[] = [];
  let messageBytes = MESSAGE_BYTES;
  const blocked = new Set<string>();
  return {
    set: (fault) => {
      faults = [...faults, fault];
    },
    clear: () => {
      faults = [];
      blocked.clear();
      messageBytes = MESSAGE_BYTES;
    },
    list: () => ({ faults, blocked: [...blocked], messageBytes }),
    take: (call) => {
      const found = faults.find(({ match }) => match === undefined || new RegExp(match).test(call));
      if (found === undefined) return undefined;
      const rest = { ...found, times: found.times - 1 };
      faults = faults.flatMap((fault) => (fault === found ? (rest.times > 0 ? [rest] : []) : [fault]));
      return found;
    },
    block: (userId, isBlocked) => void (isBlocked ? blocked.add(userId) : blocked.delete(userId)),
    isBlocked: (userId) => blocked.has(userId),
    messageBytes: () => messageBytes,
    setMessageBytes: (bytes) => {
      messageBytes = bytes;
    },
  };
}
