import { join } from 'node:path';
import { chat } from '../../bot/domain/words/nb/chat.ts';
import { localManifest } from '../../infra/local/local-manifest.ts';
import { openTeams } from '../../infra/local/teams/teams.ts';
import { atTeams } from '../support/teams-client.ts';
import type { Benchmark } from './benchmark.ts';
import { beside } from './figures.ts';
import { startFloor } from './floor-process.ts';
import { cpuMs } from './process-use.ts';
import { inRounds } from './rounds.ts';
import { openStage } from './stage.ts';

const TURNS = 20;

type Turn = { readonly cpu: number; readonly wall: number };

const LETTERS = 'abcdefghij';
const inLetters = (n: number): string => [...String(n)].map((digit) => LETTERS[Number(digit)]).join('');

/** B13: a turn of the bot: a suggestion sent by the card's button, with token check and reply. */
export const botTurn: Benchmark = {
  name: 'B13',
  title: 'Bot turn beside botbuilder’s echo, token check and reply included',
  run: async ({ say, after }) => {
    say('opening Solvangdal with the app in its teams');
    const stage = await openStage({ settledIn: true, cards: 0 });
    after(stage.close);
    const { municipality, entra, certificates, teams, environment } = stage.microsoft365;
    const floor = await startFloor('echo-bot', { ...environment, PORT: '0' });
    after(floor.stop);
    const echoTeams = await openTeams({
      folder: join(stage.folder, 'echo'),
      directory: municipality.directory,
      certificate: certificates,
      entra,
      port: 0,
      connectorPort: 0,
      botEndpoint: `${floor.address}/api/messages`,
      ...(await localManifest(stage.address)),
    });
    after(echoTeams.close);
    // Ana of ward HEO01, who has the app.
    const ana = municipality.suggestions.find(({ unit }) => unit === 'HEO01')?.proposer ?? '';
    await echoTeams.install({ kind: 'personal', id: ana }, ana);
    const [ours, theirs] = [atTeams(teams.address).as(ana), atTeams(echoTeams.address).as(ana)];
    const measure = (pid: number, turn: (n: number) => Promise<void>) => {
      let count = 0;
      return async (): Promise<Turn> => {
        let [cpu, wall] = [0, 0];
        for (let at = 0; at < TURNS; at += 1) {
          count += 1;
          const [before, started] = [cpuMs(pid), performance.now()];
          await turn(count);
          cpu += cpuMs(pid) - before;
          wall += performance.now() - started;
        }
        return { cpu: cpu / TURNS, wall: wall / TURNS };
      };
    };
    const talk = measure(stage.server().pid, async (n) => {
      await ours.bot.says(`Vi kan merke hyllene på lageret, ${inLetters(n)}`);
      const card = await ours.bot.lastCard();
      await card.press(chat.form.send, {});
    });
    const echo = measure(floor.pid, async (n) => {
      await theirs.bot.says(`Vi kan merke hyllene på lageret, ${inLetters(n)}`);
      await theirs.bot.says(`Takk, ${inLetters(n)}`);
    });
    say('talking');
    const rounds = await inRounds(talk, echo);
    const pick = (key: keyof Turn) => rounds.map((round) => ({ ours: round.ours[key], floor: round.floor[key] }));
    const what = 'two turns (words → form, form → receipt)';
    return [
      beside({ what: `${what}, CPU`, unit: 'ms', rounds: pick('cpu'), target: '≤ 1.5×', atMost: 1.5 }),
      beside({ what: `${what}, wall`, unit: 'ms', rounds: pick('wall'), target: '–' }),
    ];
  },
};
