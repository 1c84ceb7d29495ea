import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Kbd } from '@mantine/core';
import { IconCheck, IconHandMove, IconPlus, IconX } from '@tabler/icons-react';
import { activeClasses, type OfShapes } from '../../../../server/domain/label-schema.ts';
import { shapesOf, type ShapeKindName } from '../../../../server/domain/shapes.ts';
import { applyDrawn, type AskProps, type Drawn } from '../label-kind.ts';
import { ClassButtons } from '../class-buttons.tsx';
import { figures } from './figures.ts';
import { addedInMiddle, classed, hasRoom, nextClass, noneKey, outlineClosed } from './press.ts';
import { ShapeList } from './shape-list.tsx';
import classes from './shapes.module.css';
import { nothing } from './words.ts';

type Props = Omit<AskProps, 'schema'> & { schema: OfShapes & { kind: ShapeKindName } };

/** Beside an image that is drawn on: the class that is drawn, all that was drawn, and what can be done without a pointer. */
export const ShapesAsk = ({ schema, draft, pen, disabled, keys, onDraft, onPen }: Props) => {
  const shapes = shapesOf(draft);
  const { words: [one] } = figures[schema.kind]; // prettier-ignore
  const apply = (made: Drawn | null) => applyDrawn(made, { onDraft, onPen });
  const drawing = { draft, pen };
  const selected = pen.selected === null ? undefined : shapes[pen.selected];
  const inForce = selected?.class ?? nextClass(schema, pen.className);
  const none = noneKey(schema);
  return (
    <div className={classes.ask}>
      {activeClasses(schema).length > 1 && (
        <ClassButtons
          dense
          schema={schema}
          label={selected ? t`Class of the selected ${one}` : t`Class of the next ${one}`}
          isSuggested={() => false}
          isChosen={(name) => name === inForce}
          scores={null}
          disabled={disabled}
          keys={keys}
          onPress={(name) => apply(classed(drawing, name))}
        />
      )}
      <div className={classes.tools}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={15} aria-hidden />}
          rightSection={keys && <Kbd size="xs">Ins</Kbd>}
          aria-keyshortcuts="Insert"
          disabled={disabled || pen.size === null || !hasRoom(schema, shapes.length)}
          onClick={() => apply(addedInMiddle(schema, drawing))}
        >
          <Trans>Add a {one}</Trans>
        </Button>
        <Button
          variant={pen.moves ? 'filled' : 'default'}
          size="xs"
          leftSection={<IconHandMove size={15} aria-hidden />}
          aria-pressed={pen.moves}
          disabled={disabled}
          onClick={() => onPen({ moves: !pen.moves })}
        >
          <Trans>Move the view</Trans>
        </Button>
        {pen.outline.length > 0 && (
          <>
            <Button
              size="xs"
              leftSection={<IconCheck size={15} aria-hidden />}
              disabled={disabled || pen.outline.length < 3}
              onClick={() => apply(outlineClosed(schema, drawing))}
            >
              <Trans>Close the outline</Trans>
            </Button>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconX size={15} aria-hidden />}
              onClick={() => onPen({ outline: [] })}
            >
              <Trans>Drop it</Trans>
            </Button>
          </>
        )}
      </div>
      <ShapeList schema={schema} shapes={shapes} drawing={drawing} disabled={disabled} onDrawn={apply} />
      {schema.min === 0 && shapes.length === 0 && (
        <Button
          variant="default"
          fullWidth
          disabled={disabled}
          aria-pressed={draft !== undefined}
          leftSection={draft !== undefined && <IconCheck size={16} aria-hidden />}
          rightSection={keys && none !== null && <Kbd size="xs">{none}</Kbd>}
          aria-keyshortcuts={keys && none !== null ? none : undefined}
          onClick={() => onDraft([])}
        >
          {nothing}
        </Button>
      )}
    </div>
  );
};
