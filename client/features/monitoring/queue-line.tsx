import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { queueQuery, useProject } from '../../api/queries.ts';
import { countText } from '../../ui/proportion.tsx';
import { durationText, useNow } from '../../ui/time.tsx';
import classes from './monitoring.module.css';

/** How much waits at this moment, and since when. */
export const QueueLine = () => {
  const { slug } = useProject();
  const { data } = useQuery(queueQuery(slug));
  const now = useNow();
  if (data === undefined) return null;
  const { open, held, forLeads, oldestWaitingSince } = data;
  return (
    <p className={classes.queue}>
      <Trans>
        At this moment <b>{countText(open)}</b>{' '}
        <Plural value={open} one="review waits" other="reviews wait" />, <b>{countText(held)}</b>{' '}
        <Plural value={held} one="is" other="are" /> in hand
        {forLeads > 0 && (
          <>
            <Trans>
              , <b>{countText(forLeads)}</b> for a lead
            </Trans>
          </>
        )}
        {oldestWaitingSince !== null && (
          <>
            <Trans>
              ; the oldest has waited <b>{durationText(now - Date.parse(oldestWaitingSince))}</b>
            </Trans>
          </>
        )}
        .
      </Trans>
    </p>
  );
};
