import type { UnitKey } from '../domain/people/unit.ts';
import type { Verbs } from '../verbs/verbs.ts';
import type { Speaker } from './speaker.ts';

type Choice = { readonly key: UnitKey; readonly name: string };

export type UnitChoices = {
  readonly units: readonly Choice[];
  /** The channel's unit, the one chosen last time, or the only one; null when the person has to say. */
  readonly likely: UnitKey | null;
};

/** For which units somebody may be speaking, and for which most likely. */
export const createUnitChoices =
  (verbs: Verbs) =>
  async ({ person, where }: Speaker): Promise<UnitChoices> => {
    const [here, me, chosen] = await Promise.all([
      where.channel === null ? undefined : verbs.board.ofChannel(where.channel),
      verbs.person.me(person),
      verbs.person.chosenUnit(person.id),
    ]);
    const members = me.units.filter(({ member }) => member);
    const open: readonly Choice[] = members.length > 0 ? members : me.units;
    const others = open.filter(({ key }) => key !== here?.key);
    const units = here === undefined ? others : [here, ...others];
    const only = units.length === 1 ? units[0]?.key : undefined;
    const again = units.some(({ key }) => key === chosen) ? chosen : undefined;
    return { units: units.map(({ key, name }) => ({ key, name })), likely: here?.key ?? again ?? only ?? null };
  };
