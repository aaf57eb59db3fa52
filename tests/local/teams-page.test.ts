import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { BROWSER_OPTIONS, findBrowser } from '../support/browser.ts';
import { ana, ben, board, directory, manifest, openRig, type Rig } from './teams-rig.ts';
import { openTabPage } from './teams-tab-page.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

jest.setTimeout(60_000);

let rig: Rig;
let browser: Browser;
let tabPage: Awaited<ReturnType<typeof openTabPage>>;
const complaints: string[] = [];

beforeAll(async () => {
  expect(spawnSync(process.execPath, ['infra/build.ts', '--local'], { cwd: ROOT }).status).toBe(0);
  tabPage = await openTabPage();
  rig = await openRig({ manifest: manifest(tabPage.host) });
  tabPage.believe(rig.teams.address);
  browser = await chromium.launch({ executablePath: findBrowser() ?? '', args: BROWSER_OPTIONS });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  tabPage?.close();
  await rig?.close();
});

const openPage = async (path: string, size = { width: 1280, height: 800 }): Promise<Page> => {
  const page = await browser.newPage({ viewport: size });
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  // teams-js asks Microsoft for further hosts; here there is no way out.
  await page.route('https://res.cdn.office.net/**', (route) => route.fulfill({ json: { validOrigins: [] } }));
  await page.goto(`${rig.teams.address}/${path}`);
  return page;
};

const at = (userId: string, id: string, kind: 'chat' | 'channel' = 'channel') =>
  `?as=${userId}#/${kind}/${encodeURIComponent(id)}`;

const json = async (shown: Locator) => JSON.parse((await shown.textContent()) ?? 'null');

/** What axe finds, as sentences; frames of the app are the app's own business. */
const faultsOf = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const axe = Reflect.get(window, 'axe');
    const { violations } = await axe.run({ exclude: ['iframe'] }, { iframes: false });
    return violations.map((one: { id: string; nodes: { html: string }[] }) => `${one.id}: ${one.nodes[0]?.html}`);
  });
};

describe('the page in a browser', () => {
  test('somebody chooses who to be, chats with the bot and presses a button of its card', async () => {
    const page = await openPage('');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Ana Berg' }).click();
    await page.getByRole('region', { name: 'Chat' }).getByRole('link', { name: 'Echo' }).click();
    await page.getByRole('textbox', { name: 'Skriv en melding' }).fill('Hei <b>der</b>');
    await page.keyboard.press('Enter');
    await page.getByRole('article').getByText('echo Hei <b>der</b>', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'card' }).click();
    await page.getByRole('textbox', { name: 'Words' }).fill('hyllene');
    await page.getByRole('button', { name: 'Thank' }).click();
    await page.getByText('Thanks for hyllene').waitFor();
    await page.getByRole('button', { name: 'Say no' }).click();
    await page.getByText('Not today').waitFor();
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByRole('dialog', { name: 'Dialog' }).getByRole('button', { name: 'Send' }).click();
    await page.getByText('Saved').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
  });

  test('one person mentions the bot in a channel, and another sees both at once in a second window', async () => {
    const [first, second] = [await openPage(at(ana.id, board.id)), await openPage(at(ben.id, board.id))];
    await first.getByRole('button', { name: 'Flere valg', exact: true }).last().click();
    await first.getByRole('menuitem', { name: 'Legg til Echo' }).click();
    const box = first.getByRole('textbox', { name: 'Start et nytt innlegg' });
    await box.pressSequentially('@Ec');
    await first.keyboard.press('Enter');
    await box.pressSequentially('hei');
    await first.keyboard.press('Enter');
    await second.getByRole('article').getByText('echo hei').first().waitFor();
    await second.getByRole('button', { name: 'Svar' }).click();
    await second.getByRole('textbox', { name: 'Svar' }).fill('Fint');
    await second.keyboard.press('Enter');
    await first.getByText('Fint').waitFor();
    expect(await faultsOf(first)).toEqual([]);
    await Promise.all([first.close(), second.close()]);
  });

  test('a tab is set up, and gets context, theme, token, dialog and deep link by the real teams-js', async () => {
    const page = await openPage(at(ana.id, board.id));
    await page.getByRole('button', { name: 'Legg til fane' }).click();
    await page.getByRole('button', { name: 'Lagre' }).click();
    await page.getByRole('link', { name: 'Tavle' }).waitFor();
    const tab = page.frameLocator('main iframe');
    await tab.getByText('ready').waitFor();
    expect(await json(tab.locator('#context'))).toMatchObject({
      app: { locale: 'nb-no', theme: 'default', host: { name: 'Teams', clientType: 'web' } },
      page: { id: 'unit-1', frameContext: 'content' },
      user: { id: ana.id, displayName: 'Ana Berg', tenant: { id: directory.tenant.id } },
      channel: { id: board.id, displayName: 'Forbedring' },
      team: { groupId: directory.teams[0]?.id, userRole: 1 },
    });

    const result = async (button: string) => {
      await tab.locator('#result').evaluate((element) => {
        element.textContent = '';
      });
      await tab.locator(`#${button}`).click();
      if (button === 'dialog') await page.frameLocator('dialog iframe').getByRole('button', { name: 'token' }).click();
      await tab.locator('#result:not(:empty)').waitFor();
      return json(tab.locator('#result'));
    };
    const token: string = await result('token');
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({ oid: ana.id, scp: 'access_as_user' });
    expect(await result('dialog')).toEqual({ chosen: 42 });
    expect(await result('stage')).toMatchObject({ errorCode: 501 });

    await page.getByRole('button', { name: 'Innstillinger' }).first().click();
    await page.getByRole('radio', { name: 'Mørkt' }).check();
    await tab.locator('#theme', { hasText: 'dark' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');

    await tab.locator('#link').click();
    await page.waitForURL(/sub=item-7/);
    await tab.locator('#context', { hasText: '"subPageId":"item-7"' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
  });

  test.each(['default', 'dark', 'contrast'])('nothing is hard to read in the theme %s', async (theme) => {
    await rig.client.as(ben.id).prefers({ theme });
    await rig.client.as(ben.id).bot.says('card');
    const { bot } = await rig.client.as(ben.id).home();
    const page = await openPage(at(ben.id, bot.chat, 'chat'));
    await page.locator(`[data-theme="${theme}"] .ac-pushButton`).first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    for (const view of ['teams', 'activity', 'apps']) {
      await page.goto(`${rig.teams.address}/?as=${ben.id}#/${view}`);
      await page.locator('h1').first().waitFor();
      expect(await faultsOf(page)).toEqual([]);
    }
    await page.close();
  });

  test('the phone shows one pane at a time, and nothing is cut off', async () => {
    const page = await openPage(at(ana.id, board.id), { width: 360, height: 740 });
    await page.getByRole('heading', { name: 'Forbedring' }).waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    await page.getByRole('link', { name: 'Tilbake' }).click();
    await page.getByRole('link', { name: 'Generelt' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
  });

  test('nothing complained on the way', () => {
    expect(complaints).toEqual([]);
  });
});
