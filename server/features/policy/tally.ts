import type { RoutedItem } from '../../../db/queries/routed-items.ts';
import type { ReplyOf } from '../../contract/route.ts';
import { hasClasses, type LabelSchema } from '../../domain/label-schema.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Routing } from '../../domain/routing.ts';
import type { policyContract } from './contract.ts';

type Counts = { auto: number; review: number; audited: number };

const noCounts = (): Counts => ({ auto: 0, review: 0, audited: 0 });

/** Counts items one after the other, newest first: as they were routed, and as a draft routes them. */
export const createTally = (draft: Policy, schema: LabelSchema) => {
  const before = noCounts();
  const after = noCounts();
  const rules = new Map(draft.rules.map((rule) => [rule.name, 0]));
  const classes = new Map<string, { auto: number; review: number }>();
  let [items, autoToReview, reviewToAuto] = [0, 0, 0];
  let from: number | null = null;
  let to: number | null = null;

  const add = (item: RoutedItem, routing: Routing): void => {
    items += 1;
    const was = item.routing.destination;
    before[was] += 1;
    if (was === 'auto' && item.routing.reviewed) before.audited += 1;
    after[routing.destination] += 1;
    if (routing.destination === 'auto' && routing.reviewed) after.audited += 1;
    if (was === 'auto' && routing.destination === 'review') autoToReview += 1;
    if (was === 'review' && routing.destination === 'auto') reviewToAuto += 1;
    if (routing.rule !== null) rules.set(routing.rule, (rules.get(routing.rule) ?? 0) + 1);
    const { value } = item.subject;
    if (hasClasses(schema) && typeof value === 'string') {
      const counts = classes.get(value) ?? { auto: 0, review: 0 };
      counts[routing.destination] += 1;
      classes.set(value, counts);
    }
    from = item.routedAt;
    to ??= item.routedAt;
  };

  const result = (): ReplyOf<(typeof policyContract)['preview']> => ({
    items,
    before,
    after,
    autoToReview,
    reviewToAuto,
    rules: [...rules].map(([name, n]) => ({ name, items: n })),
    classes: [...classes]
      .map(([name, counts]) => ({ name, ...counts }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
    from: from === null ? null : new Date(from).toISOString(),
    to: to === null ? null : new Date(to).toISOString(),
  });

  return { add, result };
};
