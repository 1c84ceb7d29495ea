import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokensOf } from '../../../server/datasets/files/item-text.ts';
import { datasetFormats } from '../../../server/datasets/files/registry.ts';
import { codePointsOf } from '../../../server/domain/code-points.ts';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import type { ItemKindName } from '../../../server/domain/words.ts';
import { datasetOf, filesOf, hashOf, linesIn, marked, rowOf, textIn } from '../../support/dataset.ts';

const { conll, span_jsonl: spanJsonl, nemo } = datasetFormats;

const spans: LabelSchema = { kind: 'spans', ...marked('PER', 'LOC'), overlaps: false, iou: 0.5 };

const rows = [
  rowOf({
    key: 'a',
    payload: { text: '👩‍🔬 Ada Lovelace lives in\nParis-Nord.' },
    value: [
      { class: 'PER', start: 4, end: 16 },
      { class: 'LOC', start: 26, end: 31 },
    ],
  }),
  rowOf({ key: 'b', payload: { text: '  \n ' }, value: [] }),
  rowOf({
    key: 'c',
    payload: { text: 'עדה Adas\u0085Bob\u2028Eve' },
    value: [
      { class: 'PER', start: 0, end: 3 },
      { class: 'PER', start: 4, end: 7 },
      { class: 'PER', start: 9, end: 12 },
    ],
  }),
  rowOf({ key: 'd', payload: { text: 'never read' }, value: null }),
  rowOf({
    key: 'e',
    payload: { document: { media: hashOf('\ufeffIn a file'), type: 'text/plain', size: 12 } },
    value: [{ class: 'LOC', start: 5, end: 9 }],
    split: 'test',
  }),
];
const source = datasetOf('text', spans, rows, { stored: ['\ufeffIn a file'] });

describe('CoNLL', () => {
  test('has a token and its tag a line, and an empty line behind each text', async () => {
    const files = await filesOf(conll, source);
    expect([...files.keys()]).toEqual(['train.conll', 'test.conll']);
    expect(textIn(files, 'train.conll').split('\n')).toEqual([
      '👩 O',
      '\u200d O',
      '🔬 O',
      'Ada B-PER',
      'Lovelace I-PER',
      'lives O',
      'in O',
      'Paris B-LOC',
      '- O',
      'Nord O',
      '. O',
      '',
      'עדה B-PER',
      'Ada B-PER',
      's O',
      'Bob B-PER',
      'Eve O',
      '',
      '',
    ]);
    expect(textIn(files, 'test.conll')).toBe('In O\na O\nfile B-LOC\n\n');
  });

  test('refuses spans that overlap', () => {
    expect(conll.misfit('text', spans)).toBeNull();
    expect(conll.misfit('text', { ...spans, overlaps: true })?.message).toBe(
      'cannot tell spans that overlap',
    );
  });
});

describe('spans as JSON Lines', () => {
  test('have places in code points and in tokens', async () => {
    const lines = linesIn(await filesOf(spanJsonl, source), 'spans.jsonl');
    expect(lines.map(({ key, split }) => [key, split])).toEqual([
      ['a', 'train'],
      ['b', 'train'],
      ['c', 'train'],
      ['e', 'test'],
    ]);
    expect(lines[0]?.['spans']).toEqual([
      { start: 4, end: 16, label: 'PER', text: 'Ada Lovelace', token_start: 3, token_end: 4 },
      { start: 26, end: 31, label: 'LOC', text: 'Paris', token_start: 7, token_end: 7 },
    ]);
    expect(lines[1]).toMatchObject({ spans: [], tokens: [] });
  });

  test('of blanks alone have no tokens', async () => {
    const row = rowOf({ key: 'a', payload: { text: 'a  b' }, value: [{ class: 'PER', start: 1, end: 3 }] });
    const [line] = linesIn(await filesOf(spanJsonl, datasetOf('text', spans, [row])), 'spans.jsonl');
    expect(line?.['spans']).toEqual([
      { start: 1, end: 3, label: 'PER', text: '  ', token_start: null, token_end: null },
    ]);
  });

  test('that overlap are told all the same', async () => {
    const overlapping: LabelSchema = { ...spans, overlaps: true };
    expect(spanJsonl.misfit('text', overlapping)).toBeNull();
    const value = [
      { class: 'PER', start: 0, end: 7 },
      { class: 'LOC', start: 4, end: 11 },
    ];
    const row = rowOf({ key: 'a', payload: { text: 'one two three' }, value });
    const [line] = linesIn(await filesOf(spanJsonl, datasetOf('text', overlapping, [row])), 'spans.jsonl');
    expect(line).toMatchObject({
      spans: [
        { text: 'one two', token_start: 0, token_end: 1 },
        { text: 'two thr', token_start: 1, token_end: 2 },
      ],
      tokens: [{ text: 'one' }, { text: 'two' }, { text: 'thr' }, { text: 'ee' }],
    });
  });
});

