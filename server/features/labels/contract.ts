import { z } from 'zod';
import { defineContract } from '../../contract/route.ts';
import { instant, slug } from '../../contract/values.ts';
import { labelSources } from '../../domain/words.ts';
import { exportFormatNames } from '../../datasets/formats/names.ts';

/** What of the labels is asked for. */
export const labelsQuery = z.strictObject({
  format: z.enum(exportFormatNames).default('jsonl'),
  /** The `x-next-cursor` of an earlier export: only labels that came or changed after it. */
  since: z.coerce.number().int().min(0).default(0),
  source: z.enum(labelSources).optional(),
  class: z.string().max(100).optional(),
  model: z.string().max(200).optional(),
  /** Labels that came into force at or after, and before. */
  from: instant.optional(),
  to: instant.optional(),
});
export type LabelsQuery = z.infer<typeof labelsQuery>;

export const labelsContract = defineContract({
  export: {
    method: 'get',
    path: '/projects/:project/labels',
    summary:
      'The labels in force, streamed in the order they came into force. The header `x-next-cursor` is the `since` of ' +
      'the next increment; a later row with the same key replaces the earlier one',
    access: 'labels.export',
    params: z.strictObject({ project: slug }),
    query: labelsQuery,
    reply: { stream: 'reply', types: ['application/x-ndjson', 'text/csv'], description: 'One row a label' },
    errors: [],
  },
  count: {
    method: 'get',
    path: '/projects/:project/labels/count',
    summary: 'How many labels an export would hold, by source',
    access: 'labels.export',
    params: z.strictObject({ project: slug }),
    query: labelsQuery.omit({ format: true }),
    reply: z.strictObject({
      total: z.number().int(),
      bySource: z.record(z.enum(labelSources), z.number().int()),
    }),
    errors: [],
  },
});
