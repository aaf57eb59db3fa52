import { describe, expect, test } from '@jest/globals';
import { readCommand } from '../../bot/teams/commands.ts';
import { readLanguages, readTemplate } from '../../manifest/read-package.ts';

const KEY = /^bots\[0\]\.commandLists\[0\]\.commands\[(\d)\]\.title$/;
const MEANINGS = ['form', 'board', 'mine', 'help'];

type Bots = {
  readonly bots: readonly [{ readonly commandLists: readonly [{ readonly commands: readonly { title: string }[] }] }];
};

const inBokmal = (readTemplate() as Bots).bots[0].commandLists[0].commands.map(
  ({ title }, at) => ['manifest.json', at, title] as const,
);

const translated = [...readLanguages()].flatMap(([file, texts]) =>
  Object.entries(texts as Record<string, string>).flatMap(([key, title]) => {
    const at = KEY.exec(key)?.[1];
    return at === undefined ? [] : [[file, Number(at), title] as const];
  }),
);

describe('a command that Teams offers', () => {
  test('is there four times in every language', () => {
    expect([inBokmal.length, translated.length]).toEqual([4, 12]);
  });

  test.each([...inBokmal, ...translated])(
    'in %s, number %i, “%s”, is one that the bot understands',
    (_file, at, title) => {
      expect(readCommand(title)).toEqual({ kind: MEANINGS[at] });
    },
  );
});
