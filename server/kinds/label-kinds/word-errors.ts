import { distance } from 'fastest-levenshtein';

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .split(/\s+/u)
    .filter((word) => word !== '');

/**
 * The least number of words to replace, insert or delete that makes one text of another, and how many words each has. Each
 * word stands as one character: texts are short enough for that.
 */
export const wordErrors = (a: string, b: string): { errors: number; words: readonly [number, number] } => {
  const known = new Map<string, string>();
  const encoded = [a, b].map((text) =>
    wordsOf(text).map((word) => {
      const character = known.get(word) ?? String.fromCharCode(known.size);
      known.set(word, character);
      return character;
    }),
  );
  const [first = [], second = []] = encoded;
  return {
    errors: distance(first.join(''), second.join('')),
    words: [first.length, second.length],
  };
};
