/** `npm run pictures`: README's pictures, taken from a running Solvangdal. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chat } from '../bot/domain/words/nb/chat.ts';
import { openMunicipality, until } from './support/municipality.ts';
import { atTeams } from './support/teams-client.ts';
import { openWindows, type Window } from './support/window.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = fileURLToPath(new URL('../infra/pictures', import.meta.url));
const IDEA = 'Vi leter etter blodtrykksmåleren hver morgen. Kan den få en fast plass med skilt ved vaktrommet?';
const TEAM = 'Elvetun sykehjem, avd. 1';

spawnSync(process.execPath, ['infra/build.ts', '--local'], { cwd: ROOT, stdio: 'inherit' });
mkdirSync(FOLDER, { recursive: true });
const here = await openMunicipality({ settledIn: true });
const { teams, municipality } = here.microsoft365;
const windows = await openWindows(teams.address);

const take = async ({ page }: Window, name: string): Promise<void> => {
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
  process.stdout.write(`  ${name}.png\n`);
};

const boardOf = async (window: Window): Promise<void> => {
  await window.chat.channel('Forbedring', TEAM);
  await window.board.open();
  await window.board.frame.locator('.card').first().waitFor();
};

try {
  const size = { width: 1360, height: 800 };
  const ana = await windows.open('ana', size);
  await ana.chat.withTavla();
  await ana.chat.say(IDEA);
  await ana.chat.card(chat.form.lead).waitFor();
  await take(ana, 'chat');
  await ana.chat.card(chat.form.lead).getByRole('button', { name: chat.form.send, exact: true }).click();
  await ana.chat.card(chat.receipt.title).waitFor();
  await ana.chat.channel('Forbedring', TEAM);
  await ana.chat.card(IDEA).waitFor();
  await take(ana, 'channel');
  await ana.close();

  const liv = await windows.open('liv', { width: 1600, height: 900 });
  await boardOf(liv);
  await liv.board.sees(IDEA, 'new');
  await take(liv, 'board');
  await liv.board.card('De som våkner').locator('.card-text').click();
  await liv.board.dialog.waitFor();
  await take(liv, 'suggestion');
  await liv.close();

  await atTeams(teams.address)
    .as(municipality.units.find(({ code }) => code === 'HEO01')?.leader ?? '')
    .prefers({ theme: 'dark' });
  const dark = await windows.open('liv', { width: 1600, height: 900 });
  await boardOf(dark);
  await take(dark, 'board-dark');
  await dark.close();

  const channel = municipality.units.find(({ code }) => code === 'HEO01')?.channelId ?? '';
  const phone = await windows.open('ben', { width: 360, height: 720, at: `/channel/${encodeURIComponent(channel)}` });
  await phone.page.locator('.main-head .tab', { hasText: 'Tavla' }).click();
  await phone.board.frame.locator('.card').first().waitFor();
  await take(phone, 'phone');
  await phone.close();

  await until('the suggestion is in SharePoint', async () =>
    (await here.items('Forslag')).some(({ Text }) => Text === IDEA),
  );
  const list = await windows.page(`${teams.address}/sharepoint/lists/Forslag?sort=ID&desc=1`, size);
  await list.locator('tbody tr').first().waitFor();
  await list.screenshot({ path: `${FOLDER}/list.png` });
  process.stdout.write('  list.png\n');
} finally {
  await windows.close();
  await here.close();
}
