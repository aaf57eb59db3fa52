import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ana, openRig, type Rig } from './teams-rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
}, 60_000);
afterAll(() => rig.close());

describe('the personal chat with a bot', () => {
  test('what a person writes reaches the bot, and its answer stands in the chat', async () => {
    const person = rig.client.as(ana.id);
    const said = await person.bot.says('Hei på deg');
    expect(said.delivery).toBe('delivered');
    expect((await person.bot.lastMessage()).text).toBe('echo Hei på deg');
  });

  test('a press of Action.Execute replaces the card for the one who pressed', async () => {
    const person = rig.client.as(ana.id);
    await person.bot.says('card');
    const card = await person.bot.lastCard();
    expect(await card.press('Thank', { words: 'this' })).toEqual({ kind: 'card' });
    expect((await person.bot.lastCard()).texts()).toContain('Thanks for this');
  });
});
