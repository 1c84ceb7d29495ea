import { classNamed, type LabelSchema } from '../../domain/label-schema.ts';
import type { Policy } from '../../domain/policy.ts';
import { AppError } from '../../errors.ts';
import { told } from '../../domain/told.ts';

/** Holds that every class a policy speaks of is in the schema, retired or not. */
export const checkClasses = (policy: Policy, schema: LabelSchema): void => {
  const errors: { path: (string | number)[]; message: string }[] = [];
  const check = (name: string, path: (string | number)[]) => {
    if (!classNamed(schema, name))
      errors.push({ path: ['policy', ...path], ...told`the label schema has no class "${name}"` });
  };
  for (const name of Object.keys(policy.classThresholds)) check(name, ['classThresholds', name]);
  for (const list of ['rules', 'auditStrata'] as const)
    policy[list].forEach(({ when }, i) =>
      when.forEach((condition, c) => {
        if (condition.on === 'class')
          condition.in.forEach((name, n) => check(name, [list, i, 'when', c, 'in', n]));
      }),
    );
  if (errors.length > 0) throw new AppError('invalid_input', { errors });
};
