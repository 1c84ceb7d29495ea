import { z } from 'zod';
import { groupName } from '../../contract/group.ts';
import { kept } from '../../contract/kept-for.ts';
import { defineContract } from '../../contract/route.ts';
import { id, instant, itemKey, line, slug } from '../../contract/values.ts';
import { notAssigned } from '../../domain/assigning.ts';
import { notRequeued } from '../../domain/requeueing.ts';
import { audiences, reviewPurposes } from '../../domain/words.ts';

const inProject = z.strictObject({ project: slug });

/** So many reviews or items are changed by one request. */
export const mostAtOnce = 500;

const waiting = z.strictObject({
  purpose: z.enum(reviewPurposes),
  audience: z.enum(audiences),
  ...kept,
  /** How many people may be given it, were there no item that they know. */
  people: z.number().int(),
  n: z.number().int(),
  overHour: z.number().int(),
  overDay: z.number().int(),
  overWeek: z.number().int(),
  oldestSince: instant,
});
export type Waiting = z.infer<typeof waiting>;

const hold = z.strictObject({
  reviewId: id,
  key: z.string(),
  /** As its inspector is told: of an audit or recheck no more than that it is a review. */
  purpose: z.enum(['review', 'adjudication']),
  ...kept,
  holder: z.strictObject({ id, name: z.string() }),
  since: instant.nullable(),
  expiresAt: instant,
});
export type Hold = z.infer<typeof hold>;

const queue = z.strictObject({
  waiting: z.array(waiting),
  /** Whether more waits than was counted, which is the oldest. */
  isCut: z.boolean(),
  /** The longest held ones. */
  holds: z.array(hold),
  held: z.number().int(),
});

/** Why it is done, for the audit log. */
const reason = line(300);

const several = <T extends z.ZodType>(one: T) => z.array(one).min(1).max(mostAtOnce);

export const queueContract = defineContract({
  get: {
    method: 'get',
    path: '/projects/:project/queue',
    summary: 'What waits, by purpose, skill, group and age, and who holds what since when and until when',
    access: 'queue.manage',
    params: inProject,
    reply: queue,
    errors: [],
  },
  assign: {
    method: 'post',
    path: '/projects/:project/queue/assign',
    summary:
      'Assign reviews to a person or a group, release them to everybody, or say which skill they need. With `takeBack` ' +
      'also those that somebody holds: what they answer then is kept as a further opinion',
    access: 'queue.manage',
    params: inProject,
    body: z.strictObject({
      /** Reviews by their ids, or what waits of the items of these keys. */
      which: z.union([z.strictObject({ reviews: several(id) }), z.strictObject({ keys: several(itemKey) })]),
      to: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('anyone') }),
        z.strictObject({ kind: z.literal('person'), id }),
        z.strictObject({ kind: z.literal('group'), name: groupName }),
        z.strictObject({ kind: z.literal('skill'), name: groupName.nullable() }),
      ]),
      takeBack: z.boolean().default(false),
      reason,
    }),
    reply: z.strictObject({
      assigned: z.number().int(),
      /** How many were left as they are, by why; `not_waiting` counts keys and ids, the others reviews. */
      passedOver: z.record(z.enum(notAssigned), z.number().int()),
    }),
    errors: [],
  },
  requeue: {
    method: 'post',
    path: '/projects/:project/queue/requeue',
    summary:
      'Put decided items back into review, blind and to people who do not know them; the label stays in force until they ' +
      'have answered. What waits already is not put there twice',
    access: 'queue.manage',
    params: inProject,
    body: z.strictObject({ keys: several(itemKey), reason }),
    reply: z.strictObject({
      requeued: z.number().int(),
      passedOver: z.record(z.enum(notRequeued), z.number().int()),
    }),
    errors: [],
  },
});
