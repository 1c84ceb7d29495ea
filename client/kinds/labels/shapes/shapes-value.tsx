import type { OfShapes } from '../../../../server/domain/label-schema.ts';
import type { ShapeKindName } from '../../../../server/domain/shapes.ts';
import { ClassChip } from '../class-chip.tsx';
import type { ValueProps } from '../label-kind.ts';
import { NoAnswer } from '../no-answer.tsx';
import several from '../several.module.css';
import classes from './shapes.module.css';
import { countsOf, nothing, titleOf } from './words.ts';

type Props = Omit<ValueProps, 'schema'> & { schema: OfShapes & { kind: ShapeKindName } };

/** How many shapes of each class an answer marks. */
export const ShapesValue = ({ schema, value, size = 'md' }: Props) => {
  if (value === null) return <NoAnswer size={size} />;
  const counts = countsOf(schema, value);
  if (counts.length === 0) return <NoAnswer size={size}>{nothing}</NoAnswer>;
  return (
    <span className={several.chips} title={titleOf(schema, value)}>
      {counts.map(([name, n]) => (
        <span key={name} className={classes.counted}>
          <span>{n} ×</span> <ClassChip list={schema.classes} value={name} size={size} />
        </span>
      ))}
    </span>
  );
};
