import { z } from 'zod';
import { defineContract } from '../../contract/route.ts';
import { id, instant, modelName, prose, slug } from '../../contract/values.ts';
import { modelStates } from '../../domain/model-state.ts';

const inProject = z.strictObject({ project: slug });

/** How often people agreed with a model, with its 95 % Wilson interval; null bounds where n is 0. */
export const agreement = z.strictObject({
  agreed: z.number().int(),
  n: z.number().int(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type Agreement = z.infer<typeof agreement>;

const modelVersion = z.strictObject({
  model: z.string(),
  name: z.string(),
  version: z.string(),
  description: z.string(),
  registeredAt: instant,
  firstPredictionAt: instant.nullable(),
  lastPredictionAt: instant.nullable(),
  state: z.enum(modelStates),
  /** The rollout under way whose candidate it is; null: it is of none. */
  rolloutId: id.nullable(),
  predictions: z.number().int(),
  /** Predictions beside those of a version that decided, and those of them that differed. */
  compared: z.number().int(),
  differing: z.number().int(),
  automated: z.number().int(),
  /** Never pooled: what people answered with the suggestion in sight, without it, and in audits. */
  agreement: z.strictObject({ assisted: agreement, blind: agreement, audit: agreement }),
});

export const modelsContract = defineContract({
  list: {
    method: 'get',
    path: '/projects/:project/models',
    summary: 'Model versions, latest registered first',
    access: 'models.read',
    params: inProject,
    reply: z.strictObject({ models: z.array(modelVersion) }),
    errors: [],
  },
  register: {
    method: 'put',
    path: '/projects/:project/models/:model',
    summary: 'Register a model version ahead of its first prediction, or describe it',
    access: 'project.manage',
    params: inProject.extend({ model: modelName }),
    body: z.strictObject({ description: prose(2_000).default('') }),
    reply: modelVersion,
    errors: [],
  },
  retire: {
    method: 'put',
    path: '/projects/:project/models/:model/retired',
    summary: 'Have a model version decide nothing any more, or let it again',
    access: 'policy.write',
    params: inProject.extend({ model: modelName }),
    body: z.strictObject({ retired: z.boolean() }),
    reply: modelVersion,
    errors: ['not_found', 'conflict'],
  },
});
