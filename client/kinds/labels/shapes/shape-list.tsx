import { t } from '@lingui/core/macro';
import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { OfShapes } from '../../../../server/domain/label-schema.ts';
import type { ShapeKindName, Shapes } from '../../../../server/domain/shapes.ts';
import { ClassChip, classTitle } from '../class-chip.tsx';
import type { Drawing, Drawn } from '../label-kind.ts';
import { figureOf } from './figures.ts';
import { removed } from './press.ts';
import classes from './shapes.module.css';

type Props<K extends ShapeKindName> = {
  schema: OfShapes & { kind: K };
  shapes: readonly Shapes[K][];
  drawing: Drawing;
  disabled: boolean;
  onDrawn: (made: Drawn) => void;
};

const bringIntoSight = (row: HTMLElement | null) => row?.scrollIntoView({ block: 'nearest' });

/** All shapes of an answer, each to be selected and deleted; the selected one is told as it moves. */
export const ShapeList = <K extends ShapeKindName>({
  schema,
  shapes,
  drawing,
  disabled,
  onDrawn,
}: Props<K>) => {
  const { words, whereabouts } = figureOf(schema.kind);
  const { selected, corner } = drawing.pen;
  const inHand = selected === null ? undefined : shapes[selected];
  const told = (shape: Shapes[K]) => `${classTitle(schema.classes, shape.class)}, ${whereabouts(shape)}`;
  const at = corner === null ? '' : t`, corner ${corner + 1}`;
  return (
    <>
      {shapes.length > 0 && (
        <ol className={classes.list} aria-label={t`All ${words[1]}`}>
          {shapes.map((shape, i) => (
            // The place of a shape is all there is to tell it by.
            <li
              key={i}
              ref={i === selected ? bringIntoSight : undefined}
              className={classes.row}
              data-selected={i === selected || undefined}
            >
              <button
                type="button"
                className={classes.pick}
                aria-pressed={i === selected}
                disabled={disabled}
                onClick={() => onDrawn({ pen: { selected: i === selected ? null : i, corner: null } })}
              >
                <span className={classes.number}>
                  <span className="visually-hidden">{words[0]} </span>
                  {i + 1}
                </span>
                <ClassChip list={schema.classes} value={shape.class} size="sm" />
                <span className={classes.whereabouts}>{whereabouts(shape)}</span>
              </button>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={28}
                aria-label={t`Delete ${words[0]} ${i + 1}`}
                disabled={disabled}
                onClick={() => onDrawn(removed(drawing, i))}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ol>
      )}
      <div className="visually-hidden" aria-live="polite">
        {selected !== null &&
          inHand &&
          t`${words[0]} ${selected + 1} of ${shapes.length}${at}: ${told(inHand)}`}
      </div>
    </>
  );
};
