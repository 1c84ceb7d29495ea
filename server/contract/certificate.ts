import { z } from 'zod';
import type { Certificate } from '../domain/certificate.ts';

/** What a policy's threshold rests on, as it stood when it was used; see `server/domain/certificate.ts`. */
export const certificate = z.strictObject({
  model: z.string(),
  /** The predicted class it is about; null: all together. */
  value: z.string().nullable(),
  threshold: z.number(),
  /** At most so much of what is accepted is wrong, and how surely. */
  targetError: z.number(),
  targetConfidence: z.number(),
  reference: z.string(),
  /** The revision of the model version's calibrator; 0: none. */
  calibrator: z.number().int(),
  /** Items judged blind at or above the threshold, those of them where the model was wrong, and the e-value. */
  n: z.number().int(),
  errors: z.number().int(),
  eValue: z.number(),
  /** The policy revision that put it in force. */
  revision: z.number().int(),
}) satisfies z.ZodType<Certificate>;
