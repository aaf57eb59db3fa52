/** SharePoint keeps 32 characters of an internal name, the encoding included. */
const LONGEST = 32;

/**
 * The internal name for a wanted one: what is no letter or digit of ASCII becomes `_xHHHH_`, a leading digit too,
 * the whole is cut to 32 characters without a word, and a taken name gets the first free digit. Names are compared
 * without case.
 */
export function internalName(wanted: string, taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  const whole = encode(wanted).slice(0, LONGEST);
  if (!used.has(whole.toLowerCase())) return whole;
  for (let number = 0; ; number += 1) {
    const numbered = `${whole.slice(0, LONGEST - String(number).length)}${number}`;
    if (!used.has(numbered.toLowerCase())) return numbered;
  }
}

const encode = (wanted: string): string =>
  [...wanted].map((letter, at) => (plain(letter, at) ? letter : units(letter))).join('');

const plain = (letter: string, at: number): boolean => (at === 0 ? /^[A-Za-z]$/ : /^[A-Za-z0-9_]$/).test(letter);

/** UTF-16 units, so that a sign outside the basic plane costs two groups. */
const units = (letter: string): string =>
  letter
    .split('')
    .map((unit) => `_x${unit.charCodeAt(0).toString(16).padStart(4, '0')}_`)
    .join('');
