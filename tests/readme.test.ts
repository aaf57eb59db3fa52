import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const at = (path: string): URL => new URL(`../${path}`, import.meta.url);
const readme = readFileSync(at('README.md'), 'utf8');
const own = JSON.parse(readFileSync(at('package.json'), 'utf8')) as {
  readonly scripts: Record<string, string>;
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
};

describe('README', () => {
  test('gives a reason for every package, and for none that is not there', () => {
    const table = readme.slice(readme.indexOf('| package | why |')).split('\n\n')[0] ?? '';
    const named = [...table.matchAll(/^\| ([^|*]+) \|/gm)]
      .flatMap(([, cell = '']) => cell.split(','))
      .map((name) => name.trim().split(' ')[0] ?? '')
      .filter((name) => name !== 'package' && !name.startsWith('-') && name !== '@types/*');
    const installed = Object.keys({ ...own.dependencies, ...own.devDependencies }).filter(
      (name) => !name.startsWith('@types/'),
    );
    expect([...named].sort()).toEqual(installed.sort());
  });

  test('names every command, and no other', () => {
    const named = [...readme.matchAll(/npm (?:run )?([a-z]+)/g)].map(([, name = '']) => name);
    const commands = Object.keys(own.scripts);
    expect(commands.filter((name) => !named.includes(name))).toEqual([]);
    expect(named.filter((name) => !commands.includes(name) && !['ci', 'and', 's'].includes(name))).toEqual([]);
  });

  test('points at files that exist', () => {
    const paths = [...readme.matchAll(/`((?:bot|tab|manifest|infra|tests)\/[\w./-]+)`|\]\((infra\/[\w./-]+)\)/g)];
    expect(paths.map(([, code, link]) => code ?? link ?? '').filter((path) => !existsSync(at(path)))).toEqual([]);
  });
});
