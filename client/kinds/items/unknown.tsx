import { t } from '@lingui/core/macro';
import { useEffect } from 'react';
import type { LargeProps, ThumbnailProps } from './item-kind.ts';
import classes from './unknown.module.css';
import { Scroller } from './scroller.tsx';

/** A payload of no known shape, as indented JSON. */
export const UnknownLarge = ({ payload, itemKey, onShowing, viewer }: LargeProps) => {
  useEffect(() => onShowing?.('shown'), [onShowing]);
  return (
    <Scroller label={t`Item ${itemKey}`} viewer={viewer}>
      <pre className={classes.json}>{JSON.stringify(payload, null, 2)}</pre>
    </Scroller>
  );
};

/** A payload of no known shape, as one line of JSON. */
export const UnknownThumbnail = ({ payload }: ThumbnailProps) => {
  const line = JSON.stringify(payload).slice(0, 300);
  return (
    <code className={classes.line} title={line}>
      {line}
    </code>
  );
};
