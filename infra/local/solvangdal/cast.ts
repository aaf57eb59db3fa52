import { personId } from './ids.ts';

/** Somebody whom the demonstration page offers first. `introduction` says who they are, in the three languages. */
export type CastMember = {
  /** A short handle that tests and pages may use. */
  readonly key: string;
  readonly id: string;
  readonly unit: string;
  readonly seat: number;
  readonly name: string;
  /** Null: as the seat says. */
  readonly title: string | null;
  readonly language: 'nb-NO' | 'nn-NO' | 'en-GB';
  readonly introduction: { readonly nb: string; readonly nn: string; readonly en: string };
};

const member = (
  key: string,
  [unit, seat]: readonly [unit: string, seat: number],
  name: string,
  more: Pick<CastMember, 'introduction'> & Partial<Pick<CastMember, 'title' | 'language'>>,
): CastMember => ({ key, id: personId(unit, seat), unit, seat, name, title: null, language: 'nb-NO', ...more });

/** The well-known people of Solvangdal: one of each role, in units whose boards are alive. */
export const cast: readonly CastMember[] = [
  member('ana', ['HEO01', 4], 'Ana Kovač', {
    title: 'Helsefagarbeider',
    introduction: {
      nb: 'Helsefagarbeider på sykehjemmet, full av ideer',
      nn: 'Helsefagarbeidar på sjukeheimen, full av idear',
      en: 'Care worker at the nursing home, full of ideas',
    },
  }),
  member('liv', ['HEO01', 0], 'Liv Hagen', {
    introduction: {
      nb: 'Leder for avdelingen der Ana arbeider',
      nn: 'Leiar for avdelinga der Ana arbeider',
      en: 'Leads the ward where Ana works',
    },
  }),
  member('tomasz', ['HEO01', 1], 'Tomasz Zieliński', {
    title: 'Fagutviklingssykepleier',
    introduction: {
      nb: 'Livs stedfortreder',
      nn: 'Vikar for leiaren Liv',
      en: 'Stands in for Liv',
    },
  }),
  member('siri', ['HEO01', 2], 'Siri Myrvold', {
    introduction: {
      nb: 'Tillitsvalgt på avdelingen',
      nn: 'Tillitsvald på avdelinga',
      en: 'Union representative on the ward',
    },
  }),
  member('ben', ['HEO01', 3], 'Ben Aasen', {
    title: 'Sykepleier',
    introduction: {
      nb: 'Sykepleier og verneombud, kollega av Ana',
      nn: 'Sjukepleiar og verneombod, kollega av Ana',
      en: 'Nurse and safety representative, works with Ana',
    },
  }),
  member('torunn', ['OPP05', 4], 'Torunn Eikeland', {
    title: 'Lærar',
    language: 'nn-NO',
    introduction: {
      nb: 'Lærer på en nynorskskole',
      nn: 'Lærar på ein nynorskskule',
      en: 'Teacher at a school that writes nynorsk',
    },
  }),
  member('magne', ['OPP05', 0], 'Magne Åsen', {
    language: 'nn-NO',
    introduction: {
      nb: 'Rektor på skolen der Torunn arbeider',
      nn: 'Rektor på skulen der Torunn arbeider',
      en: 'Head of the school where Torunn works',
    },
  }),
  member('geir', ['TEK03', 0], 'Geir Moen', {
    introduction: {
      nb: 'Leder for vann og avløp',
      nn: 'Leiar for vatn og avløp',
      en: 'Leads water and drainage',
    },
  }),
  member('emily', ['TEK03', 5], 'Emily Carter', {
    title: 'Ingeniør',
    language: 'en-GB',
    introduction: {
      nb: 'Ingeniør som bruker Teams på engelsk',
      nn: 'Ingeniør som brukar Teams på engelsk',
      en: 'Engineer who uses Teams in English',
    },
  }),
  member('oyvind', ['HEO15', 4], 'Øyvind Lunde', {
    introduction: {
      nb: 'Kommunalsjef for helse og omsorg',
      nn: 'Kommunalsjef for helse og omsorg',
      en: 'Head of health and care',
    },
  }),
  member('nadia', ['STA03', 4], 'Nadia Rahimi', {
    introduction: {
      nb: 'HR-rådgiver for hele kommunen',
      nn: 'HR-rådgjevar for heile kommunen',
      en: 'HR adviser for the whole municipality',
    },
  }),
  member('marit', ['STA08', 4], 'Marit Fossum', {
    introduction: {
      nb: 'Koordinator for forbedringsarbeidet',
      nn: 'Koordinator for forbetringsarbeidet',
      en: 'Coordinates the improvement work',
    },
  }),
  member('maret', ['STA08', 1], 'Máret Somby', {
    introduction: {
      nb: 'Veileder for enheter som begynner',
      nn: 'Rettleiar for einingar som byrjar',
      en: 'Guides units that begin',
    },
  }),
];

export const castAt = (unit: string, seat: number): CastMember | undefined =>
  cast.find((person) => person.unit === unit && person.seat === seat);
