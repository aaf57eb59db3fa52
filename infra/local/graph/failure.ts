/** A refusal in Graph's words: thrown by whatever finds it, made into an answer in one place. */
export class GraphFailure extends Error {
  readonly status: number;
  readonly code: string;
  readonly inner: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { inner?: string; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.inner = more.inner;
    this.headers = more.headers ?? {};
  }
}

export const invalidRequest = (message: string, inner?: string) =>
  new GraphFailure(400, 'invalidRequest', message, inner ? { inner } : {});

export const notFound = (message = 'The resource could not be found.') =>
  new GraphFailure(404, 'itemNotFound', message);

export const accessDenied = (message = 'Access denied') => new GraphFailure(403, 'accessDenied', message);

export const generalException = () => new GraphFailure(500, 'generalException', 'General exception while processing');

/** Seconds to wait go into Retry-After. The list view threshold answers the same way, though waiting never helps there. */
export const throttled = (retryAfter: number) =>
  new GraphFailure(429, 'activityLimitReached', 'The request has been throttled', {
    inner: 'throttledRequest',
    headers: { 'Retry-After': String(retryAfter) },
  });
