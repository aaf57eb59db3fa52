import { type Chance, pick } from './chance.ts';

type Origin = { readonly share: number; readonly first: string; readonly last: string };

/**
 * Where names come from, and how many of a hundred employees have such a name. First and family names are common
 * ones, put together by chance: nobody in particular is meant.
 */
const ORIGINS: readonly Origin[] = [
  {
    share: 76,
    first: `Anne Inger Kari Marit Ingrid Liv Eva Berit Astrid Bjørg Hilde Randi Solveig Bente Heidi Kristin Nina Silje
      Ida Hanne Maria Camilla Linda Tone Mona Elin Anita Gro Ellen Turid Sissel Wenche Hege Line Monica Marianne Vilde
      Thea Emma Nora Julie Sara Malin Stine Mari Ragnhild Gunn Torill Unni Åse Øydis Synnøve Jorunn Sigrid Guro Tuva
      Jan Per Bjørn Ole Lars Kjell Knut Svein Arne Thomas Hans Geir Tor Morten Terje Odd Erik Martin Andreas John Anders
      Rune Trond Tore Daniel Jon Kristian Harald Fredrik Øyvind Stian Espen Marius Sindre Eirik Håkon Vegard Jonas
      Henrik Magnus Kåre Åge Steinar Roar Vidar Frode Olav Halvor Torbjørn Sverre Gaute Even Sondre`,
    last: `Hansen Johansen Olsen Larsen Andersen Pedersen Nilsen Kristiansen Jensen Karlsen Johnsen Pettersen Eriksen
      Berg Haugen Hagen Johannessen Andreassen Jacobsen Dahl Jørgensen Halvorsen Henriksen Lund Sørensen Jakobsen Moen
      Gundersen Iversen Strand Solberg Svendsen Eide Knutsen Martinsen Bakken Kristoffersen Mathisen Lie Amundsen
      Rasmussen Lunde Solheim Moe Berge Fredriksen Nygård Kvam Haugland Myhre Sandvik Vik Bakke Aasen Ødegård
      Tangen Ruud Sæther Hovland Brekke Tveit Fjeld Storli Kvale Engen Rønning Stokke Ulvestad Espeland Bråten Sunde
      Næss Thorsen Myklebust Birkeland Fossum Grønli Heggelund Lien Østby Skaar Torp Vatne Årdal Røed`,
  },
  {
    share: 3,
    first: `Máret Inga Elle Risten Biret Áile Sárá Ánne Káre Niillas Áilu Mihkkal Ánte Jovnna Ole-Henrik Nils-Ánte
      Aslak Issát Piera Ravdna`,
    last: 'Somby Gaup Sara Eira Utsi Hætta Buljo Bær Oskal Turi Valkeapää Skum Anti Balto Guttorm Triumf',
  },
  {
    share: 5,
    first: 'Agnieszka Katarzyna Małgorzata Ewa Joanna Magdalena Tomasz Piotr Krzysztof Marcin Paweł Łukasz',
    last: 'Nowak Woźniak Wójcik Kaczmarek Mazur Krawczyk Pawlak Walczak Szymczak Błaszczyk',
  },
  // Lithuanian family names differ for women and men.
  {
    share: 1,
    first: 'Rasa Daiva Jurgita Vilma Inga Kristina',
    last: 'Petrauskienė Kazlauskienė Žukauskaitė Jankauskaitė Stankevičienė',
  },
  {
    share: 1,
    first: 'Mindaugas Darius Tomas Gintaras Saulius',
    last: 'Kazlauskas Jankauskas Stankevičius Balčiūnas Petrauskas',
  },
  {
    share: 2,
    first: 'Oksana Olena Iryna Natalia Svitlana Andrij Dmytro Serhij Tetiana',
    last: 'Kovalenko Shevchenko Bondarenko Tkachenko Melnyk Kravchuk Lysenko',
  },
  {
    share: 2,
    first: 'Amina Hodan Fadumo Ayaan Ifrah Abdi Mohamed Ahmed Yusuf Hibo',
    last: 'Warsame Abdi Farah Hassan Nur Jama Mohamud Osman',
  },
  {
    share: 2,
    first: 'Selam Rahel Mehret Tsegay Yonas Filmon Bereket Helen Semhar',
    last: 'Tesfay Gebre Haile Tekle Woldu Kidane Habtom',
  },
  {
    share: 2,
    first: 'Rania Hala Lina Nour Omar Khaled Bilal Yara Mahmoud Samir Layla',
    last: 'Al-Khatib Haddad Khalil Darwish Najjar Saleh Mansour',
  },
  {
    share: 2,
    first: 'Marites Rowena Jocelyn Analyn Grace Arnel Rodel Jasmin Liza',
    last: 'Santos Reyes Cruz Bautista Garcia Mendoza Villanueva Ramos',
  },
  {
    share: 1,
    first: 'Malee Siriporn Nattaya Somsak Kanya Ploy Anong',
    last: 'Srisuk Chaiyasit Phongphan Wongsa Saetang Rattana',
  },
  {
    share: 1,
    first: 'Jelena Amra Selma Emir Damir Ivana Marko Dragana',
    last: 'Hodžić Begić Marić Petrović Delić Horvat Jurić',
  },
  {
    share: 1,
    first: 'Saima Farah Nadia Usman Bilal Zahra Reza Laila Parwin Hamid',
    last: 'Ahmed Malik Butt Rahimi Hosseini Karimi Chaudhry Nazari',
  },
  {
    share: 1,
    first: 'Anke Jürgen Birgit Femke Jeroen Saskia Göran Åsa Malin Ulrika Heikki Päivi',
    last: 'Schneider Weber Vermeer Bakker Lindqvist Bergström Virtanen Korhonen Fischer',
  },
];

const words = (list: string): string[] => list.split(/\s+/).filter((word) => word !== '');

const POOLS = ORIGINS.map(({ share, first, last }) => ({ share, first: words(first), last: words(last) }));
const SHARES = POOLS.reduce((sum, { share }) => sum + share, 0);

const poolAt = (point: number): (typeof POOLS)[number] => {
  let left = point * SHARES;
  const found = POOLS.find(({ share }) => {
    left -= share;
    return left < 0;
  });
  if (found === undefined) throw new Error('Shares do not add up');
  return found;
};

/** One family name in eight is double, as it is in Norway. */
const lastName = (chance: Chance, list: readonly string[]): string => {
  const one = pick(chance, list);
  const other = pick(chance, list);
  return chance() < 0.125 && other !== one && !one.includes('-') ? `${one} ${other}` : one;
};

/** A full name by chance that is not in `taken`. */
export const nameFrom = (chance: Chance, taken: ReadonlySet<string>): string => {
  for (;;) {
    const { first, last } = poolAt(chance());
    const name = `${pick(chance, first)} ${lastName(chance, last)}`;
    if (!taken.has(name)) return name;
  }
};

const LATIN: Record<string, string> = { æ: 'ae', ø: 'o', å: 'a', ł: 'l', đ: 'd', ŧ: 't', ŋ: 'n' };

/** A name as the part of a mail address before the @: only a–z, dots and hyphens. */
export const mailName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[æøåłđŧŋ]/g, (letter) => LATIN[letter] ?? '')
    .normalize('NFD')
    .replace(/[^a-z -]/g, '')
    .replace(/ +/g, '.');
