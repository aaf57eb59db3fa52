import type { Me } from '../../domain/board/board.ts';
import { may } from '../../domain/people/may.ts';
import { isMember, type Person } from '../../domain/people/person.ts';
import type { Ports } from '../ports.ts';

/** Who the viewer is, and which boards are open to them. */
export const createMe =
  ({ units }: Pick<Ports, 'units'>) =>
  async (person: Person): Promise<Me> => {
    const open = (await units.all()).filter((unit) => may(person, 'board.browse', unit));
    const listed = open.map((unit) => ({
      key: unit.key,
      name: unit.name,
      area: unit.area,
      member: isMember(person, unit),
    }));
    listed.sort((a, b) => Number(b.member) - Number(a.member) || (a.key < b.key ? -1 : 1));
    const { id, name, language, grants } = person;
    return { id, name, language, grants, mayRepair: may(person, 'sync.repair', null), units: listed };
  };
