import type { LabelSource } from '../words.ts';
import type { SplitRule } from './splits.ts';

/** Which items a dataset is of. Lists that are empty ask for nothing in particular. */
export type DatasetQuery = {
  sources: LabelSource[];
  /** Labels that are, or contain, one of these classes. */
  classes: string[];
  /** `name@version`. */
  models: string[];
  /** RFC 3339: labels that came into force at or after, and before. */
  from: string | null;
  to: string | null;
  schemaRevision: number | null;
  /** The least share of opinions that agree with the label; labels without opinions are left out. */
  minAgreement: number | null;
  /** Whether items without a label are included, for weighting. */
  unlabelled: boolean;
  splits: SplitRule;
};
