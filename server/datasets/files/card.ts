import { splits } from '../../domain/datasets/splits.ts';
import type { Counts, Manifest } from '../../domain/datasets/manifest.ts';
import { labelSources } from '../../domain/words.ts';
import { datasetColumns, type ColumnType } from './columns.ts';
import type { DatasetFormat } from './dataset-format.ts';
import { choosingWords } from './card-choosing.ts';
import { inline, table } from './markdown.ts';
import { yamlText } from './yaml-text.ts';

/** A file as it was written: its path, its size and the SHA-256 of its bytes in hex. */
export type FileSum = { path: string; bytes: number; sha256: string };

/** Files that the card lists; of more, `SHA256SUMS` alone tells. */
export const mostListed = 1_000;

const typeWords: Record<ColumnType, string> = {
  text: 'text',
  instant: 'time, RFC 3339 in UTC',
  number: 'number',
  whole: 'whole number',
  flag: 'true or false',
  texts: 'list of texts',
  json: 'JSON',
};

const share = (part: number, whole: number): string =>
  whole === 0 ? '' : `${((part / whole) * 100).toFixed(1)} %`;

const counted = (head: string, counts: Counts, whole: number): string[] =>
  table(
    [head, 'rows', 'share'],
    Object.entries(counts).map(([name, count]) => [inline(name), String(count), share(count, whole)]),
  );

const classesTable = ({ byClass, byClassAndSplit, rows }: Manifest): string[] =>
  table(
    ['class', 'rows', 'share', ...splits],
    Object.keys(byClass).map((name) => [
      inline(name),
      String(byClass[name] ?? 0),
      share(byClass[name] ?? 0, rows),
      ...splits.map((split) => String(byClassAndSplit[split][name] ?? 0)),
    ]),
  );

const frontMatter = (front: Record<string, Parameters<typeof yamlText>[0]>): string[] => [
  '---',
  ...Object.entries(front).map(([name, value]) => `${name}: ${yamlText(value)}`),
  '---',
  '',
];

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines];

/** That rows are missing, and what is told of them all the same. */
const leftOutWords = (leftOut: number): string[] =>
  leftOut === 0
    ? []
    : [
        `- **Left out: ${leftOut} ${leftOut === 1 ? 'row' : 'rows'}**, as their items were erased for legal reasons after this was frozen. ` +
          'The counts here, `manifest.json` and the SHA-256 of the rows are of the rows as they were frozen.',
      ];

const summary = (manifest: Manifest, leftOut: number): string[] => {
  const { name, project, asOf, rows, unlabelled, parent, hash, id, codeVersion, licence } = manifest;
  return [
    `# ${inline(name)}`,
    '',
    `${rows} ${rows === 1 ? 'item' : 'items'} of the project “${inline(project.name)}” (kind: ${project.itemKind}), which asks: “${inline(project.question)}”.`,
    `Labels (${manifest.schema.kind}, schema revision ${manifest.schemaRevision}) as they were at ${asOf}.` +
      (unlabelled > 0 ? ` Without a label: ${unlabelled}.` : ''),
    '',
    `- Licence: ${licence === '' ? 'not stated; ask who made it before you pass it on' : inline(licence)}`,
    `- SHA-256 of the rows: \`${hash}\``,
    `- Snapshot: \`${id}\`${parent === null ? '' : `, which goes on from \`${parent}\``}, by Countersign ${inline(codeVersion)}`,
    '- The hash is of the rows as canonical JSON (RFC 8785), ordered by `key`, each with a line feed.',
    ...leftOutWords(leftOut),
  ];
};

const agreementWords = ({ opinions, agreement }: Manifest): string[] =>
  agreement === null
    ? ['No row has two opinions, which could be compared.']
    : [
        `Opinions: ${opinions}. Where a row has two or more, on average ${(agreement * 100).toFixed(1)} % of them agree with its label.`,
        'A label is what people settled on, not a measured truth; rows with low `agreement` are where they differ.',
      ];

const limits = ({ bySource, rows, audits }: Manifest): string[] => [
  `- ${bySource.auto} of ${rows} labels are a model’s own (\`source\` is \`auto\`): a model that learns from them learns their errors too.`,
  `- ${audits} rows were accepted automatically and drawn at random for review (\`audit\`): they tell how good automatic labels are.`,
  '- People who saw the suggestion (`arm` is `assisted`) may have followed it; `blind` rows are free of that.',
  '- Items are what services sent to the project: nothing is known of what they did not send.',
  '- Rows of one `group` are in one split; without groups, near-duplicates may lie on both sides of a split.',
];

const columnsTable = ({ schema }: Manifest): string[] =>
  table(
    ['column', 'type', 'may be null', 'meaning'],
    datasetColumns(schema).map(({ name, type, nullable, meaning }) => [
      inline(name),
      typeWords[type],
      nullable ? 'yes' : 'no',
      inline(meaning),
    ]),
  );

/** What stands in the list of files: each with its size and SHA-256, and how many more there are. */
const filesTable = (files: readonly FileSum[], count: number): string[] => [
  ...table(
    ['file', 'bytes', 'SHA-256'],
    files.map(({ path, bytes, sha256 }) => [inline(path), String(bytes), `\`${sha256}\``]),
  ),
  ...(count > files.length
    ? ['', `And ${count - files.length} more: \`SHA256SUMS\` has them all.`]
    : ['', '`sha256sum -c SHA256SUMS` checks them.']),
];

/**
 * The card of a dataset in a format, in Markdown: what it is, how its items were chosen and what follows for who learns
 * from it. `files`: the first of the `count` files that were written; `leftOut`: the rows that are in none of them, as their
 * items were erased.
 */
export const card = (
  format: DatasetFormat,
  manifest: Manifest,
  files: readonly FileSum[],
  count: number,
  leftOut = 0,
): string => {
  const { rows, bySplit, bySource, byModel } = manifest;
  const sources = Object.fromEntries(labelSources.map((source) => [source, bySource[source]]));
  return [
    ...(format.front ? frontMatter(format.front(manifest)) : []),
    ...summary(manifest, leftOut),
    ...section(`Form: ${format.title}`, format.notes(manifest)),
    ...section('Rows by split', counted('split', bySplit, rows)),
    ...section('Rows by class', Object.keys(manifest.byClass).length > 0 ? classesTable(manifest) : []),
    ...section('Rows by source of the label', counted('source', sources, rows)),
    ...section('Rows by model', Object.keys(byModel).length > 0 ? counted('model', byModel, rows) : []),
    ...section('How the items were chosen', choosingWords(manifest)),
    ...section('Agreement', agreementWords(manifest)),
    ...section('Known limits', limits(manifest)),
    ...section('Columns of a row', columnsTable(manifest)),
    ...section('Files', filesTable(files, count)),
    '',
  ].join('\n');
};
