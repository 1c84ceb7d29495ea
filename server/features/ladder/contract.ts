import { z } from 'zod';
import { defineContract } from '../../contract/route.ts';
import { slug } from '../../contract/values.ts';
import { requirementNames } from '../../domain/ladder.ts';
import { degrees } from '../../domain/words.ts';

const requirement = z.strictObject({
  name: z.enum(requirementNames),
  met: z.boolean(),
  /** What there is and what is asked for; null where it is no number. */
  have: z.number().nullable(),
  need: z.number().nullable(),
});
export type RequirementReply = z.infer<typeof requirement>;

export const ladderContract = defineContract({
  get: {
    method: 'get',
    path: '/projects/:project/ladder',
    summary: 'What each higher degree of automation asks for, and what of it is there',
    access: 'evidence.read',
    params: z.strictObject({ project: slug }),
    reply: z.strictObject({
      degree: z.enum(degrees),
      /** The model version that it is about, the live one or else the one heard from last; null: none. */
      model: z.string().nullable(),
      steps: z.array(z.strictObject({ to: z.enum(degrees), requirements: z.array(requirement) })),
    }),
    errors: [],
  },
});
