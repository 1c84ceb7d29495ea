import type { Manifest } from '../../domain/datasets/manifest.ts';
import { inline } from './markdown.ts';

const listed = (words: readonly string[]): string =>
  words.map((word) => `\`${word.replaceAll('`', '’')}\``).join(', ');

/** What was asked for, in lines. */
const asked = ({ query }: Manifest): string[] => {
  const lines = [
    query.sources.length > 0 && `labels of the sources ${listed(query.sources)}`,
    query.classes.length > 0 && `labels that are, or contain, one of ${listed(query.classes)}`,
    query.models.length > 0 && `items that were routed by ${listed(query.models)}`,
    query.from !== null && `labels that came into force at or after ${query.from}`,
    query.to !== null && `labels that came into force before ${query.to}`,
    query.schemaRevision !== null && `labels of schema revision ${query.schemaRevision}`,
    query.minAgreement !== null &&
      `labels that at least the share ${query.minAgreement} of opinions agrees with`,
  ].filter((line) => typeof line === 'string');
  const others = query.unlabelled ? ['Items without a label are among the rows, for weighting.'] : [];
  if (lines.length === 0) return ['All labels of the project.', ...others];
  return [
    'Only:',
    '',
    ...lines.map((line) => `- ${line}`),
    '',
    'What was left out by these is not stood for by any weight.',
    ...others,
  ];
};

const splitWords = ({ query: { splits } }: Manifest): string =>
  `Split by a hash of the ${splits.groupBy === null ? 'key' : `input “${inline(splits.groupBy)}”`}, so that a row is in the same ` +
  `split in every snapshot: ${splits.validation} for validation, ${splits.test} for testing (salt “${inline(splits.salt)}”).`;

/** How rows by confidence lie, in ten bins. */
const confidences = ({ confidence }: Manifest): string[] => [
  `Rows by the model’s confidence, from 0 to 1 in ten bins: ${confidence.join(', ')}.`,
];

/** How items came to be in a dataset, and how one reckons with it. */
export const choosingWords = (manifest: Manifest): string[] => [
  ...asked(manifest),
  '',
  splitWords(manifest),
  '',
  ...confidences(manifest),
  '',
  '**People mostly see what the model is unsure of**, unless they see everything. Among the labels that people gave, items of',
  'low confidence are over-represented, and shares counted over them say nothing of the stream. Each row has',
  '`review_probability` (π), the probability with which it was to be reviewed, and, where people decided and it was drawn for',
  'them, `weight` = 1/π: how many items of its kind it stands for. Weighted by it, these rows stand for all items whose π was',
  'above 0. What somebody picked out by hand, after it had been accepted, has no weight:',
  '',
  '```python',
  'people = df[df.weight.notna()]',
  'share = people.groupby("value").weight.sum() / people.weight.sum()  # of the stream, not of the sample',
  '```',
  '',
  `Rows with a weight: ${manifest.weighted.rows}; their weights add up to ${Number(manifest.weighted.sum.toFixed(3))}.`,
  'Most trainers take it as `sample_weight`. Few rows with great weights make an estimate uncertain: say how many there are.',
];
