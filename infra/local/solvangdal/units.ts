/** A service area of the municipality. */
export type SolvangdalArea = { readonly code: string; readonly name: string };

export const areas: readonly SolvangdalArea[] = [
  { code: 'OPP', name: 'Oppvekst' },
  { code: 'HEO', name: 'Helse og omsorg' },
  { code: 'VEL', name: 'Velferd og inkludering' },
  { code: 'KUL', name: 'Kultur og fritid' },
  { code: 'TEK', name: 'Teknisk og eiendom' },
  { code: 'STA', name: 'Stab og fellestjenester' },
];

/** How a unit's week looks: it decides when a huddle fits and when its clocks stand still. */
export type WorkPattern = 'shifts' | 'mobileCrews' | 'schoolYear' | 'julyClosed' | 'office';

/** A unit as the municipality describes it, before it has people. `startYear` is null while it waits. */
export type UnitFacts = {
  readonly code: string;
  readonly name: string;
  readonly area: string;
  readonly headcount: number;
  readonly fte: number;
  readonly startYear: number | null;
  readonly language: 'nb' | 'nn';
  readonly workPatterns: readonly WorkPattern[];
};

type Row = readonly [code: string, name: string, headcount: number, fte: number, startYear: number | null];

// biome-ignore format: one unit a line reads as the table that it is
const ROWS: readonly Row[] = [
  ['OPP01', 'Åsbygda skole (1–7)', 34, 28.5, 2013],
  ['OPP02', 'Elvemo skole (1–7)', 41, 34, 2016],
  ['OPP03', 'Haugland skole (1–10)', 58, 47, 2014],
  ['OPP04', 'Storemyr ungdomsskole (8–10)', 46, 39.5, null],
  ['OPP05', 'Nordgarden skule (1–7)', 19, 15, 2018],
  ['OPP06', 'Solbakken skole (1–7)', 27, 22, null],
  ['OPP07', 'SFO felles', 31, 17.5, null],
  ['OPP08', 'Bjørkelia barnehage', 24, 20.5, 2013],
  ['OPP09', 'Fossekallen barnehage', 19, 16, 2015],
  ['OPP10', 'Tiriltunga barnehage', 28, 23.5, 2015],
  ['OPP11', 'Nordgarden barnehage', 12, 10, 2019],
  ['OPP12', 'Kvernhuset barnehage', 22, 18.5, null],
  ['OPP13', 'Myrulla barnehage', 17, 14.5, 2017],
  ['OPP14', 'Steinrøysa barnehage', 15, 12.5, null],
  ['OPP15', 'Voksenopplæringssenteret', 18, 15, 2017],
  ['OPP16', 'PP-tjenesten', 9, 8.4, null],
  ['OPP17', 'Barnevernstjenesten', 16, 15.2, 2016],
  ['OPP18', 'Helsestasjon og skolehelsetjeneste', 15, 12.1, 2014],
  ['HEO01', 'Elvetun sykehjem, avd. 1', 38, 24, 2012],
  ['HEO02', 'Elvetun sykehjem, avd. 2', 36, 22.5, 2012],
  ['HEO03', 'Elvetun sykehjem, demensavdeling', 33, 21, 2014],
  ['HEO04', 'Elvetun korttid og rehabilitering', 35, 23.5, 2013],
  ['HEO05', 'Nordgarden omsorgssenter', 29, 17, 2018],
  ['HEO06', 'Hjemmetjenesten sone Vest', 44, 27, 2013],
  ['HEO07', 'Hjemmetjenesten sone Øst', 42, 26, 2015],
  ['HEO08', 'Hjemmetjenesten sone Sentrum', 47, 30, 2016],
  ['HEO09', 'Nattjenesten', 18, 10.5, null],
  ['HEO10', 'Ytterlia omsorgsboliger', 26, 16.5, 2016],
  ['HEO11', 'Furumoen bofellesskap', 31, 19, 2017],
  ['HEO12', 'Bekkefaret bofellesskap', 28, 17.5, null],
  ['HEO13', 'Avlastning og aktivitet', 22, 12, null],
  ['HEO14', 'Dagsenter og arbeidstilbud', 17, 13, 2018],
  ['HEO15', 'Tildelingskontoret', 9, 8.5, 2014],
  ['HEO16', 'Legetjenesten og legevakt', 21, 14.5, null],
  ['HEO17', 'Fysio- og ergoterapitjenesten', 14, 12.5, 2015],
  ['HEO18', 'Psykisk helse og rus', 19, 16.5, 2017],
  ['HEO19', 'Hverdagsrehabilitering og velferdsteknologi', 11, 9.5, 2019],
  ['HEO20', 'Produksjonskjøkkenet', 16, 11.5, 2013],
  ['HEO21', 'Vaskeriet og tekniske hjelpemidler', 10, 8, 2016],
  ['VEL01', 'NAV mottak og veiledning', 17, 16, 2013],
  ['VEL02', 'NAV økonomisk sosialhjelp og gjeldsrådgivning', 11, 10.5, 2013],
  ['VEL03', 'Flyktningtjenesten', 10, 9.5, 2018],
  ['VEL04', 'Bolig og bostøtte', 6, 5.8, null],
  ['VEL05', 'Ungdomsteamet', 7, 6.6, null],
  ['VEL06', 'Kvalifisering og arbeidstrening', 9, 8.5, null],
  ['KUL01', 'Folkebiblioteket', 8, 6.2, 2015],
  ['KUL02', 'Kulturskolen', 15, 8, null],
  ['KUL03', 'Svømmehall og idrettsanlegg', 11, 8.5, 2017],
  ['KUL04', 'Kino og kulturhus', 9, 5.5, null],
  ['KUL05', 'Fritidsklubber og ungdomsarbeid', 10, 5, null],
  ['KUL06', 'Frivilligsentralen', 4, 3.2, 2019],
  ['TEK01', 'Byggesak', 8, 7.8, 2014],
  ['TEK02', 'Plan, geodata og oppmåling', 10, 9.6, 2016],
  ['TEK03', 'Kommunalteknikk, vann og avløp', 17, 16.5, 2014],
  ['TEK04', 'Renseanlegget', 6, 6, null],
  ['TEK05', 'Veg, park og uteområder', 15, 14.5, 2016],
  ['TEK06', 'Vaktmestertjenesten', 18, 17, 2015],
  ['TEK07', 'Renhold sone Nord', 21, 15.5, 2013],
  ['TEK08', 'Renhold sone Sør', 23, 17, 2013],
  ['TEK09', 'Eiendomsutvikling og prosjekt', 7, 7, null],
  ['TEK10', 'Brann, feiing og beredskap', 24, 8, null],
  ['STA01', 'Servicetorg og sentralbord', 9, 8, 2012],
  ['STA02', 'Dokumentsenter og arkiv', 6, 5.6, 2014],
  ['STA03', 'HR og lønn', 12, 11.5, 2016],
  ['STA04', 'Regnskap og innkjøp', 10, 9.5, 2015],
  ['STA05', 'IKT og digitalisering', 11, 10.8, null],
  ['STA06', 'Skatt, avgift og gebyr', 6, 5.5, null],
  ['STA07', 'Politisk sekretariat og kommunikasjon', 6, 5.7, null],
  ['STA08', 'Utviklingsenheten (Lean-veiledere)', 5, 4.5, 2011],
  ['STA09', 'Beredskap, miljø og landbruk', 8, 7.4, null],
];

