import { t } from '@lingui/core/macro';
import { NumberInput } from '@mantine/core';
import type { Interval } from '../../../../server/domain/intervals.ts';
import type { Place } from './item-view.ts';
import classes from './marks.module.css';

type Props = { mark: Interval; name: string; disabled: boolean; onMove: (to: Place) => void };

/** From when to when a mark is, in seconds; arrow keys nudge it by a tenth. */
export const MarkTimes = ({ mark, name, disabled, onMove }: Props) => {
  const field = (side: keyof Place, label: string) => (
    <NumberInput
      size="xs"
      aria-label={t`${label} of ${name}, in seconds`}
      leftSection={<span className={classes.time}>{label}</span>}
      leftSectionWidth={42}
      min={0}
      step={0.1}
      decimalScale={3}
      value={mark[side]}
      disabled={disabled}
      data-answer-line
      onChange={(value) => {
        const to = { start: mark.start, end: mark.end, [side]: value };
        if (typeof value === 'number' && to.start < to.end) onMove(to);
      }}
    />
  );
  return (
    <div className={classes.times}>
      {field('start', t`Start`)}
      {field('end', t`End`)}
    </div>
  );
};