test('tokens are what they say they are, in order, and no span cuts one', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'é', '𝔸', ' ', '\n', '-', 'א', '\u0301'),
    maxLength: 30,
  });
  const cut = fc.record({ start: fc.nat(15), length: fc.integer({ min: 1, max: 15 }) });
  fc.assert(
    fc.property(text, fc.array(cut, { maxLength: 4 }), (said, cuts) => {
      const marks = cuts.map(({ start, length }) => ({ start, end: start + length }));
      const points = codePointsOf(said);
      let last = 0;
      let kept = '';
      for (const { text: token, start, end } of tokensOf(said, marks)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(said.slice(points.toUnits(start), points.toUnits(end))).toBe(token);
        for (const mark of marks)
          expect(end <= mark.start || start >= mark.end || (start >= mark.start && end <= mark.end)).toBe(
            true,
          );
        last = end;
        kept += token;
      }
      expect(kept).toBe(said.replaceAll(/\s/g, ''));
    }),
  );
});

test('NeMo has recordings with their length and transcript, an object a line', async () => {
  const schema: LabelSchema = { kind: 'transcript', maxLength: 99, tolerance: 0 };
  const recording = (name: string) => ({ audio: { media: hashOf(name), type: 'audio/wav', size: 1 } });
  const heard = [
    rowOf({ key: 'a', payload: recording('A'), inputs: { 'audio.seconds': 1.25 }, value: 'say "hi"\n𝔸' }),
    rowOf({ key: 'b', payload: { audio: { url: 'https://example.com/b.mp3' } }, value: '' }),
    rowOf({ key: 'c', payload: recording('C'), value: null }),
  ];
  const files = await filesOf(nemo, datasetOf('audio', schema, heard, { stored: ['A', 'C'] }));
  expect([...files.keys()]).toEqual(['train_manifest.json', 'audio/train/a.wav']);
  expect(linesIn(files, 'train_manifest.json')).toEqual([
    { audio_filepath: 'audio/train/a.wav', duration: 1.25, text: 'say "hi"\n𝔸', key: 'a', weight: 4 },
    { audio_filepath: 'https://example.com/b.mp3', duration: null, text: '', key: 'b', weight: 4 },
  ]);
});

const transcript: LabelSchema = { kind: 'transcript', maxLength: 99, tolerance: 0 };
const misfits: ['conll' | 'span_jsonl' | 'nemo', ItemKindName, LabelSchema, string][] = [
  ['conll', 'image', spans, 'takes texts with marked spans alone'],
  ['span_jsonl', 'text', transcript, 'takes texts with marked spans alone'],
  ['nemo', 'video', transcript, 'takes recordings with transcripts alone'],
];
test.each(misfits)('%s says what it does not take', (name, itemKind, schema, told) => {
  expect(datasetFormats[name].misfit(itemKind, schema)?.message).toBe(told);
});
