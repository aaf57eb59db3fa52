import { type RequestHandler, text } from 'express';

/** Graph's answer must come within three seconds, so the work is only started here. */
export type TakeNotification = (body: unknown) => void;

/**
 * Word from Graph that a list changed. The first call is a handshake: the token comes back as plain text
 * (learn.microsoft.com/graph/change-notifications-delivery-webhooks).
 */
export const receiveNotifications = (take: TakeNotification): RequestHandler[] => [
  text({ type: () => true, limit: '256kb' }),
  (request, response) => {
    const { validationToken } = request.query;
    if (typeof validationToken === 'string') {
      response.status(200).type('text/plain').send(validationToken);
      return;
    }
    take(parse(request.body));
    response.status(202).end();
  },
];

const parse = (body: unknown): unknown => {
  try {
    return typeof body === 'string' ? JSON.parse(body) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
