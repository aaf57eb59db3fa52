import { Router } from 'express';
import { BODIES } from '../contract/bodies.ts';
import { ENDPOINTS } from '../contract/endpoints.ts';
import { publicCard } from '../domain/board/public-card.ts';
import type { Problem } from '../domain/problem.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Suggestion } from '../domain/suggestion/suggestion.ts';
import { answer, type Door } from './endpoint.ts';

const METHODS = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch' } as const;

/** The card of a suggestion that was kept just now; SharePoint follows behind, which is no news for ten seconds. */
const freshCard = (kept: Result<Suggestion, Problem>) =>
  kept.ok ? ok(publicCard({ ...kept.value, sync: 'saved' })) : kept;

/** Every endpoint of the contract but the board itself (snapshots.ts) and the feed (live.ts), each with its verb. */
export const createRoutes = (door: Door): Router => {
  const { verbs } = door;
  const { me, preferLanguage, mine, boardMine, members, bind } = ENDPOINTS;
  const { submit, suggestion, edit, comment, move, sync, retry } = ENDPOINTS;
  const within = async <T>(
    person: Parameters<typeof verbs.board.enter>[0],
    unit: string,
    then: (entry: Parameters<typeof verbs.board.myPart>[0]) => Promise<Result<T, Problem>>,
  ): Promise<Result<T, Problem>> => {
    const entry = await verbs.board.enter(person, unit);
    return entry.ok ? then(entry.value) : entry;
  };
  const handlers = {
    me: answer(door, me, undefined, async ({ person }) => ok(await verbs.person.me(person))),
    preferLanguage: answer(door, preferLanguage, BODIES.preferLanguage, async ({ person, body }) => {
      await verbs.person.choosesLanguage(person.id, body.language);
      return ok(await verbs.person.me({ ...person, language: body.language }));
    }),
    mine: answer(door, mine, undefined, async ({ person }) => ok(await verbs.suggestion.mine(person))),
    boardMine: answer(door, boardMine, undefined, ({ person, parameter }) =>
      within(person, parameter('unit'), async (entry) => ok(await verbs.board.myPart(entry))),
    ),
    members: answer(door, members, undefined, ({ person, parameter }) =>
      within(person, parameter('unit'), async ({ unit }) => ok(await verbs.board.members(unit.key))),
    ),
    bind: answer(door, bind, BODIES.bind, ({ person, parameter, body }) =>
      within(person, parameter('unit'), async (entry) => {
        const bound = await verbs.board.bind(entry, body);
        return bound.ok ? ok({ unit: bound.value }) : bound;
      }),
    ),
    submit: answer(door, submit, BODIES.submit, async ({ person, body: { once, ...note } }) =>
      freshCard(await verbs.suggestion.submit(person, note, once)),
    ),
    suggestion: answer(door, suggestion, undefined, ({ person, parameter }) =>
      verbs.suggestion.read(person, parameter('key')),
    ),
    edit: answer(door, edit, BODIES.edit, async ({ person, parameter, body }) =>
      freshCard(await verbs.suggestion.edit(person, parameter('key'), body)),
    ),
    comment: answer(door, comment, BODIES.comment, ({ person, parameter, body: { once, ...words } }) =>
      verbs.suggestion.comment(person, parameter('key'), words, once),
    ),
    move: answer(door, move, BODIES.move, async ({ person, parameter, body }) =>
      freshCard(await verbs.suggestion.move(person, parameter('key'), body)),
    ),
    sync: answer(door, sync, undefined, ({ person }) => verbs.sync.status(person)),
    retry: answer(door, retry, BODIES.retry, ({ person, body }) => verbs.sync.retry(person, body)),
  } satisfies Record<Exclude<keyof typeof ENDPOINTS, 'board'>, unknown>;

  const router = Router();
  for (const [name, handler] of Object.entries(handlers)) {
    const { method, path } = ENDPOINTS[name as keyof typeof handlers];
    router[METHODS[method]](path, handler);
  }
  return router;
};
