/** The scripts that are told apart; every other is `Other`. Japanese kana are one. */
const scripts = {
  Latin: /\p{Script=Latin}/gu,
  Cyrillic: /\p{Script=Cyrillic}/gu,
  Greek: /\p{Script=Greek}/gu,
  Arabic: /\p{Script=Arabic}/gu,
  Hebrew: /\p{Script=Hebrew}/gu,
  Devanagari: /\p{Script=Devanagari}/gu,
  Bengali: /\p{Script=Bengali}/gu,
  Tamil: /\p{Script=Tamil}/gu,
  Telugu: /\p{Script=Telugu}/gu,
  Thai: /\p{Script=Thai}/gu,
  Georgian: /\p{Script=Georgian}/gu,
  Armenian: /\p{Script=Armenian}/gu,
  Ethiopic: /\p{Script=Ethiopic}/gu,
  Han: /\p{Script=Han}/gu,
  Kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  Hangul: /\p{Script=Hangul}/gu,
} as const;

/** Their names, as a project would declare them. */
export const scriptNames = [...Object.keys(scripts), 'Other'];

/** So much of a text says in what script it is, and what share of it are letters. */
const mostRead = 2_000;

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

/** The start of a text, not cut within a character. */
const startOfText = (text: string): string => text.slice(0, mostRead).replace(/[\uD800-\uDBFF]$/, '');

/** How many characters a text has (code points). */
export const lengthOf = (text: string): number =>
  text.length - count(text, /[\uD800-\uDBFF](?=[\uDC00-\uDFFF])/g);

/** The script that most letters of a text's start are in; null: it has no letters. */
export const scriptOf = (text: string): string | null => {
  const start = startOfText(text);
  const letters = count(start, /\p{L}/gu);
  if (letters === 0) return null;
  let [most, n, known] = ['Other', 0, 0];
  for (const [script, what] of Object.entries(scripts)) {
    const found = count(start, what);
    known += found;
    if (found > n) [most, n] = [script, found];
  }
  return letters - known > n ? 'Other' : most;
};

/** The share of the characters of a text's start, white space aside, that are neither letters nor marks on them; null: there are none. */
export const nonLettersOf = (text: string): number | null => {
  const start = startOfText(text);
  const all = count(start, /\S/gu);
  return all === 0 ? null : 1 - count(start, /[\p{L}\p{M}]/gu) / all;
};
