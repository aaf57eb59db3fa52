import type { SolvangdalRoleName } from './role-names.ts';
import { EVERYWHERE } from './role-names.ts';

/** A post above or across the units: who has it sits somewhere, and is one of that unit's employees. */
export type Post = {
  readonly unit: string;
  readonly seat: number;
  /** Null: the person keeps the title of their own work. */
  readonly title: string | null;
  readonly roles: readonly { readonly role: SolvangdalRoleName; readonly scope: string }[];
};

const everywhere = (...roles: readonly SolvangdalRoleName[]): Post['roles'] =>
  roles.map((role) => ({ role, scope: EVERYWHERE }));

const areaHead = (unit: string, name: string): Post => ({
  unit,
  seat: 4,
  title: `Kommunalsjef ${name}`,
  roles: [{ role: 'areaHead', scope: unit.slice(0, 3) }, ...everywhere('leaderGroup')],
});

/**
 * The posts of the municipality. The leader group is ten: the director, six heads of service area, and the heads of
 * HR, finance and communication, who lead a unit too. A title never names a union: membership is a private matter.
 */
export const posts: readonly Post[] = [
  { unit: 'STA07', seat: 4, title: 'Kommunedirektør', roles: everywhere('leaderGroup') },
  areaHead('OPP16', 'oppvekst'),
  areaHead('HEO15', 'helse og omsorg'),
  areaHead('VEL01', 'velferd og inkludering'),
  areaHead('KUL04', 'kultur og fritid'),
  areaHead('TEK09', 'teknisk og eiendom'),
  areaHead('STA05', 'stab og fellestjenester'),
  { unit: 'STA03', seat: 0, title: 'HR-sjef', roles: everywhere('leaderGroup', 'hr') },
  { unit: 'STA04', seat: 0, title: 'Økonomisjef', roles: everywhere('leaderGroup') },
  { unit: 'STA07', seat: 0, title: 'Kommunikasjonssjef', roles: everywhere('leaderGroup') },
  ...[4, 5, 6].map((seat) => ({ unit: 'STA03', seat, title: 'HR-rådgiver', roles: everywhere('hr') })),
  ...[4, 5].map((seat) => ({ unit: 'STA04', seat, title: 'Controller', roles: everywhere('economist') })),
  ...[5, 6].map((seat) => ({ unit: 'STA05', seat, title: 'Systemforvalter', roles: everywhere('admin') })),
  { unit: 'STA08', seat: 4, title: 'Koordinator for kontinuerlig forbedring', roles: everywhere('coordinator') },
  ...[1, 2].map((seat) => ({ unit: 'STA08', seat, title: 'Veileder', roles: everywhere('guide') })),
  ...['HEO17', 'OPP09', 'OPP18', 'STA01', 'TEK02'].map((unit) => ({
    unit,
    seat: 5,
    title: null,
    roles: everywhere('guide'),
  })),
  ...['HEO02', 'HEO07', 'OPP03', 'TEK05'].map((unit) => ({
    unit,
    seat: 5,
    title: 'Hovedtillitsvalgt',
    roles: everywhere('chiefUnionRep'),
  })),
  { unit: 'TEK06', seat: 5, title: 'Hovedverneombud', roles: everywhere('chiefSafetyRep') },
];

export const postAt = (unit: string, seat: number): Post | undefined =>
  posts.find((post) => post.unit === unit && post.seat === seat);
