import type { Condition, Policy, PolicyRule } from './policy.ts';

/** How long the reviews of an item may take. */
export type Due = {
  minutes: number;
  /** The share of that time, in (0,1], after which their priority is raised. */
  raiseAfter: number;
  /** Whether it depends on nothing that the model said, so that who judges blind may be told. */
  told: boolean;
};

/** The longest that a policy can allow, and what a review without a due time is queued by, in minutes. */
export const longestDue = 30 * 24 * 60;

/** By how much the priority of a review is raised that is due soon: above every priority that can be sent. */
export const raisedBy = 10_000;

const isOfModel = ({ on }: Condition): boolean => on === 'class' || on === 'confidence' || on === 'model';

/** Whether due times depend on what the model said: some rule sets one, and some rule looks at its answer. */
const tellsModel = ({ rules }: Policy): boolean =>
  rules.some(({ then }) => then.dueMinutes !== undefined) && rules.some(({ when }) => when.some(isOfModel));

/** How long reviews may take of an item that this rule applies to (null: none); null: the policy says nothing of it. */
export const dueBy = (policy: Policy, rule: PolicyRule | null): Due | null => {
  const minutes = rule?.then.dueMinutes ?? policy.dueMinutes ?? null;
  return minutes === null
    ? null
    : { minutes, raiseAfter: policy.raiseAfter ?? firstRaiseAfter, told: !tellsModel(policy) };
};

/** Unless a policy says otherwise. */
export const firstRaiseAfter = 0.75;

/** When a review is due that is made at an instant (epoch milliseconds), and where it stands within its priority. */
export const dueTimes = (
  due: Due | null,
  createdAt: number,
): { queueAt: number; dueAt: number | null; dueTold: boolean; raiseAt: number | null } => {
  const after = (minutes: number) => createdAt + Math.round(minutes * 60_000);
  if (due === null) return { queueAt: after(longestDue), dueAt: null, dueTold: false, raiseAt: null };
  const dueAt = after(due.minutes);
  return { queueAt: dueAt, dueAt, dueTold: due.told, raiseAt: after(due.minutes * due.raiseAfter) };
};
