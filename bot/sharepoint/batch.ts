import { type Answer, answerOf, listPart, noAnswer, part, textPart } from './answer.ts';
import { type Call, ifMatch } from './cost.ts';

/** What Graph takes in one batch. */
export const BATCH_MAX = 20;

/** Several calls as one. */
export const batchCall = (calls: readonly Call[]): Call => {
  if (calls.length > BATCH_MAX) throw new Error(`A batch holds ${BATCH_MAX} requests, not ${calls.length}`);
  return { method: 'POST', path: '/$batch', body: { requests: calls.map(asked) } };
};

const asked = (call: Call, index: number): Record<string, unknown> => ({
  id: String(index + 1),
  method: call.method,
  url: call.path,
  ...(call.body === undefined ? {} : { body: call.body }),
  headers: { ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }), ...ifMatch(call) },
});

/** The inner answers in the order of the calls. They come in any order, and once were missing: that is no answer. */
export const batchAnswers = (calls: readonly Call[], outer: Answer): readonly Answer[] => {
  const found = new Map(listPart(outer.body, 'responses').map((inner) => [textPart(inner, 'id'), inner]));
  return calls.map((_, index) => {
    const inner = found.get(String(index + 1));
    const status = part(inner, 'status');
    return typeof status === 'number'
      ? answerOf(status, part(inner, 'body'), headerOf(part(inner, 'headers')))
      : noAnswer(new Error('The batch has no answer to this request'));
  });
};

const headerOf = (headers: unknown) => {
  const byName = new Map(
    Object.entries(typeof headers === 'object' && headers !== null ? headers : {}).map(([name, value]) => [
      name.toLowerCase(),
      String(value),
    ]),
  );
  return (name: string): string | undefined => byName.get(name);
};
