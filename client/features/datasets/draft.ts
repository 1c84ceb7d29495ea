import type { SentBody } from '../../../server/contract/route.ts';
import type { SplitRule } from '../../../server/domain/datasets/splits.ts';
import type { LabelSource } from '../../../server/domain/words.ts';
import type { datasetsContract, SnapshotReply } from '../../../server/features/datasets/contract.ts';
import { percent } from '../../ui/percent-field.ts';
import { instantOf, localText } from '../../ui/local-time.ts';

/** A number as its field holds it; emptied, a text. */
type Field = number | string;

/** A snapshot that is asked for, as the form holds it: shares in percent, instants as `datetime-local` fields have them. */
export type SnapshotDraft = {
  name: string;
  licence: string;
  sources: LabelSource[];
  classes: string[];
  models: string[];
  from: string;
  to: string;
  /** Null: any. */
  schemaRevision: string | null;
  minAgreement: Field;
  unlabelled: boolean;
  validation: Field;
  test: Field;
  groupBy: string;
  salt: string;
  seal: boolean;
  parent: string | null;
};

const shareOf = (field: Field): number => (field === '' ? 0 : Number((Number(field) / 100).toFixed(6)));

const localOrNone = (instant: string | null): string =>
  instant === null ? '' : localText(Date.parse(instant));

/** What goes to training when that much is set apart, in percent; null: it is more than all. */
export const leftForTraining = ({
  validation,
  test,
}: Pick<SnapshotDraft, 'validation' | 'test'>): number | null => {
  const left = 1 - shareOf(validation) - shareOf(test);
  return left < -1e-9 ? null : Math.max(0, left);
};

/** What the form begins with: as an earlier snapshot was asked for, or anew. `sealed`: how the test split is drawn. */
export const draftOf = (
  like: SnapshotReply | null,
  { parent, sealed }: { parent: string | null; sealed: SplitRule | null },
): SnapshotDraft => {
  const query = like?.query;
  return {
    name: '',
    licence: like?.licence ?? '',
    sources: query?.sources ?? [],
    classes: query?.classes ?? [],
    models: query?.models ?? [],
    from: localOrNone(query?.from ?? null),
    to: localOrNone(query?.to ?? null),
    schemaRevision: query?.schemaRevision?.toString() ?? null,
    minAgreement: query?.minAgreement == null ? '' : percent(query.minAgreement),
    unlabelled: query?.unlabelled ?? false,
    validation: percent((query?.splits ?? sealed)?.validation ?? 0.1),
    test: percent((sealed ?? query?.splits)?.test ?? 0.1),
    groupBy: (sealed ?? query?.splits)?.groupBy ?? '',
    salt: (sealed ?? query?.splits)?.salt ?? '',
    seal: false,
    parent,
  };
};

/** What the form says, as it is sent. */
export const bodyOf = (d: SnapshotDraft): SentBody<typeof datasetsContract.create> => ({
  name: d.name.trim(),
  licence: d.licence.trim(),
  parent: d.parent,
  seal: d.seal,
  query: {
    sources: d.sources,
    classes: d.classes,
    models: d.models,
    from: instantOf(d.from),
    to: instantOf(d.to),
    schemaRevision: d.schemaRevision === null ? null : Number(d.schemaRevision),
    minAgreement: d.minAgreement === '' ? null : shareOf(d.minAgreement),
    unlabelled: d.unlabelled,
    splits: {
      validation: shareOf(d.validation),
      test: shareOf(d.test),
      salt: d.salt,
      groupBy: d.groupBy.trim() === '' ? null : d.groupBy.trim(),
    },
  },
});

/** The form's name of a path of the body. */
export const fieldOf = ([first, second, third]: (string | number)[]): string =>
  String(first !== 'query' ? first : second === 'splits' ? (third ?? 'test') : second);
