import { i18n } from '@lingui/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problemWords, toldWords } from '../../client/ui/told-words.ts';
import { problemOf } from '../../server/contract/problems.ts';
import { told } from '../../server/domain/told.ts';

const english = i18n.messages;

beforeAll(() =>
  i18n.loadAndActivate({
    locale: 'de',
    messages: {
      '{0}: {1}': '{0}: {1}',
      '{0} is {1}': '{1} ist {0}',
      'must be at most {0}': 'darf höchstens {0} sein',
      'There is no such thing here': 'Das gibt es hier nicht',
    },
  }),
);
afterAll(() => i18n.loadAndActivate({ locale: 'en', messages: english }));

/** As it arrives from the server. */
const sent = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

test('what is told is worded in the language of the pages, gaps within gaps', () => {
  expect(toldWords(sent(told`${'[3].end'}: ${told`must be at most ${7}`}`))).toBe(
    '[3].end: darf höchstens 7 sein',
  );
  expect(toldWords(told`${'a'} is ${'b'}`)).toBe('b ist a');
});

test('what has no words stays in English', () => {
  expect(toldWords(told`must be ${'odd'}`)).toBe('must be odd');
});

test('a problem says its detail, else its first field at fault, else what it is in general', () => {
  const errors = [{ path: ['n'], ...told`must be at most ${5}` }];
  expect(problemWords(problemOf('not_found', { detail: told`must be at most ${3}` }))).toBe(
    'darf höchstens 3 sein',
  );
  expect(
    problemWords(problemOf('invalid_input', { detail: { message: 'n: must be at most 5' }, errors })),
  ).toBe('n: darf höchstens 5 sein');
  expect(problemWords(problemOf('not_found'))).toBe('Das gibt es hier nicht');
});
