import type { ChoiceClass, LabelSchema } from '../../../server/domain/label-schema.ts';
import type { SnapshotReply } from '../../../server/features/datasets/contract.ts';

/** What is known of a snapshot that is whole. */
export type Manifest = NonNullable<SnapshotReply['manifest']>;

/** The label schema of a snapshot, as it was when it was frozen. */
export const schemaOf = ({ schema }: Manifest): LabelSchema => schema as LabelSchema; // the contract tells it as JSON

/** The classes that a dataset can be narrowed down to and is counted by; none where labels have none. */
export const countedClasses = (schema: LabelSchema): ChoiceClass[] =>
  'classes' in schema ? schema.classes : [];
