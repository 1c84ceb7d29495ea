import type { IntakeModel } from '../../db/queries/intake-models.ts';
import type { IntakeRow } from '../../db/queries/intake.ts';
import { countedAs, type LabelSchema } from '../domain/label-schema.ts';
import { comparedMeasures, intakeMeasures, repeatMeasure } from '../domain/measures/changes.ts';
import type { MeasureChange } from '../domain/measures/metrics.ts';
import { stepMeasures } from '../domain/pipeline/measures.ts';
import type { Json } from '../domain/words.ts';
import { AppError } from '../errors.ts';
import type { ProjectState } from '../http/handler.ts';
import type { Receipt } from '../contract/submissions.ts';
import type { Prepared } from './prepare.ts';

/** Whether a record's key was submitted before: with the same content, or with other; null: it was not. */
const repeats = (outcome: Receipt | Error | undefined): 'same' | 'other' | null => {
  if (outcome instanceof AppError) return outcome.code === 'key_conflict' ? 'other' : null;
  return outcome && 'repeated' in outcome && outcome.repeated ? 'same' : null;
};

const counted = <T extends { value: Json }>(schema: LabelSchema, said: T): T => ({
  ...said,
  value: countedAs(schema, said.value),
});

/** What a batch adds to the measures: the items that were taken in, and the keys that had been submitted before. */
export const batchMeasures = (
  { schema, monitoredInputs, pipeline }: Pick<ProjectState, 'schema' | 'monitoredInputs' | 'pipeline'>,
  { records, outcomes }: { records: readonly Prepared[]; outcomes: readonly (Receipt | Error)[] },
  rows: readonly IntakeRow[],
  models: ReadonlyMap<string, IntakeModel>,
): MeasureChange[] => [
  ...rows.flatMap((row) => intakeMeasures(counted(schema, row), row.routing.destination, monitoredInputs)),
  ...rows.flatMap(({ modelVersionId, steps }) => stepMeasures(modelVersionId, steps, pipeline)),
  ...rows.flatMap(({ others }) => others.flatMap((other) => comparedMeasures(counted(schema, other)))),
  ...records.flatMap(({ model }, i) => {
    const repeated = repeats(outcomes[i]);
    return repeated ? [repeatMeasure(models.get(model)?.id ?? '', repeated === 'same')] : [];
  }),
];
