import { diffWordsWithSpace } from 'diff';
import { useMemo } from 'react';
import classes from './several.module.css';

/** A text with what was taken out of it and put into it. */
export const Changes = ({ label, from, to }: { label: string; from: string; to: string }) => {
  const parts = useMemo(() => diffWordsWithSpace(from, to), [from, to]);
  return (
    <p className={classes.differences} role="group" aria-label={label}>
      {parts.map(({ value, added, removed }, i) => {
        const Part = added ? 'ins' : removed ? 'del' : 'span';
        // The place of a part is all there is to tell it by.
        return <Part key={`${i} ${value}`}>{value}</Part>;
      })}
    </p>
  );
};
