import { expect, test } from 'vitest';
import { card, type FileSum } from '../../../server/datasets/files/card.ts';
import { datasetColumns } from '../../../server/datasets/files/columns.ts';
import { datasetFormats } from '../../../server/datasets/files/registry.ts';
import type { Manifest } from '../../../server/domain/datasets/manifest.ts';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import type { Json } from '../../../server/domain/words.ts';
import { classesOf, datasetOf, rowOf } from '../../support/dataset.ts';

const schema: LabelSchema = { kind: 'choice', classes: classesOf('fine', 'scratched|x') };
const rows = [
  rowOf({ key: 'a', payload: { text: 't' }, value: 'fine' }),
  rowOf({ key: 'b', payload: { text: 't' }, value: 'scratched|x', split: 'test' }),
  rowOf({ key: 'c', payload: { text: 't' }, value: null, source: null }),
];
const manifestWith = (more: Partial<Manifest> = {}): Manifest =>
  datasetOf('text', schema, rows, {
    byClass: { fine: 1, 'scratched|x': 1 },
    byClassAndSplit: { train: { fine: 1 }, validation: {}, test: { 'scratched|x': 1 } },
    opinions: 4,
    agreement: 0.75,
    audits: 1,
    weighted: { rows: 2, sum: 8 },
    ...more,
  }).manifest;

const file: FileSum = { path: 'data_1.jsonl', bytes: 12, sha256: 'a'.repeat(64) };

test('a card says what the dataset is, how its items were chosen, and what that means', () => {
  const text = card(datasetFormats.jsonl, manifestWith({ licence: 'CC BY 4.0' }), [file], 1);
  for (const line of [
    '# Phones of May',
    '- Licence: CC BY 4.0',
    `- SHA-256 of the rows: \`${'f'.repeat(64)}\``,
    '| train | 2 | 66.7 % |',
    String.raw`| scratched\|x | 1 | 33.3 % | 0 | 0 | 1 |`,
    '| human | 3 | 100.0 % |',
    'All labels of the project.',
    '**People mostly see what the model is unsure of**, unless they see everything. Among the labels that people gave, items of',
    'share = people.groupby("value").weight.sum() / people.weight.sum()  # of the stream, not of the sample',
    'Rows with a weight: 2; their weights add up to 8.',
    'Opinions: 4. Where a row has two or more, on average 75.0 % of them agree with its label.',
    '## Known limits',
    String.raw`| data\_1.jsonl | 12 | ${'`'}${'a'.repeat(64)}${'`'} |`,
  ])
    expect(text.split('\n')).toContain(line);
  expect(text).toContain('Without a label: 1.');
  expect(text).not.toMatch(/^---$/m);
});

test('a card has each column with its type and meaning', () => {
  const [, text = ''] = card(datasetFormats.csv, manifestWith(), [], 0).split('## Columns of a row');
  const lines = text.split('\n');
  for (const { name } of datasetColumns(schema))
    expect(
      lines.filter((line) => line.startsWith(`| ${name.replaceAll('_', String.raw`\_`)} | `)),
    ).toHaveLength(1);
});

test('a card says what was asked for, and that it stands for no more', () => {
  const query: Manifest['query'] = {
    sources: ['human'],
    classes: ['fine'],
    models: ['eye@1'],
    from: '2026-01-01T00:00:00.000Z',
    to: null,
    schemaRevision: 2,
    minAgreement: 0.5,
    unlabelled: false,
    splits: { validation: 0, test: 0.2, salt: 's', groupBy: 'line_a' },
  };
  const text = card(datasetFormats.jsonl, manifestWith({ query }), [], 0);
  for (const words of [
    '- labels of the sources `human`',
    '- labels that are, or contain, one of `fine`',
    '- items that were routed by `eye@1`',
    '- labels that came into force at or after 2026-01-01T00:00:00.000Z',
    '- labels of schema revision 2',
    '- labels that at least the share 0.5 of opinions agrees with',
    'What was left out by these is not stood for by any weight.',
    String.raw`the input “line\_a”`,
  ])
    expect(text).toContain(words);
});

test('texts of people cannot break out of their place in a card', () => {
  const name = '# x\n\n| a | <script>alert(1)</script> [link](http://x) `code`';
  const [title] = card(datasetFormats.jsonl, manifestWith({ name, codeVersion: 'v`1' }), [], 0).split('\n');
  expect(title).toBe(String.raw`# \# x \| a \| \<script\>alert(1)\</script\> \[link\](http://x) \`code\``);
});

test('the front matter for the Hub is YAML, whatever a name holds', () => {
  const name = 'say "hi": 𝔸 # x\u2028---';
  const text = card(datasetFormats.hugging_face, manifestWith({ name, licence: 'My own' }), [], 0);
  const [before, front = ''] = text.split(/^---\n/m);
  expect(before).toBe('');
  // Each line is a plain key and JSON, which YAML 1.2 reads as it is.
  const read = front
    .trimEnd()
    .split('\n')
    .map((line) => /^(\w+): (.*)$/s.exec(line)?.slice(1) ?? [line]);
  expect(Object.fromEntries(read.map(([key, json]) => [key, JSON.parse(json ?? '') as Json]))).toEqual({
    pretty_name: name,
    license: 'other',
    license_name: 'My own',
    tags: ['countersign'],
    configs: [
      {
        config_name: 'default',
        data_files: [
          { split: 'train', path: 'data/train/**' },
          { split: 'test', path: 'data/test/**' },
        ],
      },
    ],
  });
  expect(front).not.toContain('\u2028');
  expect(card(datasetFormats.hugging_face, manifestWith({ licence: 'mit' }), [], 0)).toContain(
    'license: "mit"\n',
  );
});

test('a card of very many files lists the first and says where the others are', () => {
  const text = card(datasetFormats.yolo, manifestWith(), [file], 5_001);
  expect(text).toContain('And 5000 more: `SHA256SUMS` has them all.');
});

test('a card says how many rows were left out as their items were erased, and that its figures have them', () => {
  const hash = 'f'.repeat(64);
  const [, text = ''] = card(datasetFormats.csv, manifestWith(), [], 0, 2).split(
    `SHA-256 of the rows: \`${hash}\``,
  );
  expect(text).toContain('- **Left out: 2 rows**, as their items were erased for legal reasons');
  expect(text).toContain('are of the rows as they were frozen');
  expect(card(datasetFormats.csv, manifestWith(), [], 0)).not.toContain('Left out:');
});
