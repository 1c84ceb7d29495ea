import { z } from 'zod';
import { problem } from '../../contract/problems.ts';
import { defineContract } from '../../contract/route.ts';
import { item, receipt, submission } from '../../contract/submissions.ts';
import { slug } from '../../contract/values.ts';

/** What became of an item that a model was asked about. */
export const decided = receipt.extend({
  /** Where people's answer can be waited for, below this server's address; null: the label is there. */
  labelAt: z.string().nullable(),
});

/** In a batch each record has its own result: a receipt, or the problem that kept it out. */
export const result = z.union([
  receipt,
  z.strictObject({ key: z.string().nullable(), line: z.number().int(), problem }),
]);
export type Result = z.infer<typeof result>;

export const intakeContract = defineContract({
  submit: {
    method: 'post',
    path: '/projects/:project/predictions',
    summary:
      'Submit predictions: one object, a JSON array, or an NDJSON stream of any length. An object is answered by its ' +
      'receipt or its problem; arrays and streams by one result a record, in order',
    access: 'predictions.write',
    params: z.strictObject({ project: slug }),
    body: {
      stream: 'body',
      types: ['application/json', 'application/x-ndjson'],
      schema: z.union([submission, z.array(submission)]),
    },
    reply: z.union([receipt, z.array(result)]),
    errors: [
      'malformed_json',
      'body_too_large',
      'unsupported_media_type',
      'key_conflict',
      'media_missing',
      'media_unsupported',
      'shutting_down',
    ],
  },
  decide: {
    method: 'post',
    path: '/projects/:project/decide',
    summary:
      'Have an item decided: the assigned model version is asked at its endpoint, and what it answers is routed like a ' +
      'submission. Where it fails, people decide',
    access: 'predictions.write',
    params: z.strictObject({ project: slug }),
    body: { stream: 'body', types: ['application/json'], schema: item },
    reply: decided,
    errors: [
      'malformed_json',
      'body_too_large',
      'unsupported_media_type',
      'conflict',
      'key_conflict',
      'media_missing',
      'media_unsupported',
      'shutting_down',
    ],
  },
});
