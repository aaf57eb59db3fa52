import { type Answer, bodyObject, type Call, done, ok } from './call.ts';
import { accessDenied, GraphFailure, notFound } from './failure.ts';
import type { List } from './list.ts';
import { findSite, type Parts } from './parts.ts';
import { type Parameters, type Route, route } from './route.ts';
import type { Subscription } from './subscriptions.ts';

/** A list's subscription lives at most 42,300 minutes; what is shorter than 45 is made 45. */
const LONGEST = 42_300 * 60_000;
const SHORTEST = 45 * 60_000;
const LONGEST_STATE = 128;

const refuse = (message: string, code = 'InvalidRequest') => new GraphFailure(400, code, message);

/** Subscriptions to changes of a list: a handshake first, then hints without content. */
export function subscriptionRoutes(parts: Parts): Route[] {
  const { subscriptions, notifier, now } = parts;

  async function create(call: Call): Promise<Answer> {
    const body = bodyObject(call);
    const text = (name: string) => (typeof body[name] === 'string' ? body[name] : undefined);
    const list = subscribable(parts, call, text('resource') ?? '');
    const changeType = text('changeType') ?? '';
    if (changeType !== 'updated') throw refuse(`Invalid 'changeType' attribute: '${changeType}'.`);
    const clientState = text('clientState');
    if (clientState && clientState.length > LONGEST_STATE)
      throw refuse(`'clientState' is longer than ${LONGEST_STATE} characters.`);
    const expires = readExpiry(text('expirationDateTime'), now());
    const notificationUrl = readAddress(text('notificationUrl'), 'notificationUrl');
    const lifecycleUrl =
      text('lifecycleNotificationUrl') && readAddress(text('lifecycleNotificationUrl'), 'lifecycleNotificationUrl');
    await handshake(notificationUrl);
    if (lifecycleUrl) await handshake(lifecycleUrl);
    const subscription = subscriptions.add(list, call.app, {
      resource: text('resource') ?? '',
      notificationUrl,
      lifecycleUrl,
      clientState,
      expires,
      tls: text('latestSupportedTlsVersion') ?? 'v1_2',
    });
    return ok({ '@odata.context': `${call.root}/$metadata#subscriptions/$entity`, ...shape(subscription) }, 201);
  }

  async function handshake(url: string): Promise<void> {
    if (await notifier.validates(url)) return;
    throw refuse(
      'Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.',
      'ValidationError',
    );
  }

  async function change(call: Call, { subscription: id = '' }: Parameters): Promise<Answer> {
    const subscription = subscriptions.find(call.app, id);
    const body = bodyObject(call);
    const expires =
      typeof body.expirationDateTime === 'string' ? readExpiry(body.expirationDateTime, now()) : subscription.expires;
    const notificationUrl =
      typeof body.notificationUrl === 'string'
        ? readAddress(body.notificationUrl, 'notificationUrl')
        : subscription.notificationUrl;
    if (notificationUrl !== subscription.notificationUrl) await handshake(notificationUrl);
    return ok(shape(subscriptions.change({ ...subscription, expires, notificationUrl, reminded: false })));
  }

  return [
    route('POST', 'subscriptions', 'subscriptions.create', 0, create),
    route('GET', 'subscriptions', 'subscriptions.list', 0, (call) =>
      ok({
        '@odata.context': `${call.root}/$metadata#subscriptions`,
        value: subscriptions.ofApp(call.app).map(shapeLater),
      }),
    ),
    route('GET', 'subscriptions/:subscription', 'subscriptions.get', 0, (call, { subscription = '' }) =>
      ok(shapeLater(subscriptions.find(call.app, subscription))),
    ),
    route('PATCH', 'subscriptions/:subscription', 'subscriptions.update', 0, change),
    route('DELETE', 'subscriptions/:subscription', 'subscriptions.delete', 0, (call, { subscription = '' }) => {
      subscriptions.remove(subscriptions.find(call.app, subscription));
      return done;
    }),
    route(
      'POST',
      'subscriptions/:subscription/reauthorize',
      'subscriptions.reauthorize',
      0,
      (call, { subscription = '' }) => {
        subscriptions.change({ ...subscriptions.find(call.app, subscription), reminded: false });
        return done;
      },
    ),
  ];
}

function subscribable(parts: Parts, call: Call, resource: string): List {
  const [, siteId, listId] = /^\/?sites\/([^/]+)\/lists\/([^/]+)$/.exec(resource) ?? [];
  if (!siteId || !listId) throw refuse(`Resource '${resource}' is not supported.`);
  const site = findSite(parts, siteId);
  const list = parts.lists.ofSite(site).find(({ id }) => id === listId.toLowerCase());
  const { subscribingNeeds } = parts.switches;
  const may =
    subscribingNeeds !== 'never' && parts.access.may(call.app, subscribingNeeds, { site, ...(list && { list }) });
  if (!may && !call.app.roles.includes('Sites.ReadWrite.All')) throw accessDenied();
  if (!list) throw notFound();
  return list;
}

function readExpiry(text: string | undefined, now: number): string {
  const wanted = Date.parse(text ?? '');
  if (Number.isNaN(wanted)) throw refuse("'expirationDateTime' is not a date and time.");
  if (wanted <= now) throw refuse('Subscription expiration must be in the future.');
  if (wanted - now > LONGEST)
    throw refuse(`Subscription expiration can only be ${LONGEST / 60_000} minutes in the future.`);
  return new Date(Math.max(wanted, now + SHORTEST)).toISOString();
}

/** Receivers must speak https. On this machine plain http is let through, since the server under test has no certificate. */
function readAddress(text: string | undefined, member: string): string {
  const url = URL.parse(text ?? '');
  const local = url !== null && ['localhost', '127.0.0.1'].includes(url.hostname);
  if (!url || (url.protocol !== 'https:' && !(local && url.protocol === 'http:')))
    throw refuse(`'${member}' must be an https address.`);
  return url.href;
}

const shape = (subscription: Subscription) => ({
  id: subscription.id,
  resource: subscription.resource,
  applicationId: subscription.app,
  changeType: 'updated',
  clientState: subscription.clientState ?? null,
  notificationUrl: subscription.notificationUrl,
  notificationQueryOptions: null,
  lifecycleNotificationUrl: subscription.lifecycleUrl ?? null,
  expirationDateTime: subscription.expires,
  creatorId: subscription.app,
  includeResourceData: null,
  latestSupportedTlsVersion: subscription.tls,
  encryptionCertificate: null,
  encryptionCertificateId: null,
  notificationUrlAppId: null,
  notificationContentType: 'application/json',
});

/** The secret is given back once only. */
const shapeLater = (subscription: Subscription) => ({ ...shape(subscription), clientState: null });
