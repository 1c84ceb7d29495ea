import type { api } from '../api.ts';
import type { SentBody } from '../contract/route.ts';
import type { Policy } from '../domain/policy.ts';

/** A project of the demo beside the main one, which is brought a batch of items at the first start. */
export type Example = {
  project: SentBody<typeof api.projects.create>;
  policy: Policy;
  /** What its items are called, before their number. */
  itemName: string;
  /** The version that predicts, and what it is. */
  model: string;
  description: string;
};
