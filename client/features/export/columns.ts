import { t } from '@lingui/core/macro';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import { labelKindOf } from '../../../server/kinds/registry.ts';

/** One column of an export. */
export type ExportColumn = { name: string; meaning: string };

/** The columns in their order, as both formats have them. */
export const exportColumns: readonly ExportColumn[] = [
  { name: 'seq', meaning: t`Where the label stands in the order of the stream; the cursor counts these` },
  { name: 'label_id', meaning: t`The label, for its lineage` },
  { name: 'item_id', meaning: t`The item` },
  { name: 'key', meaning: t`The sender’s own id of the item; unique in the project` },
  { name: 'payload', meaning: t`What people saw, as JSON; files by reference, by their SHA-256` },
  { name: 'inputs', meaning: t`The measured numbers and categories sent with the item, as JSON` },
  { name: 'value', meaning: t`The label in force` },
  { name: 'source', meaning: t`Who stands behind it: auto, human, consensus, adjudicated or posterior` },
  { name: 'confidence', meaning: t`How sure the model was, from 0 to 1; null where it did not say` },
  { name: 'calibrated', meaning: t`What a calibrator made of the confidence; null where none was in force` },
  { name: 'calibrator', meaning: t`The revision of that calibrator` },
  { name: 'model', meaning: t`The model version, as name@version` },
  { name: 'model_value', meaning: t`What the model answered; null where it abstained` },
  {
    name: 'agreed',
    meaning: t`Whether the label is what the model answered; for automatic labels always so`,
  },
  {
    name: 'arm',
    meaning: t`assisted (suggestion in sight) or blind (withheld); null where no person has answered`,
  },
  {
    name: 'review_probability',
    meaning: t`π: how probable it was, before any draw, that a person reviews the item`,
  },
  {
    name: 'weight',
    meaning: t`1/π where people have answered: how many items of its kind the row stands for`,
  },
  { name: 'audit', meaning: t`Whether the answer came from an audit of an automatic label` },
  { name: 'policy_revision', meaning: t`The policy that routed the item` },
  { name: 'schema_revision', meaning: t`The label schema that the answer belongs to` },
  { name: 'decided_at', meaning: t`When the label came into force (RFC 3339, UTC)` },
  { name: 'inspectors', meaning: t`How many people’s answers it stands on` },
  {
    name: 'withheld',
    meaning: t`Whether the reader may yet be asked to judge the item blind; all that gives an answer away is then null`,
  },
  { name: 'estimate_id', meaning: t`The estimate by which differing answers were settled; null for others` },
  { name: 'posterior', meaning: t`How probable that estimate made the label, from 0 to 1; null for others` },
];

/** The columns that the project's kind of label adds behind those of all. */
export const labelColumns = (schema: LabelSchema): ExportColumn[] =>
  labelKindOf(schema)
    .columns(schema)
    .map(({ name, meaning }) => ({ name, meaning }));
