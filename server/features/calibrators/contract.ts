import { z } from 'zod';
import { defineContract } from '../../contract/route.ts';
import { actor, instant, slug } from '../../contract/values.ts';
import { calibratorKinds } from '../../domain/calibrators.ts';

const inProject = z.strictObject({ project: slug });
const model = z.string().max(200);

/** Both in [0,1], 0 the best. */
const scores = z.strictObject({ brier: z.number(), expectedCalibrationError: z.number() });

/** A calibrator of one model version: fitted once, it never changes. */
const calibrator = z.strictObject({
  /** From 1 on, for each model version. */
  revision: z.number().int(),
  kind: z.enum(calibratorKinds),
  /** Probabilities at confidences, between which it is a straight line; the shape of it for `temperature`. */
  curve: z.array(z.strictObject({ confidence: z.number(), probability: z.number() })),
  /** Of `temperature`; null: it is none. */
  temperature: z.number().nullable(),
  /** The held-out labels it was fitted on, and those of them where the model was wrong. */
  labels: z.number().int(),
  wrong: z.number().int(),
  /** How far off confidence was on them, and a calibrator of this kind on those it had not seen. */
  raw: scores,
  calibrated: scores,
  author: actor,
  createdAt: instant,
});
export type CalibratorReply = z.infer<typeof calibrator>;

const calibrators = z.strictObject({
  /** The version that this is about; null: no model has predicted anything. */
  model: z.string().nullable(),
  /** The revision that is in force; 0: none. */
  inForce: z.number().int(),
  /** About how many labels are held out, and how many a calibrator needs. */
  heldOut: z.number().int(),
  needed: z.number().int(),
  /** The latest first. */
  calibrators: z.array(calibrator),
});
export type Calibrators = z.infer<typeof calibrators>;

export const calibratorsContract = defineContract({
  get: {
    method: 'get',
    path: '/projects/:project/calibrators',
    summary: 'The calibrators of a model version, and which is in force',
    access: 'evidence.read',
    params: inProject,
    query: z.strictObject({ model: model.optional() }),
    reply: calibrators,
    errors: ['not_found'],
  },
  fit: {
    method: 'post',
    path: '/projects/:project/calibrators',
    summary: 'Fit a calibrator on the held-out share of blind reviews; it is not put in force',
    access: 'policy.write',
    params: inProject,
    body: z.strictObject({ model, kind: z.enum(calibratorKinds) }),
    reply: calibrator,
    status: 201,
    errors: ['not_found', 'conflict'],
  },
  use: {
    method: 'put',
    path: '/projects/:project/calibrators/in-force',
    summary: 'Put a calibrator in force, or none (0), for what comes in from now on',
    access: 'policy.write',
    params: inProject,
    body: z.strictObject({
      model,
      revision: z.number().int().min(0),
      /** The revision it takes the place of; another in force is a `revision_conflict`. */
      insteadOf: z.number().int().min(0),
    }),
    reply: z.strictObject({ inForce: z.number().int() }),
    errors: ['not_found', 'revision_conflict'],
  },
});