const codes = (area: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, n) => `${area}${String(from + n).padStart(2, '0')}`);

const NYNORSK = new Set(['OPP05', 'OPP11', 'HEO05']);

/** Home care that drives at night is both shifts and mobile crews. */
const PATTERNS: readonly (readonly [WorkPattern, ReadonlySet<string>])[] = [
  ['shifts', new Set([...codes('HEO', 1, 6), ...codes('HEO', 8, 12)])],
  ['mobileCrews', new Set(['TEK03', ...codes('TEK', 5, 8), ...codes('HEO', 6, 9)])],
  ['schoolYear', new Set(codes('OPP', 1, 7))],
  ['julyClosed', new Set(codes('OPP', 8, 14))],
];

const patternsOf = (code: string): readonly WorkPattern[] => {
  const found = PATTERNS.filter(([, units]) => units.has(code)).map(([pattern]) => pattern);
  return found.length > 0 ? found : ['office'];
};

/** The seventy units, by area and code. */
export const unitFacts: readonly UnitFacts[] = ROWS.map(([code, name, headcount, fte, startYear]) => ({
  code,
  name,
  area: code.slice(0, 3),
  headcount,
  fte,
  startYear,
  language: NYNORSK.has(code) ? 'nn' : 'nb',
  workPatterns: patternsOf(code),
}));
