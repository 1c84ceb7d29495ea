import { t } from '@lingui/core/macro';
import { SegmentedControl } from '@mantine/core';
import { rangeFacts, timeRanges, type TimeRange } from './ranges.ts';

/** Without a choice charts show the last day. */
export const usualRange: TimeRange = 'day';

type Props = { value: TimeRange | undefined; onChange: (range: TimeRange) => void };

/** How far back the charts of a page look. */
export const RangeControl = ({ value, onChange }: Props) => (
  <SegmentedControl
    aria-label={t`How far back`}
    data={timeRanges.map((range) => ({ value: range, label: rangeFacts[range].title }))}
    value={value ?? usualRange}
    onChange={(range) => onChange(range as TimeRange)} // one of the data
  />
);
