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
      At this moment <b>{countText(open)}</b> {open === 1 ? 'review waits' : 'reviews wait'},{' '}
      <b>{countText(held)}</b> {held === 1 ? 'is' : 'are'} in hand
      {forLeads > 0 && (
        <>
          , <b>{countText(forLeads)}</b> for a lead
        </>
      )}
      {oldestWaitingSince !== null && (
        <>
          ; the oldest has waited <b>{durationText(now - Date.parse(oldestWaitingSince))}</b>
        </>
      )}
      .
    </p>
  );
};
