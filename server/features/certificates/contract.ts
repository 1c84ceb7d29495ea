import { z } from 'zod';
import { certificate } from '../../contract/certificate.ts';
import { proportion } from '../../contract/proportion.ts';
import { defineContract } from '../../contract/route.ts';
import { instant, prose, slug } from '../../contract/values.ts';
import { lapses } from '../../domain/certificate.ts';

/** One threshold of the grid, for all predicted classes or one. */
const thresholdEvidence = z.strictObject({
  threshold: z.number(),
  /**
   * `certified`: its error is at most the target, as is that of every higher one. `open`: more labels are needed, here or
   * at a higher one. `untested`: too few items reach it.
   */
  state: z.enum(['certified', 'open', 'untested']),
  /** Items judged blind at or above it that the certificate counts, and those where the model was wrong. */
  n: z.number().int(),
  errors: z.number().int(),
  /** The e-value against "the error is above the target"; it is certified from `needed` on. */
  eValue: z.number(),
  /** How many more labels, all of them right, until the e-value is reached; null: not in reach. */
  labelsNeeded: z.number().int().nullable(),
  /** The share of wrong answers at or above it, by Hájek, over all blind reviews; null before the first. */
  error: z
    .strictObject({ value: z.number(), low: z.number(), high: z.number(), effectiveSampleSize: z.number() })
    .nullable(),
});
export type ThresholdEvidence = z.infer<typeof thresholdEvidence>;

/** A certificate of the policy in force, and whether it still says anything. */
const certificateInForce = z.strictObject({
  certificate,
  /** Why it says nothing any more; empty while it holds. */
  lapses: z.array(z.enum(lapses)),
  /** The watch over it: audits since, the level, and the level at which there is an alarm. */
  watch: z.strictObject({ audits: z.number().int(), level: z.number(), alarmAt: z.number() }),
});
export type CertificateInForce = z.infer<typeof certificateInForce>;

export const certification = z.strictObject({
  /** The model versions that predicted: the live one first, then the one heard from last. */
  models: z.array(z.string()),
  model: z.string().nullable(),
  /** The calibrator that thresholds are about; 0: the confidence as the model says it. */
  calibrator: z.number().int(),
  /** At most so much of what is accepted is to be wrong, how surely, and the e-value that says so. */
  targetError: z.number(),
  targetConfidence: z.number(),
  needed: z.number(),
  /** The policy revision in force, which a use of a certificate is based on. */
  policyRevision: z.number().int(),
  /** Null until `itemsToBegin` items with such a confidence have come in. */
  evidence: z
    .strictObject({
      /** All predicted classes together, by rising threshold, with the share of items that reach each. */
      all: z.array(thresholdEvidence.extend({ automated: proportion })),
      classes: z.array(z.strictObject({ value: z.string(), thresholds: z.array(thresholdEvidence) })),
      /** Blind draws counted, and those among them that count as wrong because nobody has answered in time. */
      draws: z.number().int(),
      overdue: z.number().int(),
      /** The first draw that has no answer yet: those after it wait for it; null: none. */
      waiting: z.strictObject({ key: z.string(), since: instant }).nullable(),
      /** False while older draws are still being counted. */
      complete: z.boolean(),
    })
    .nullable(),
  itemsToBegin: z.number().int(),
  /** Whether nothing that is accepted can be drawn for an audit, so that nothing can be certified. */
  auditsOff: z.boolean(),
  inForce: z.array(certificateInForce),
});
export type CertificationReply = z.infer<typeof certification>;

const inProject = z.strictObject({ project: slug });

export const certificatesContract = defineContract({
  get: {
    method: 'get',
    path: '/projects/:project/certificates',
    summary: 'How far each threshold is certified for a model version, and the certificates in force',
    access: 'evidence.read',
    params: inProject,
    query: z.strictObject({ model: z.string().max(200).optional() }),
    reply: certification,
    errors: ['not_found'],
  },
  use: {
    method: 'post',
    path: '/projects/:project/certificates',
    summary:
      'Put a certified threshold in force, as a policy revision of degree `partial` that names its certificate',
    access: 'policy.write',
    params: inProject,
    body: z.strictObject({
      /** The policy revision the change is made from; another in force is a `revision_conflict`. */
      basedOn: z.number().int().min(1),
      model: z.string().max(200),
      /** The predicted class the threshold is for; null: all, and thresholds of classes end. */
      value: z.string().max(100).nullable(),
      threshold: z.number().min(0).max(1),
      note: prose(500).default(''),
    }),
    reply: z.strictObject({ certificate, revision: z.number().int() }),
    status: 201,
    errors: ['not_found', 'conflict', 'revision_conflict'],
  },
});
