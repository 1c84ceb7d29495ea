import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { answerTo, fieldsOf } from '../../../server/domain/form.ts';
import type { FormField } from '../../../server/domain/label-schema.ts';
import type { Json } from '../../../server/domain/words.ts';
import {
  drawnField,
  formCanvas,
  formOverlay,
  isDrawn,
  penOf,
  penTo,
  pressedInForm,
  suggestedFor,
} from './form-drawing.tsx';
import { askedFor, valuesOf, withAnswer, type FormSchema, type Values } from './form-values.ts';
import { FormDifferences } from './form-differences.tsx';
import type { AskProps, LabelKind, ValueProps } from './label-kind.ts';
import { NoAnswer } from './no-answer.tsx';
import { PlainValue } from './plain-value.tsx';
import classes from './several.module.css';
import { simpleKindOf } from './simple-kinds.ts';

type Schema = FormSchema;

/** Whether a field that has the focus takes keys. */
const hasKeys = (field: FormField): boolean =>
  isDrawn(field) || simpleKindOf(field.schema).keyTitles(field.schema).length > 0;

const isOpen = ({ name }: FormField, values: Values): boolean => answerTo(values, name) === undefined;

const titleOf = (schema: Schema, value: Json): string => {
  const values = fieldsOf(value);
  if (values === null) return t`No answer`;
  return schema.fields
    .flatMap(({ name, title, schema: asked }) => {
      const answer = answerTo(values, name);
      return answer === undefined ? [] : [`${title}: ${simpleKindOf(asked).titleOf(asked, answer)}`];
    })
    .join(' · ');
};

/** Gives a field the focus: where one writes in it, or else the field itself, whose keys then work. */
const focusOn = (form: HTMLElement | null, { name }: FormField): void => {
  const place = form?.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`);
  (place?.querySelector<HTMLElement>('textarea, input') ?? place)?.focus({ preventScroll: false });
};

/** Leads the focus: at first to what is to be answered, and on from a field that was answered in one step. */
const useLeadingFocus = (schema: Schema, values: Values, disabled: boolean) => {
  const form = useRef<HTMLDivElement>(null);
  const before = useRef<Values | null>(null);
  useEffect(() => {
    if (disabled) return;
    const known = before.current;
    before.current = values;
    const asked = askedFor(schema, values);
    const changed = known && asked.findLast(({ name }) => known[name] !== values[name] && name in values);
    const next = asked.slice(changed ? asked.indexOf(changed) + 1 : 0).find((field) => isOpen(field, values));
    if (known === null) {
      if (next) focusOn(form.current, next);
    } else if (changed && hasKeys(changed)) {
      if (simpleKindOf(changed.schema).steps === 'several') focusOn(form.current, changed);
      else if (next) focusOn(form.current, next);
    }
  }, [schema, values, disabled]);
  return form;
};

const Ask = ({ schema, suggestion, draft, disabled, keys, pen, onDraft, onPen }: AskProps<'form'>) => {
  const values = valuesOf(draft);
  const form = useLeadingFocus(schema, values, disabled);
  const asked = askedFor(schema, values);
  const drawn = drawnField(schema, values, pen);
  const takePen = (field: FormField) => {
    const change = penTo(field, drawn);
    if (change !== null) onPen(change);
  };
  // Tab goes from field to field, over buttons that have keys of their own.
  const onTab = (event: KeyboardEvent, field: FormField) => {
    const next = asked[asked.indexOf(field) + 1];
    const isOnField = event.target === event.currentTarget;
    if (event.key !== 'Tab' || event.shiftKey || !isOnField || !keys || !next) return;
    event.preventDefault();
    focusOn(form.current, next);
  };
  return (
    <div ref={form}>
      {asked.map((field) => {
        const { Ask: AskField } = simpleKindOf(field.schema);
        const answer = answerTo(values, field.name);
        const put = (next: Json | undefined) => onDraft(withAnswer(schema, values, field.name, next));
        return (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it leads Tab over its buttons
          <fieldset
            key={field.name}
            className={classes.field}
            data-field={field.name}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keys answer the field that has the focus
            tabIndex={hasKeys(field) ? 0 : undefined}
            onFocus={() => takePen(field)}
            onKeyDown={(event) => onTab(event, field)}
          >
            <legend className={classes.fieldTitle}>
              {field.title}
              {!field.required && (
                <span className={classes.optional}>
                  <Trans> (optional)</Trans>
                </span>
              )}
            </legend>
            <AskField
              schema={field.schema}
              suggestion={suggestedFor(suggestion, field.name)}
              chosen={answer}
              draft={answer}
              disabled={disabled}
              keys={keys}
              focus={false}
              pen={penOf(field, drawn, pen)}
              onPen={(change) => onPen({ ...penTo(field, drawn), ...change })}
              onChoose={put}
              onDraft={put}
            />
          </fieldset>
        );
      })}
    </div>
  );
};

const Value = ({ schema, value, size = 'md' }: ValueProps<'form'>) => {
  const values = fieldsOf(value);
  if (values === null) return <NoAnswer size={size} />;
  if (size === 'sm') return <PlainValue text={titleOf(schema, value)} size={size} />;
  return (
    <dl className={classes.answers}>
      {schema.fields.map(({ name, title, schema: asked }) => {
        const { Value: FieldValue } = simpleKindOf(asked);
        const answer = answerTo(values, name);
        if (answer === undefined) return null;
        return [
          <dt key={`${name} title`}>{title}</dt>,
          <dd key={name}>
            <FieldValue schema={asked} value={answer} size={size} />
          </dd>,
        ];
      })}
    </dl>
  );
};

/** Several fields at once: keys answer the field in focus, or else the first that is open. */
export const form: LabelKind<'form'> = {
  title: t`Form`,
  description: t`Several fields at once, some only where others say so`,
  steps: 'several',
  Ask,
  Value,
  Differences: FormDifferences,
  titleOf,
  keysOf: (schema, draft, at) => {
    const values = valuesOf(draft);
    const asked = askedFor(schema, values);
    const field =
      asked.find(({ name }) => name === at) ?? asked.find((one) => isOpen(one, values) && hasKeys(one));
    if (field === undefined) return new Map();
    const { name, schema: inner } = field;
    const drafts = simpleKindOf(inner).keysOf(inner, answerTo(values, name), null);
    return new Map([...drafts].map(([key, answer]) => [key, withAnswer(schema, values, name, answer)]));
  },
  keyTitles: ({ fields }) =>
    fields.flatMap(({ title, schema }) =>
      simpleKindOf(schema)
        .keyTitles(schema)
        .map(([key, of]) => [key, `${title}: ${of}`] as const),
    ),
  press: pressedInForm,
  drawingKeys: ({ fields }) => {
    const field = fields.find(isDrawn);
    return field ? (simpleKindOf(field.schema).drawingKeys?.(field.schema) ?? []) : [];
  },
  Canvas: formCanvas,
  Overlay: formOverlay,
};
