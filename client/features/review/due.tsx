import { useNow } from '../../ui/time.tsx';
import { dueText } from '../../ui/due-text.ts';
import classes from './context-panel.module.css';

/** How long there is until the item in hand is due: "in 4 min". */
export const Due = ({ at }: { at: string }) => {
  const left = Date.parse(at) - useNow();
  return (
    <time dateTime={at} className={classes.due} data-late={left <= 0 || undefined}>
      {dueText(left)}
    </time>
  );
};
