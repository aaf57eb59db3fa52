/** A job title in both written forms; units use their own. */
type Title = { readonly nb: string; readonly nn: string };

const same = (title: string): Title => ({ nb: title, nn: title });

const TEACHER: Title = { nb: 'Lærer', nn: 'Lærar' };
const ASSISTANT = same('Assistent');
const CARE_WORKER: Title = { nb: 'Helsefagarbeider', nn: 'Helsefagarbeidar' };
const NURSE: Title = { nb: 'Sykepleier', nn: 'Sjukepleiar' };
const PRE_SCHOOL: Title = { nb: 'Barnehagelærer', nn: 'Barnehagelærar' };
const YOUTH_WORKER: Title = { nb: 'Barne- og ungdomsarbeider', nn: 'Barne- og ungdomsarbeidar' };
const SOCIAL_EDUCATOR: Title = { nb: 'Vernepleier', nn: 'Vernepleiar' };
const ADVISER: Title = { nb: 'Rådgiver', nn: 'Rådgjevar' };
const CASE_WORKER: Title = { nb: 'Saksbehandler', nn: 'Sakshandsamar' };
const ENGINEER: Title = { nb: 'Ingeniør', nn: 'Ingeniør' };

type Staff = { readonly units: RegExp; readonly leader: Title; readonly titles: readonly Title[] };

const LEADER: Title = { nb: 'Enhetsleder', nn: 'Einingsleiar' };

/** What people are called where; a title that stands twice is twice as common. The first match counts. */
const STAFF: readonly Staff[] = [
  {
    units: /OPP0[1-6]/,
    leader: { nb: 'Rektor', nn: 'Rektor' },
    titles: [TEACHER, TEACHER, TEACHER, same('Adjunkt'), YOUTH_WORKER, ASSISTANT],
  },
  { units: /OPP07/, leader: { nb: 'SFO-leder', nn: 'SFO-leiar' }, titles: [YOUTH_WORKER, ASSISTANT, ASSISTANT] },
  {
    units: /OPP(08|09|1[0-4])/,
    leader: { nb: 'Styrer', nn: 'Styrar' },
    titles: [PRE_SCHOOL, PRE_SCHOOL, YOUTH_WORKER, ASSISTANT],
  },
  { units: /OPP15/, leader: { nb: 'Rektor', nn: 'Rektor' }, titles: [TEACHER, TEACHER, ADVISER] },
  { units: /OPP16/, leader: LEADER, titles: [{ nb: 'Pedagogisk-psykologisk rådgiver', nn: 'PP-rådgjevar' }] },
  { units: /OPP17/, leader: LEADER, titles: [{ nb: 'Barnevernspedagog', nn: 'Barnevernspedagog' }, ADVISER] },
  { units: /OPP18/, leader: LEADER, titles: [{ nb: 'Helsesykepleier', nn: 'Helsesjukepleiar' }, same('Jordmor')] },
  {
    units: /HEO0[1-9]/,
    leader: LEADER,
    titles: [CARE_WORKER, NURSE, CARE_WORKER, NURSE, { nb: 'Pleieassistent', nn: 'Pleieassistent' }],
  },
  { units: /HEO1[0-4]/, leader: LEADER, titles: [SOCIAL_EDUCATOR, CARE_WORKER, ASSISTANT, CARE_WORKER] },
  { units: /HEO15/, leader: LEADER, titles: [CASE_WORKER] },
  { units: /HEO16/, leader: LEADER, titles: [{ nb: 'Lege', nn: 'Lege' }, NURSE, same('Helsesekretær')] },
  { units: /HEO17/, leader: LEADER, titles: [same('Fysioterapeut'), same('Ergoterapeut')] },
  { units: /HEO18/, leader: LEADER, titles: [NURSE, SOCIAL_EDUCATOR, same('Sosionom')] },
  { units: /HEO19/, leader: LEADER, titles: [same('Ergoterapeut'), CARE_WORKER, ADVISER] },
  { units: /HEO20/, leader: LEADER, titles: [same('Kokk'), same('Institusjonskokk'), ASSISTANT] },
  { units: /HEO21/, leader: LEADER, titles: [{ nb: 'Vaskeriarbeider', nn: 'Vaskeriarbeidar' }, same('Tekniker')] },
  { units: /VEL/, leader: LEADER, titles: [{ nb: 'Veileder', nn: 'Rettleiar' }, CASE_WORKER, same('Sosionom')] },
  { units: /KUL01/, leader: { nb: 'Biblioteksjef', nn: 'Biblioteksjef' }, titles: [same('Bibliotekar')] },
  { units: /KUL02/, leader: { nb: 'Rektor', nn: 'Rektor' }, titles: [{ nb: 'Musikklærer', nn: 'Musikklærar' }] },
  { units: /KUL03/, leader: LEADER, titles: [{ nb: 'Badevakt', nn: 'Badevakt' }, same('Driftstekniker')] },
  { units: /KUL/, leader: LEADER, titles: [{ nb: 'Kulturarbeider', nn: 'Kulturarbeidar' }, ADVISER] },
  { units: /TEK0[12]|TEK09/, leader: LEADER, titles: [CASE_WORKER, ENGINEER, same('Arealplanlegger')] },
  { units: /TEK0[3-5]/, leader: LEADER, titles: [same('Fagarbeider'), same('Driftsoperatør'), ENGINEER] },
  { units: /TEK06/, leader: LEADER, titles: [same('Vaktmester')] },
  { units: /TEK0[78]/, leader: LEADER, titles: [same('Renholder'), same('Renholdsoperatør')] },
  { units: /TEK10/, leader: { nb: 'Brannsjef', nn: 'Brannsjef' }, titles: [same('Brannkonstabel'), same('Feier')] },
  { units: /./, leader: LEADER, titles: [ADVISER, CASE_WORKER, same('Konsulent')] },
];

const staffOf = (unit: string): Staff => {
  const staff = STAFF.find(({ units }) => units.test(unit));
  if (staff === undefined) throw new Error(`No titles for ${unit}`);
  return staff;
};

export const leaderTitle = (unit: string, language: 'nb' | 'nn'): string => staffOf(unit).leader[language];

/** The title of somebody who is not the leader; the seats of a unit take turns through its titles. */
export const staffTitle = (unit: string, seat: number, language: 'nb' | 'nn'): string => {
  const { titles } = staffOf(unit);
  const title = titles[seat % titles.length];
  if (title === undefined) throw new Error(`No title for seat ${seat} of ${unit}`);
  return title[language];
};
