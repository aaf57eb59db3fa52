/** One event of a text/event-stream. Comments (heartbeats) come as events without data. */
export type ServerEvent = { readonly event: string; readonly data: string };

const eventOf = (block: string): ServerEvent => {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') event = value;
    if (field === 'data') data.push(value);
  }
  return { event, data: data.join('\n') };
};

/** Cuts what has arrived so far into whole events and the rest that is still coming. */
export const cutEvents = (text: string): { readonly events: readonly ServerEvent[]; readonly rest: string } => {
  const blocks = text.replace(/\r\n?/g, '\n').split('\n\n');
  const rest = blocks.pop() ?? '';
  return { events: blocks.filter((block) => block !== '').map(eventOf), rest };
};

/** The events of a stream as they arrive. Ends when the stream does, throws when it breaks. */
export async function* readEvents(stream: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent, void> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const { events, rest } = cutEvents(text + decoder.decode(value, { stream: true }));
      text = rest;
      yield* events;
    }
  } finally {
    reader.releaseLock();
  }
}
