import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Group, Text } from '@mantine/core';
import type { Overview } from '../../../server/features/overview/contract.ts';
import { locale } from '../../ui/locale.ts';
import { countText } from '../../ui/proportion.tsx';
import classes from './day-chart.module.css';

type Hour = Overview['hours'][number];

const hourFormat = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });

/** The time of day at which an hour begins, in the reader's zone. */
export const hourText = (hour: string): string => hourFormat.format(new Date(hour));

/** The least of 1, 2, 5, 10, 20, 50 … that is no less than the highest bar, so that the scale ends on a round number. */
const roundUp = (highest: number): number => {
  const power = 10 ** Math.floor(Math.log10(highest));
  return [1, 2, 5, 10].map((step) => step * power).find((top) => top >= highest) ?? highest;
};

const sum = (hours: readonly Hour[], of: 'auto' | 'review' | 'decisions') =>
  hours.reduce((total, hour) => total + hour[of], 0);

/** What came in by the hour, stacked by where it went, with the decisions as marks across the bars. */
export const DayChart = ({ hours }: { hours: readonly Hour[] }) => {
  const top = roundUp(Math.max(10, ...hours.map((h) => Math.max(h.auto + h.review, h.decisions))));
  const height = (count: number) => `${(count / top) * 100}%`;
  const totals = {
    auto: sum(hours, 'auto'),
    review: sum(hours, 'review'),
    decisions: sum(hours, 'decisions'),
  };
  const isEmpty = totals.auto + totals.review + totals.decisions === 0;
  const words =
    t`${countText(totals.auto)} accepted automatically, ${countText(totals.review)} sent to review, ` +
    t`${countText(totals.decisions)} decisions by people`;
  return (
    <figure className={classes.figure}>
      <div
        className={classes.plot}
        role="img"
        aria-label={t`Bars by the hour. In the last 24 hours: ${words}.`}
      >
        {[1, 0.5].map((share) => (
          <div key={share} className={classes.line} style={{ bottom: `${share * 100}%` }}>
            <span>{countText(top * share)}</span>
          </div>
        ))}
        {isEmpty && (
          <div className={classes.nothing}>
            <Trans>Nothing came in</Trans>
          </div>
        )}
        <div className={classes.bars}>
          {hours.map((h) => (
            <div
              key={h.hour}
              className={classes.hour}
              title={t`${hourText(h.hour)}: ${h.auto} automatic, ${h.review} to review, ${h.decisions} decisions`}
            >
              <div className={classes.auto} style={{ height: height(h.auto) }} />
              <div className={classes.review} style={{ height: height(h.review), bottom: height(h.auto) }} />
              {h.decisions > 0 && (
                <div className={classes.decisions} style={{ bottom: height(h.decisions) }} />
              )}
            </div>
          ))}
        </div>
      </div>
      <div className={classes.axis} aria-hidden>
        {hours.map((h, i) => (
          <span key={h.hour}>{i % 6 === 0 ? hourText(h.hour) : ''}</span>
        ))}
      </div>
      <Group component="figcaption" gap="lg" mt="md">
        {(
          [
            ['auto', t`Automatic`, totals.auto],
            ['review', t`To review`, totals.review],
            ['decisions', t`Decisions`, totals.decisions],
          ] as const
        ).map(([name, title, total]) => (
          <Text key={name} size="sm" className="numbers">
            <span className={classes.swatch} data-of={name} aria-hidden />
            {title} <b>{countText(total)}</b>
          </Text>
        ))}
      </Group>
    </figure>
  );
};
