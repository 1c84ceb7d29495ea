import { t } from '@lingui/core/macro';
import {
  longestStepName,
  stepFaults,
  stepName,
  type PipelineStep,
} from '../../../server/domain/pipeline/steps.ts';
import { draftOf, inputFaults, inputOf, type InputDraft } from './input-draft.ts';

/** A step as it stands in the form. */
export type StepDraft = { name: string; after: string[]; metrics: InputDraft[] };

/** A step, to be edited. */
export const stepDraftOf = (step: PipelineStep): StepDraft => ({
  ...step,
  metrics: step.metrics.map(draftOf),
});

/** What the form says of a step. */
export const stepOf = (draft: StepDraft): PipelineStep => ({ ...draft, metrics: draft.metrics.map(inputOf) });

const nameFault = (name: string): string | null => {
  if (name === '') return t`A name is missing`;
  return stepName.test(name) && name.length <= longestStepName
    ? null
    : t`Lower-case letters, digits, single - and _`;
};

const words: Record<'name' | 'after', string> = {
  name: t`Stands twice`,
  after: t`Must stand before this step, and be named once`,
};

/** What is wrong with the steps of the form, by the name of the field. */
export const pipelineFaults = ({ pipeline }: { pipeline: StepDraft[] }): Record<string, string> => {
  const whole = stepFaults(pipeline.map(stepOf)).flatMap(({ path: [i, field] }) =>
    field === 'name' || field === 'after' ? [[`pipeline.${i}.${field}`, words[field]] as const] : [],
  );
  const each = pipeline.flatMap(({ name, metrics }, i) => {
    const fault = nameFault(name);
    return [
      ...(fault === null ? [] : [[`pipeline.${i}.name`, fault] as const]),
      ...Object.entries(inputFaults(metrics, `pipeline.${i}.metrics`)),
    ];
  });
  return Object.fromEntries([...whole, ...each]);
};
