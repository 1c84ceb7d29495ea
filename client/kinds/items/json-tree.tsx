import { plural, t } from '@lingui/core/macro';
import type { Json } from '../../../server/domain/words.ts';
import { cellText, isNested } from './cell-text.ts';
import classes from './table.module.css';

/** Entries of lists and objects beyond this many are shown on demand. */
const openUpTo = 8;

const entriesOf = (value: Json): [string, Json][] =>
  Array.isArray(value)
    ? value.map((one, i) => [String(i + 1), one])
    : Object.entries(typeof value === 'object' && value !== null ? value : {});

const countOf = (value: Json, n: number): string =>
  Array.isArray(value)
    ? `${n} ${plural(n, { one: 'entry', other: 'entries' })}`
    : `${n} ${plural(n, { one: 'field', other: 'fields' })}`;

/** Lists and objects in one another: their names, and what they hold. */
export const JsonTree = ({ value }: { value: Json }) => {
  if (!isNested(value)) return <span dir="auto">{cellText(value)}</span>;
  const entries = entriesOf(value);
  if (entries.length === 0) return <span>{Array.isArray(value) ? t`Empty list` : t`Empty object`}</span>;
  return (
    <details className={classes.tree} open={entries.length <= openUpTo}>
      <summary>{countOf(value, entries.length)}</summary>
      <ul>
        {entries.map(([name, inner]) => (
          <li key={name}>
            <span className={classes.name}>{name}</span> <JsonTree value={inner} />
          </li>
        ))}
      </ul>
    </details>
  );
};
