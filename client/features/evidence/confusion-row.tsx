import { Link } from '@tanstack/react-router';
import type { CSSProperties, KeyboardEvent } from 'react';
import type { Json } from '../../../server/domain/words.ts';
import { useProject } from '../../api/queries.ts';
import { paths, type ItemsSearch } from '../../paths.ts';
import { countText } from '../../ui/proportion.tsx';
import { cellWords } from './cell-words.ts';
import { classOf, intensityOf } from './confusion.ts';
import classes from './confusion-table.module.css';
import { isArrowKey, nextLink } from './next-link.ts';

type Props = {
  title: string;
  /** The column that stands for the same class. */
  place: number;
  counts: readonly number[];
  total: number;
  columns: readonly { key: string; value: Json; title: string }[];
  /** What the items of the row have in common. */
  search: ItemsSearch;
  /** Whether its first number is the one that Tab leads to. */
  isFirst: boolean;
};

const colouredBy = (intensity: number) => ({ '--intensity': `${intensity}%` }) as CSSProperties; // React's type knows no custom properties

const moveFocus = (event: KeyboardEvent<HTMLElement>) => {
  // With another key held the browser goes back, or selects.
  if (!isArrowKey(event.key) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  // At the edge too: what has the focus is not scrolled out of sight.
  event.preventDefault();
  nextLink(event.currentTarget, event.key)?.focus();
};

/** What people answered where the model said one class; each number leads to the items of both answers. */
export const ConfusionRow = ({ title, place, counts, total, columns, search, isFirst }: Props) => {
  const { slug } = useProject();
  const first = counts.findIndex((n) => n > 0);
  return (
    <tr>
      <th scope="row" title={title}>
        <span className={classes.head}>{title}</span>
      </th>
      {columns.map(({ key, value, title: answered }, c) => {
        const n = counts[c] ?? 0;
        const words = cellWords({ n, said: title, answered, total });
        return (
          <td key={key} data-agrees={c === place || undefined} style={colouredBy(intensityOf(n, total))}>
            {n === 0 ? (
              <span className={classes.none}>0</span>
            ) : (
              <Link
                {...paths.items(slug, { ...search, class: classOf(value) })}
                className={classes.cell}
                aria-label={words}
                title={words}
                tabIndex={isFirst && c === first ? 0 : -1}
                onKeyDown={moveFocus}
              >
                {countText(n)}
              </Link>
            )}
          </td>
        );
      })}
      <td className={classes.sum}>{countText(total)}</td>
    </tr>
  );
};
