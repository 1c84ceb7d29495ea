import { z } from 'zod';
import { commentText, threadLine } from '../../contract/comments.ts';
import { defineContract } from '../../contract/route.ts';
import { done, id, instant, itemKey, slug } from '../../contract/values.ts';

const inProject = z.strictObject({ project: slug });
const oneItem = inProject.extend({ key: itemKey });

/** What an inspector and the leads have said of an item, oldest first. */
const thread = z.strictObject({
  inspector: z.strictObject({ id, name: z.string() }),
  lines: z.array(threadLine),
  /** The question in it that waits for a lead; null: none does. */
  waiting: id.nullable(),
});
export type Thread = z.infer<typeof thread>;

/** A question that waits for a lead. */
const question = z.strictObject({
  id,
  key: z.string(),
  inspector: z.strictObject({ id, name: z.string() }),
  /** Null where the reader may yet judge the item blind. */
  text: z.string().nullable(),
  at: instant,
});
export type Question = z.infer<typeof question>;

/** Made by the client, so that a repeated request is recognised. */
const said = { id, text: commentText };

export const commentsContract = defineContract({
  list: {
    method: 'get',
    path: '/projects/:project/items/:key/comments',
    summary:
      'What inspectors and leads said of an item: inspectors are told of their own thread; leads of all, unless they may yet judge the item blind',
    access: 'reviews.work',
    params: oneItem,
    reply: z.strictObject({ threads: z.array(thread), withheld: z.boolean() }),
    errors: [],
  },
  write: {
    method: 'post',
    path: '/projects/:project/items/:key/comments',
    summary: "Write a comment in one's own thread on an item; a lead may name another inspector's",
    access: 'reviews.work',
    params: oneItem,
    body: z.strictObject({ ...said, inspector: id.optional() }),
    reply: done,
    errors: ['conflict'],
  },
  questions: {
    method: 'get',
    path: '/projects/:project/questions',
    summary: 'Questions of inspectors that wait for a lead, oldest first, 200 at most',
    access: 'reviews.lead',
    params: inProject,
    reply: z.strictObject({ questions: z.array(question) }),
    errors: [],
  },
  answer: {
    method: 'post',
    path: '/projects/:project/questions/:id/answer',
    summary:
      'Answer a question; the review it is about comes back to who asked before anybody else is given it',
    access: 'reviews.lead',
    params: inProject.extend({ id }),
    body: z.strictObject(said),
    reply: done,
    errors: ['conflict'],
  },
});
