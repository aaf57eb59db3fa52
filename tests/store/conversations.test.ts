import { describe, expect, test } from '@jest/globals';
import type { Conversation } from '../../bot/ports/conversations.ts';
import { ENGINES, useEngine } from './rig.ts';
import { ANA, BEN, newKey } from './sample.ts';

const personal: Conversation = {
  id: 'a:ana',
  kind: 'personal',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  tenantId: 'tenant',
  person: ANA,
  botAccount: '28:bot',
  personAccount: '29:ana',
};
const channel: Conversation = {
  ...personal,
  id: '19:kanal@thread.tacv2',
  kind: 'channel',
  person: null,
  personAccount: null,
};

describe.each(ENGINES)('conversations on %s', (engine) => {
  const { rig } = useEngine(engine);

  test('a conversation is found by its id, and a personal one by its person', async () => {
    const { conversations } = await (await rig()).server();
    expect(await conversations.anyServiceUrl()).toBeUndefined();
    await conversations.remember(personal);
    await conversations.remember(channel);
    expect(await conversations.find(channel.id)).toEqual(channel);
    expect(await conversations.personal(ANA)).toEqual(personal);
    expect(await conversations.personal(BEN)).toBeUndefined();
    expect(await conversations.find('nobody')).toBeUndefined();
  });

  test('what is newer counts: a moved service address, a chat opened anew', async () => {
    const here = await rig();
    const { conversations } = await here.server();
    await conversations.remember(personal);
    here.clock.pass(10);
    const moved = { ...channel, serviceUrl: 'https://smba.trafficmanager.net/no/' };
    await conversations.remember(channel);
    await conversations.remember(moved);
    expect(await conversations.find(channel.id)).toEqual(moved);
    expect(await conversations.anyServiceUrl()).toBe(moved.serviceUrl);
    here.clock.pass(10);
    await conversations.remember({ ...personal, id: 'a:ana-again' });
    expect((await conversations.personal(ANA))?.id).toBe('a:ana-again');
  });

  test('a conversation that is gone is forgotten with the cards in it', async () => {
    const { conversations } = await (await rig()).server();
    const key = newKey();
    await conversations.remember(channel);
    await conversations.rememberCard(key, { conversation: channel.id, activity: '1' });
    await conversations.rememberCard(key, { conversation: personal.id, activity: '2' });
    await conversations.rememberCard(key, { conversation: personal.id, activity: '2' });
    expect(await conversations.cardsOf(key)).toHaveLength(2);
    await conversations.forget(channel.id);
    expect(await conversations.find(channel.id)).toBeUndefined();
    expect(await conversations.cardsOf(key)).toEqual([{ conversation: personal.id, activity: '2' }]);
    expect(await conversations.cardsOf(newKey())).toEqual([]);
  });

  test('an activity that was done is known as done, in whichever server, for a day', async () => {
    const here = await rig();
    const [one, other] = [await here.server(), await here.server()];
    expect(await one.conversations.wasDone('f:1')).toBe(false);
    await one.conversations.done('f:1');
    await other.conversations.done('f:1');
    expect(await other.conversations.wasDone('f:1')).toBe(true);
    expect(await one.conversations.wasDone('f:2')).toBe(false);
    here.clock.pass(3_600);
    expect(await one.conversations.wasDone('f:1')).toBe(true);
    here.clock.pass(24 * 3_600);
    await one.conversations.done('f:3');
    expect(await one.conversations.wasDone('f:1')).toBe(false);
  });
});
