import { z } from 'zod';
import { problem } from '../../contract/problems.ts';
import { defineContract } from '../../contract/route.ts';
import {
  actor,
  done,
  id,
  instant,
  itemKey,
  json,
  pageOf,
  pageQuery,
  prose,
  slug,
} from '../../contract/values.ts';

const inProject = z.strictObject({ project: slug });

/** An item whose answer is known, and how many inspectors gave just that. */
const goldItem = z.strictObject({
  key: z.string(),
  value: json,
  note: z.string(),
  author: actor,
  markedAt: instant,
  answers: z.number().int(),
  right: z.number().int(),
});
export type GoldItemReply = z.infer<typeof goldItem>;

const known = z.strictObject({ key: itemKey, value: json, note: prose(1_000).default('') });

/** What became of one record: the item is gold, or why it is not. */
const marked = z.union([
  z.strictObject({ key: z.string(), ok: z.literal(true) }),
  z.strictObject({ key: z.string(), ok: z.literal(false), problem }),
]);
export type Marked = z.infer<typeof marked>;

export const goldContract = defineContract({
  list: {
    method: 'get',
    path: '/projects/:project/gold',
    summary: 'Items whose answer is known, by key; `key` asks for one of them',
    access: 'gold.manage',
    params: inProject,
    query: z.strictObject({ ...pageQuery, key: itemKey.optional() }),
    reply: pageOf(goldItem),
    errors: [],
  },
  mark: {
    method: 'post',
    path: '/projects/:project/gold',
    summary:
      'Mark items as gold, each with its known answer; inspectors are given them among their reviews, untold. Marking ' +
      'again changes the answer, and what inspectors answered is held against it anew',
    access: 'gold.manage',
    params: inProject,
    body: z.strictObject({ items: z.array(known).min(1).max(500) }),
    reply: z.strictObject({ results: z.array(marked) }),
    errors: [],
  },
  unmark: {
    method: 'delete',
    path: '/projects/:project/gold/:key',
    summary: 'An item is gold no longer; what inspectors answered to it is forgotten',
    access: 'gold.manage',
    params: inProject.extend({ key: itemKey }),
    reply: done,
    errors: [],
  },
  resume: {
    method: 'post',
    path: '/projects/:project/gold/pauses/:user/end',
    summary: 'Let a paused inspector back to work; their answers to gold items count anew from then on',
    access: 'inspectors.read',
    params: inProject.extend({ user: id }),
    reply: done,
    errors: [],
  },
});
