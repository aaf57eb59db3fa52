import type { IncomingMessage } from 'node:http';

/** A request, perhaps with its body read already by what stands before the bot. */
export type BotRequest = IncomingMessage & { readonly body?: unknown };

export type Body = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly status: 400 | 413 };

/** The JSON body of a request, at most `limit` bytes of it. */
export const readBody = async (request: BotRequest, limit: number): Promise<Body> => {
  if (request.body !== undefined) return { ok: true, value: request.body };
  if (Number(request.headers['content-length'] ?? 0) > limit) return { ok: false, status: 413 };
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += part.length;
    if (length > limit) return { ok: false, status: 413 };
    parts.push(part);
  }
  return parsed(Buffer.concat(parts).toString('utf8'));
};

const parsed = (text: string): Body => {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, status: 400 };
    throw error;
  }
};
