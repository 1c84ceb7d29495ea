import { z } from 'zod';
import type { LabelSchema, SchemaFault } from '../domain/label-schema.ts';
import { choiceSchema } from './label-kinds/choice.ts';
import { choicesSchema } from './label-kinds/choices.ts';
import { formSchema } from './label-kinds/form.ts';
import { numberSchema } from './label-kinds/number.ts';
import { rangesSchema } from './label-kinds/ranges.ts';
import { ratingSchema } from './label-kinds/rating.ts';
import { boxesSchema } from './label-kinds/shapes/boxes.ts';
import { pointsSchema } from './label-kinds/shapes/points.ts';
import { polygonsSchema } from './label-kinds/shapes/polygons.ts';
import { spansSchema } from './label-kinds/spans.ts';
import { textSchema } from './label-kinds/text.ts';
import { transcriptSchema } from './label-kinds/transcript.ts';
import { labelKindOf } from './registry.ts';
import { customIssue } from '../contract/parse.ts';
import { told } from '../domain/told.ts';

/**
 * What is wrong with a schema as the successor of another (null: the first): labels that were given must stay readable.
 * Empty where nothing is.
 */
export const schemaFaults = (next: LabelSchema, previous: LabelSchema | null): SchemaFault[] =>
  previous !== null && previous.kind !== next.kind
    ? [{ path: ['kind'], ...told`must stay "${previous.kind}"` }]
    : labelKindOf(next).faults(next, previous);

/** What inspectors are asked. */
export const labelSchema = z
  .discriminatedUnion('kind', [
    choiceSchema,
    choicesSchema,
    numberSchema,
    ratingSchema,
    textSchema,
    transcriptSchema,
    boxesSchema,
    pointsSchema,
    polygonsSchema,
    spansSchema,
    rangesSchema,
    formSchema,
  ])
  .check((ctx) => {
    for (const fault of schemaFaults(ctx.value, null))
      ctx.issues.push(customIssue(fault.path, ctx.value, fault));
  }) satisfies z.ZodType<LabelSchema>;
