import { fieldErrors } from '../../contract/parse.ts';
import type { FieldError } from '../../contract/problems.ts';
import { submission } from '../../contract/submissions.ts';
import type { ImportedAs } from '../../domain/imports/words.ts';
import type { Json } from '../../domain/words.ts';
import type { ProjectState } from '../../http/handler.ts';
import { checkLabel, itemFault, itemKinds } from '../../kinds/registry.ts';
import { submissionOf, type MappedRow } from './map-row.ts';
import { provenanceFaults } from './provenance-of.ts';

/** Whether a row comes in with its label, or to be judged. */
export const bringsLabel = ({ value }: MappedRow, labelsAs: ImportedAs): boolean =>
  labelsAs !== 'none' && value !== null;

/** All that is wrong with a row by itself, by field. */
export const rowFaults = (
  { schema, itemKind }: Pick<ProjectState, 'schema' | 'itemKind'>,
  row: MappedRow,
  labelsAs: ImportedAs,
): FieldError[] => {
  const labelled = bringsLabel(row, labelsAs);
  const sent = submission.safeParse(submissionOf(row, !labelled));
  const faults = sent.success ? [] : fieldErrors(sent.error);
  if (row.payload !== null) {
    const payload = itemKinds[itemKind].submitted.safeParse(row.payload);
    if (!payload.success) faults.push(...fieldErrors(payload.error, ['payload']));
    const unfit = payload.success ? itemFault(schema, row.payload) : null;
    if (unfit !== null) faults.push({ path: ['payload'], ...unfit });
  }
  if (faults.length > 0)
    return faults.map((fault) => (fault.path[0] === 'value' ? { ...fault, path: ['model_value'] } : fault));
  const answerFaults = (path: string, value: Json, purpose: 'prediction' | 'decision'): FieldError[] => {
    const fault = row.unread.get(path) ?? checkLabel(schema, value, purpose, row.payload);
    return fault === null ? [] : [{ path: [path], ...fault }];
  };
  const modelFaults = answerFaults('model_value', row.modelValue, 'prediction');
  if (!labelled) return modelFaults;
  // What was known once may be of a class that is retired by now; what inspectors are held against may not.
  const purpose = labelsAs === 'gold' ? 'decision' : 'prediction';
  return [...answerFaults('value', row.value, purpose), ...modelFaults, ...provenanceFaults(row)];
};
