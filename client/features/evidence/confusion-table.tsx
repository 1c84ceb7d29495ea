import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { EvidenceBasis } from '../../../server/domain/evidence.ts';
import { countText } from '../../ui/proportion.tsx';
import { ConfusionRow } from './confusion-row.tsx';
import { classOf, type Matrix } from './confusion.ts';
import classes from './confusion-table.module.css';
import { useClassTitles } from './use-class-titles.ts';

type Props = { matrix: Matrix; model: string; basis: EvidenceBasis; labelledBy: string };

/** Up to how many classes, and up to what length of their titles, the heads of columns lie flat. */
const flat = { classes: 12, letters: 10 };

/** From how many letters on titles get more room. */
const long = 18;

/** What the model said by what people answered, as a table that scrolls under its heads. */
export const ConfusionTable = ({ matrix, model, basis, labelledBy }: Props) => {
  const { titleOf } = useClassTitles();
  const columns = matrix.values.map((value) => ({
    key: JSON.stringify(value),
    value,
    title: titleOf(value),
  }));
  const longest = Math.max(0, ...columns.map(({ title }) => title.length));
  const isUpright = columns.length > flat.classes || longest > flat.letters;
  // The one that Tab leads to; the others are reached from it.
  const firstFilled = matrix.rowTotals.findIndex((n) => n > 0);
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
      <div className={classes.region} role="region" tabIndex={0} aria-labelledby={labelledBy}>
        <table
          className={classes.table}
          data-upright={isUpright || undefined}
          data-long={longest > long || undefined}
        >
          <caption className="visually-hidden">
            <Trans>Rows: what the model said. Columns: what people answered.</Trans>
          </caption>
          <thead>
            <tr>
              <td className={classes.corner}>
                <span>{t`people answered →`}</span>
                <span>{t`model said ↓`}</span>
              </td>
              {columns.map(({ key, title }) => (
                <th key={key} scope="col" title={title}>
                  <span className={classes.head}>{title}</span>
                </th>
              ))}
              <th scope="col">
                <Trans>All</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ key, value, title }, r) => (
              <ConfusionRow
                key={key}
                title={title}
                place={r}
                counts={matrix.counts[r] ?? []}
                total={matrix.rowTotals[r] ?? 0}
                columns={columns}
                search={{ model, asked: basis, predicted: classOf(value) }}
                isFirst={r === firstFilled}
              />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">
                <Trans>All</Trans>
              </th>
              {columns.map(({ key }, c) => (
                <td key={key}>{countText(matrix.columnTotals[c] ?? 0)}</td>
              ))}
              <td>{countText(matrix.total)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      <p className={classes.hint}>
        <Trans>By keyboard, the arrow keys lead from one number to the next.</Trans>
      </p>
    </>
  );
};
