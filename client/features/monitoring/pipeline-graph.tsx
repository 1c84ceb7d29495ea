import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor, Badge } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconFlag,
  IconHourglass,
  IconPlugConnectedX,
  IconTrendingUp,
} from '@tabler/icons-react';
import { useId } from 'react';
import { rowOfStep } from '../../../server/domain/measures/rows.ts';
import type { StepState } from '../../../server/domain/pipeline/state.ts';
import type { PipelineReply, PipelineStepReply } from '../../../server/features/pipeline/contract.ts';
import { TimeAgo } from '../../ui/time.tsx';
import { layOut, stepSize } from './pipeline-layout.ts';
import { stepFigures, stepStateWords } from './pipeline-words.ts';
import classes from './pipeline.module.css';

const icons: Record<StepState, typeof IconFlag> = {
  silent: IconPlugConnectedX,
  failing: IconAlertTriangle,
  drifting: IconTrendingUp,
  moved: IconTrendingUp,
  ok: IconCircleCheck,
  not_enough: IconHourglass,
};

/** How a step stands, in words and by its icon. */
export const StepStateBadge = ({ state }: Pick<PipelineStepReply, 'state'>) => {
  const { title, color } = stepStateWords[state];
  const Icon = icons[state];
  return (
    <Badge color={color} leftSection={<Icon size={12} aria-hidden />}>
      {title}
    </Badge>
  );
};

type NodeProps = { step: PipelineStepReply; isFirst: boolean; hasCharts: boolean };

const Node = ({ step, isFirst, hasCharts }: NodeProps) => (
  <>
    <div className={classes.name}>
      <b>{step.name}</b>
      {isFirst && (
        <span className={classes.first}>
          <Trans>
            <IconFlag size={13} aria-hidden /> Moved first
          </Trans>
        </span>
      )}
    </div>
    <div className={classes.state}>
      <StepStateBadge state={step.state} />
      {step.since !== null && (
        <span>
          <TimeAgo at={step.since} />
        </span>
      )}
    </div>
    <dl className={classes.figures}>
      {stepFigures(step).map(([title, text]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd title={text}>{text}</dd>
        </div>
      ))}
    </dl>
    {hasCharts && (
      <Anchor href={`#${rowOfStep(step.name)}`} size="xs" aria-label={t`Charts of ${step.name}`}>
        <Trans>Charts</Trans>
      </Anchor>
    )}
    {step.after.length > 0 && (
      <span className="visually-hidden">
        <Trans>After {step.after.join(', ')}</Trans>
      </span>
    )}
  </>
);

type Props = { pipeline: PipelineReply; charted: ReadonlySet<string> };

/** The steps as a graph from left to right; `charted`: the rows of charts that are on the page. */
export const PipelineGraph = ({ pipeline: { steps, firstMoved }, charted }: Props) => {
  const { width, height, places, lines } = layOut(steps);
  const arrow = useId();
  const states = new Map(steps.map(({ name, state }) => [name, state]));
  return (
    // It scrolls, so the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t`Graph of the pipeline`}>
      <div className={classes.graph} style={{ width, height }}>
        <svg width={width} height={height} aria-hidden className={classes.lines}>
          <defs>
            <marker
              id={arrow}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="8"
              markerHeight="8"
              orient="auto"
            >
              <path d="M0 0 L8 4 L0 8 z" />
            </marker>
          </defs>
          {lines.map(({ from, to, path }) => (
            <path key={`${from} ${to}`} d={path} markerEnd={`url(#${arrow})`} className={classes.line} />
          ))}
        </svg>
        <ol className={classes.steps}>
          {steps.map((step) => (
            <li
              key={step.name}
              aria-label={step.name}
              className={classes.step}
              data-state={states.get(step.name)}
              style={{ ...places.get(step.name), ...stepSize }}
            >
              <Node
                step={step}
                isFirst={firstMoved?.step === step.name}
                hasCharts={charted.has(rowOfStep(step.name))}
              />
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
};
