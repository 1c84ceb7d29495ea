import { plural, t } from '@lingui/core/macro';
import type { StepState } from '../../../server/domain/pipeline/state.ts';
import type { PipelineReply, PipelineStepReply } from '../../../server/features/pipeline/contract.ts';
import { countText, percentText } from '../../ui/proportion.tsx';
import { valueText } from './figure-words.ts';
import { quoted } from '../../ui/quoted.ts';

/** How a step stands, for people. */
export const stepStateWords: Record<StepState, { title: string; color: string }> = {
  silent: { title: t`Not heard from`, color: 'red' },
  failing: { title: t`Fails often`, color: 'red' },
  drifting: { title: t`Drifting`, color: 'orange' },
  moved: { title: t`Moved`, color: 'yellow' },
  ok: { title: t`Well`, color: 'teal' },
  not_enough: { title: t`Not enough yet`, color: 'gray' },
};

type Figure = PipelineStepReply['failed'];

const runsText = ({ value, n }: Figure): string =>
  value === null ? '–' : t`${percentText(value)} of ${countText(n)} runs`;

const itemsText = ({ value, n }: Figure): string =>
  value === null ? '–' : t`${percentText(value)} of ${countText(n)} items`;

/** The figures of a step, each with what it is called. */
export const stepFigures = ({
  failed,
  missing,
  latencyP50,
  latencyP95,
}: PipelineStepReply): (readonly [title: string, text: string])[] => [
  [t`Failed`, runsText(failed)],
  [t`Missing`, itemsText(missing)],
  [t`Latency`, valueText('step_latency_p50', latencyP50.value)],
  [t`95 % below`, valueText('step_latency_p95', latencyP95.value)],
];

const namesOf = ({ moved }: PipelineStepReply): string =>
  moved.map(({ metric }) => quoted(metric)).join(', ');

const stateTexts: Record<StepState, (step: PipelineStepReply) => string> = {
  silent: () => t`is not heard from, though items come in`,
  failing: ({ failed }) => (failed.value === null ? t`fails often` : t`fails often (${runsText(failed)})`),
  drifting: (step) => t`drifts in ${namesOf(step)}`,
  moved: (step) => t`moved in ${namesOf(step)} in the latest window`,
  ok: () => t`is well`,
  not_enough: () => t`cannot be told yet`,
};

/** What is the matter with the step that moved first, as a sentence, and with how many it is besides; null: with none. */
export const firstMovedSentence = ({ steps, firstMoved }: PipelineReply): string | null => {
  const first = steps.find(({ name }) => name === firstMoved?.step);
  if (!first) return null;
  const others = steps.filter(({ since }) => since !== null).length - 1;
  const more = plural(others, { one: '# other step followed.', other: '# other steps followed.' });
  const moved = t`“${first.name}” moved first: it ${stateTexts[first.state](first)}.`;
  return others === 0 ? moved : `${moved} ${more}`;
};
