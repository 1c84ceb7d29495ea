import { t } from '@lingui/core/macro';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import type { SnapshotReply } from '../../../server/features/datasets/contract.ts';
import { locale } from '../../ui/locale.ts';
import { plainText } from '../../ui/decimal-text.ts';
import { quoted } from '../../ui/quoted.ts';
import { sourceWords } from '../../ui/words.ts';
import { countedClasses } from './manifest.ts';

type Query = SnapshotReply['query'];

const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const names = new Intl.ListFormat(locale, { type: 'disjunction' });
const momentText = (instant: string): string => moment.format(new Date(instant));
const shareText = (share: number): string => `${plainText(share * 100, 2)}\u00a0%`;

/** Which labels a snapshot is of, a clause each. */
export const queryWords = (query: Query, schema: LabelSchema): string[] => {
  const { sources, classes, models, from, to, schemaRevision, minAgreement, unlabelled } = query;
  const titles = new Map(countedClasses(schema).map(({ name, title }) => [name, title]));
  const clauses = [
    sources.length > 0 && t`Labels by source: ${names.format(sources.map((source) => sourceWords[source]))}`,
    classes.length > 0 &&
      t`Labels of class: ${names.format(classes.map((name) => titles.get(name) ?? name))}`,
    models.length > 0 && t`Items predicted by ${names.format(models)}`,
    from !== null && t`Labels in force at or after ${momentText(from)}`,
    to !== null && t`Labels in force before ${momentText(to)}`,
    schemaRevision !== null && t`Labels under revision ${schemaRevision} of the label schema`,
    minAgreement !== null && t`At least ${shareText(minAgreement)} of the opinions agree with the label`,
  ].filter((clause) => clause !== false);
  return [
    ...(clauses.length === 0 ? [t`All labels in force`] : clauses),
    unlabelled ? t`Items without a label, too` : t`Only items with a label`,
  ];
};

/** How a snapshot is split, a clause each. */
export const splitRuleWords = (
  { validation, test, groupBy, salt }: Query['splits'],
  sealed: boolean,
): string[] => [
  t`${shareText(validation)} for validation, ${shareText(test)} for the test, the rest for training`,
  groupBy === null ? t`Each item is drawn by itself` : t`Items of one ${quoted(groupBy)} stay together`,
  ...(salt === '' ? [] : [t`Drawn with the salt ${quoted(salt)}`]),
  ...(sealed ? [t`It seals the test split: later snapshots draw it the same way`] : []),
];
