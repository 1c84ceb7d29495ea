import { expect, test } from 'vitest';
import { lengthOf, nonLettersOf, scriptNames, scriptOf } from '../../server/domain/text-features.ts';
import { mostCategories } from '../../server/domain/measures/inputs.ts';

test('a text is as long as it has characters, however they are coded', () => {
  expect(['', 'abc', 'é', '👍🏽 ok', 'a\ud83d'].map(lengthOf)).toEqual([0, 3, 1, 5, 2]);
});

test.each([
  ['The phone is scratched.', 'Latin'],
  ['Телефон поцарапан, sorry', 'Cyrillic'],
  ['Το τηλέφωνο', 'Greek'],
  ['الهاتف مخدوش', 'Arabic'],
  ['फ़ोन पर खरोंच है', 'Devanagari'],
  ['电话有划痕', 'Han'],
  ['スマホに傷があります', 'Kana'],
  ['전화기가 긁혔다', 'Hangul'],
  ['ᚠᚢᚦᚨᚱᚲ and', 'Other'],
  ['12:30 – 100 %', null],
])('%j is written in %s', (text, script) => {
  expect(scriptOf(text)).toBe(script);
  if (script !== null) expect(scriptNames).toContain(script);
});

test('the share of what is no letter leaves white space aside, and counts marks with their letters', () => {
  expect(['abcd', 'ab 12', '  !?  ', 'फ़ोन', ' \n'].map(nonLettersOf)).toEqual([0, 0.5, 1, 0, null]);
});

test('a long text is judged by its start, which is not cut within a character', () => {
  const text = `${'a'.repeat(1_999)}𝒳${'1'.repeat(100_000)}`;
  expect(nonLettersOf(text)).toBe(0);
  expect(lengthOf(text)).toBe(102_000);
});

test('there are no more scripts than a category may have values', () => {
  expect(scriptNames.length).toBeLessThanOrEqual(mostCategories);
});
