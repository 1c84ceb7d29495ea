import { t } from '@lingui/core/macro';
import type { InspectorBias } from '../../../server/features/reliability/contract.ts';
import { axisAroundZero, type Axis } from '../../ui/axis.ts';
import { points, seconds, signed } from '../../ui/difference-words.ts';
import { IntervalTrack } from '../../ui/interval-track.tsx';
import { enough } from '../../ui/proportion.tsx';
import { Figure } from '../../ui/rate.tsx';

type Effect = 'agreement' | 'timeMs';

const sizes: Record<Effect, { of: (x: number) => string; withUnit: (figure: string) => string }> = {
  agreement: { of: points, withUnit: (figure) => t`${figure} points` },
  timeMs: { of: seconds, withUnit: (figure) => t`${figure} s` },
};

/** An inspector's effect with its interval; null where there is too little behind it. */
const known = (bias: InspectorBias, what: Effect) =>
  bias.assisted < enough || bias.blind < enough ? null : bias[what];

/** One axis for all inspectors, so that their effects compare by sight. */
export const axisAroundAll = (inspectors: readonly InspectorBias[], what: Effect): Axis => {
  const shown = inspectors.flatMap((one) => known(one, what) ?? []);
  return axisAroundZero(
    Math.min(0, ...shown.map(({ low }) => low)),
    Math.max(0, ...shown.map(({ high }) => high)),
  );
};

/** One effect of the suggestion on one inspector, in a cell of a table. */
export const BiasFigure = ({ of, what, axis }: { of: InspectorBias; what: Effect; axis: Axis }) => {
  if (of.assisted < enough || of.blind < enough) return <Figure beside={t`${enough} of each needed`} />;
  const effect = of[what];
  if (effect === null) return <Figure beside={t`too few were timed`} />;
  const { of: size, withUnit } = sizes[what];
  return (
    <Figure
      value={withUnit(signed(effect.value, size))}
      beside={t`${signed(effect.low, size)} to ${signed(effect.high, size)}`}
      bar={<IntervalTrack axis={axis} interval={effect} isSlim />}
    />
  );
};
