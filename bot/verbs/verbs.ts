/**
 * The verbs: what can be done with Tavla, the product's table of contents.
 * Lives here: one file a verb, in a folder a subject: decide (domain), keep (port), tell (a notice kept with it).
 * The one rule: who may do it is asked here, on every call, whichever door it came through.
 */
import { createBind } from './board/bind.ts';
import { createBrowse, createGlance } from './board/browse.ts';
import { createEnter } from './board/enter.ts';
import { createMyPart } from './board/my-part.ts';
import { createMe } from './person/me.ts';
import { refreshMembers } from './person/refresh-members.ts';
import type { Ports } from './ports.ts';
import { createComment } from './suggestion/comment.ts';
import { createEdit } from './suggestion/edit.ts';
import { createFind } from './suggestion/find.ts';
import { createMove } from './suggestion/move.ts';
import { createMine, createRead } from './suggestion/read.ts';
import { createSubmit } from './suggestion/submit.ts';
import { createRetry, createSyncStatus } from './sync/repair.ts';

export const createVerbs = (ports: Ports) => {
  const enter = createEnter(ports);
  const find = createFind(ports, enter);
  const read = createRead(ports, find);
  const status = createSyncStatus(ports);
  return {
    board: {
      enter,
      browse: createBrowse(ports),
      glance: createGlance(ports),
      myPart: createMyPart(ports),
      bind: createBind(ports),
      ofChannel: ports.units.ofChannel,
      members: ports.people.membersOf,
    },
    person: {
      know: ports.people.know,
      names: ports.people.names,
      me: createMe(ports),
      choosesLanguage: ports.people.choosesLanguage,
      chosenUnit: ports.people.chosenUnit,
      refreshMembers: (unit: Parameters<typeof refreshMembers>[1]) => refreshMembers(ports, unit),
    },
    suggestion: {
      submit: createSubmit(ports, enter),
      edit: createEdit(ports, find),
      move: createMove(ports, find),
      find,
      read,
      comment: createComment(ports, find, read),
      mine: createMine(ports),
    },
    sync: { status, retry: createRetry(ports, status) },
  };
};

export type Verbs = ReturnType<typeof createVerbs>;
