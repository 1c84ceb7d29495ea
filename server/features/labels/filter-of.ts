import type { LabelFilter } from '../../../db/queries/labels.ts';
import type { LabelsQuery } from './contract.ts';

/** What the query asks for, in the words of storage. */
export const filterOf = ({
  source,
  class: name,
  model,
  from,
  to,
}: Omit<LabelsQuery, 'format'>): LabelFilter => ({
  source,
  class: name,
  model,
  from: from === undefined ? undefined : Date.parse(from),
  to: to === undefined ? undefined : Date.parse(to),
});
