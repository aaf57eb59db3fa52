import type { SentActivity } from './activities.ts';
import { type Answer, bodyObject, type Call, done, isObject } from './call.ts';
import { GraphFailure } from './failure.ts';
import type { Parts } from './parts.ts';
import { missing, need } from './people-routes.ts';
import { type Route, route } from './route.ts';

const RIGHTS = {
  user: ['TeamsActivity.Send', 'TeamsActivity.Send.User'],
  team: ['TeamsActivity.Send', 'TeamsActivity.Send.Group'],
  chat: ['TeamsActivity.Send', 'TeamsActivity.Send.Chat'],
  recipients: ['TeamsActivity.Send'],
};
const MOST_RECIPIENTS = 100;

const refuse = (message: string) => new GraphFailure(400, 'BadRequest', message);

/** Notices in people's activity feed: checked, recorded, and answered without a receipt. */
export function activityRoutes({ directory, activities }: Parts): Route[] {
  function send(call: Call, target: SentActivity['target'], targetId: string): Answer {
    need(call, RIGHTS[target]);
    const body = bodyObject(call);
    checkBody(body);
    if (target === 'user' && !directory.users.some(({ id }) => id === targetId.toLowerCase())) throw missing(targetId);
    if (target === 'team' && !directory.teams.some(({ id }) => id === targetId.toLowerCase())) throw missing(targetId);
    if (target === 'team' || target === 'chat') checkRecipient(body);
    activities.record({ app: call.app.appId, target, targetId, body });
    return done;
  }

  return [
    route('POST', 'users/:user/teamwork/sendActivityNotification', 'activities.send', 0, (call, { user = '' }) =>
      send(call, 'user', user),
    ),
    route('POST', 'teams/:team/sendActivityNotification', 'activities.send', 0, (call, { team = '' }) =>
      send(call, 'team', team),
    ),
    route('POST', 'chats/:chat/sendActivityNotification', 'activities.send', 0, (call, { chat = '' }) =>
      send(call, 'chat', chat),
    ),
    route('POST', 'teamwork/sendActivityNotificationToRecipients', 'activities.send', 0, (call) => {
      const { recipients } = bodyObject(call);
      if (!Array.isArray(recipients) || recipients.length === 0 || recipients.length > MOST_RECIPIENTS) {
        throw refuse(`'recipients' must name 1 to ${MOST_RECIPIENTS} recipients.`);
      }
      send(call, 'recipients', '');
      return { status: 202 };
    }),
  ];
}

function checkBody({ topic, activityType, templateParameters }: Readonly<Record<string, unknown>>): void {
  if (!isObject(topic) || typeof topic.value !== 'string') throw refuse("'topic' must not be empty.");
  if (topic.source !== 'entityUrl' && topic.source !== 'text')
    throw refuse("'topic.source' must be 'entityUrl' or 'text'.");
  const deepLink = typeof topic.webUrl === 'string' && topic.webUrl.startsWith('https://teams.microsoft.com/l/');
  if (topic.source === 'text' && !deepLink)
    throw refuse("'topic.webUrl' must be a Teams deep link when 'topic.source' is 'text'.");
  if (topic.source === 'entityUrl' && !topic.value.startsWith('https://'))
    throw refuse("'topic.value' must be a Microsoft Graph address.");
  if (typeof activityType !== 'string' || activityType === '') throw refuse("'activityType' must not be empty.");
  const names = Array.isArray(templateParameters) ? templateParameters.filter(isObject).map(({ name }) => name) : [];
  if (activityType === 'systemDefault' && !names.includes('systemDefaultText')) {
    throw refuse("'systemDefault' needs the template parameter 'systemDefaultText'.");
  }
}

const RECIPIENTS =
  /^#?(microsoft\.graph|Microsoft\.Teams\.GraphSvc)\.(aadUser|channelMembers|teamMembers|chatMembers)NotificationRecipient$/i;

function checkRecipient({ recipient }: Readonly<Record<string, unknown>>): void {
  if (!isObject(recipient) || !RECIPIENTS.test(String(recipient['@odata.type'])))
    throw refuse("'recipient' is missing or of an unknown type.");
}
