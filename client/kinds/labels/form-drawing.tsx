import type { ComponentType } from 'react';
import { answerIn, answerTo } from '../../../server/domain/form.ts';
import type { FormField } from '../../../server/domain/label-schema.ts';
import { itemKindNames, type ItemKindName } from '../../../server/domain/words.ts';
import { askedFor, valuesOf, withAnswer, type FormSchema, type Values } from './form-values.ts';
import {
  freshPen,
  type CanvasProps,
  type Drawing,
  type DrawingKey,
  type Drawn,
  type OverlayProps,
  type Pen,
  type Suggested,
} from './label-kind.ts';
import { simpleKindOf } from './simple-kinds.ts';

/** Whether the answer to a field is drawn on the item. */
export const isDrawn = ({ schema }: FormField): boolean => simpleKindOf(schema).Canvas !== undefined;

/** The field that is drawn: that of the pen, or else the first that is asked for; undefined: none is. */
export const drawnField = (schema: FormSchema, values: Values, pen: Pen): FormField | undefined => {
  const fields = askedFor(schema, values).filter(isDrawn);
  return fields.find(({ name }) => name === pen.field) ?? fields[0];
};

/** What takes the pen to a field; null where it is there, or the field is not drawn. */
export const penTo = (field: FormField, drawn: FormField | undefined): Partial<Pen> | null =>
  !isDrawn(field) || field.name === drawn?.name
    ? null
    : { field: field.name, selected: null, corner: null, outline: [] };

/** The pen as a field sees it: only the one that is drawn has it at hand. */
export const penOf = (field: FormField, drawn: FormField | undefined, pen: Pen): Pen =>
  field.name === drawn?.name ? pen : { ...freshPen, size: pen.size };

/** What is suggested for a field; null: nothing. */
export const suggestedFor = (suggestion: Suggested, name: string): Suggested => {
  const given = answerIn(suggestion?.value, name);
  return given === undefined || given === null ? null : { value: given, scores: null };
};

/** What a key does to the field that is drawn; a letter only where no other field has the focus that it may answer. */
export const pressedInForm = (
  schema: FormSchema,
  { draft, pen }: Drawing,
  key: DrawingKey,
  at: string | null,
): Drawn | null => {
  const values = valuesOf(draft);
  const field = drawnField(schema, values, pen);
  const isHere = field?.name === at || (at === null && pen.selected !== null);
  if (field === undefined || (key.key.length === 1 && !isHere)) return null;
  const kind = simpleKindOf(field.schema);
  const made = kind.press?.(field.schema, { draft: answerTo(values, field.name), pen }, key, null) ?? null;
  return made && 'draft' in made
    ? { ...made, draft: withAnswer(schema, values, field.name, made.draft) }
    : made;
};

/** What keeps its place in the page while no field that is drawn is asked for. */
const firstDrawn = ({ fields }: FormSchema): FormField | undefined => fields.find(isDrawn);

const canvasOn = (kind: ItemKindName) => {
  const FormCanvas = ({
    schema,
    suggestion,
    draft,
    pen,
    disabled,
    onDraft,
    onPen,
    ...shown
  }: CanvasProps<'form'>) => {
    const values = valuesOf(draft);
    const asked = drawnField(schema, values, pen);
    const field = asked ?? firstDrawn(schema);
    const drawn = field && simpleKindOf(field.schema);
    const Canvas = drawn?.Canvas?.[kind];
    const { Large, ...plain } = shown;
    if (!field || !Canvas) return <Large {...plain} />;
    return (
      <Canvas
        {...shown}
        schema={field.schema}
        suggestion={asked ? suggestedFor(suggestion, field.name) : null}
        draft={answerTo(values, field.name)}
        pen={pen}
        disabled={disabled || !asked}
        onDraft={(next) => onDraft(withAnswer(schema, values, field.name, next))}
        onPen={onPen}
      />
    );
  };
  return FormCanvas;
};

/** The first field that is drawn and answered, or else the first that is drawn. */
const overlaidField = (
  { fields }: FormSchema,
  answers: OverlayProps['answers'],
  kind: ItemKindName,
): FormField | undefined => {
  const drawn = fields.filter(({ schema }) => simpleKindOf(schema).Overlay?.[kind]);
  return drawn.find(({ name }) => answers.some(({ value }) => answerIn(value, name))) ?? drawn[0];
};

const overlayOn = (kind: ItemKindName) => {
  const FormOverlay = ({ schema, answers, ...shown }: OverlayProps<'form'>) => {
    const field = overlaidField(schema, answers, kind);
    const drawn = field && simpleKindOf(field.schema);
    const Overlay = drawn?.Overlay?.[kind];
    const { Large, ...plain } = shown;
    if (!field || !Overlay) return <Large {...plain} />;
    const theirs = answers.map(({ value, ...of }) => ({ ...of, value: answerIn(value, field.name) ?? null }));
    return <Overlay {...shown} schema={field.schema} answers={theirs} />;
  };
  return FormOverlay;
};

const onEach = <P,>(component: (kind: ItemKindName) => ComponentType<P>) =>
  Object.fromEntries(itemKindNames.map((kind) => [kind, component(kind)]));

/** An item with the field drawn on it that has the focus, or else the first that is drawn. */
export const formCanvas = onEach(canvasOn);

/** An item with the answers to the first field that is drawn. */
export const formOverlay = onEach(overlayOn);
