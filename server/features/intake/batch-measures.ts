import type { IntakeModel, IntakeRow } from '../../../db/queries/intake.ts';
import { comparedMeasures, intakeMeasures, repeatMeasure } from '../../domain/measures/changes.ts';
import type { MeasureChange } from '../../domain/measures/metrics.ts';
import { stepMeasures } from '../../domain/pipeline/measures.ts';
import { AppError } from '../../errors.ts';
import type { ProjectState } from '../../http/handler.ts';
import type { Receipt } from './contract.ts';
import type { Prepared } from './prepare.ts';

/** Whether a record's key was submitted before: with the same content, or with other; null: it was not. */
const repeats = (outcome: Receipt | Error | undefined): 'same' | 'other' | null => {
  if (outcome instanceof AppError) return outcome.code === 'key_conflict' ? 'other' : null;
  return outcome && 'repeated' in outcome && outcome.repeated ? 'same' : null;
};

/** What a batch adds to the measures: the items that were taken in, and the keys that had been submitted before. */
export const batchMeasures = (
  { monitoredInputs, pipeline }: Pick<ProjectState, 'monitoredInputs' | 'pipeline'>,
  { records, outcomes }: { records: readonly Prepared[]; outcomes: readonly (Receipt | Error)[] },
  rows: readonly IntakeRow[],
  models: ReadonlyMap<string, IntakeModel>,
): MeasureChange[] => [
  ...rows.flatMap((row) => intakeMeasures(row, row.routing.destination, monitoredInputs)),
  ...rows.flatMap(({ modelVersionId, steps }) => stepMeasures(modelVersionId, steps, pipeline)),
  ...rows.flatMap(({ others }) => others.flatMap(comparedMeasures)),
  ...records.flatMap(({ model }, i) => {
    const repeated = repeats(outcomes[i]);
    return repeated ? [repeatMeasure(models.get(model)?.id ?? '', repeated === 'same')] : [];
  }),
];
