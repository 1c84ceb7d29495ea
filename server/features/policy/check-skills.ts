import type { Transaction } from '../../../db/database.ts';
import { groupsOf } from '../../../db/queries/groups.ts';
import type { Policy } from '../../domain/policy.ts';
import { AppError } from '../../errors.ts';

/** Holds that every skill that a policy's rules ask for is a group of the project, or nobody could be given the work. */
export const checkSkills = async (tx: Transaction, projectId: string, { rules }: Policy): Promise<void> => {
  if (rules.every(({ then }) => then.skill === undefined)) return;
  const known = new Set((await groupsOf(tx, projectId)).map(({ name }) => name));
  const errors = rules.flatMap(({ then: { skill } }, i) =>
    skill === undefined || known.has(skill)
      ? []
      : [
          {
            path: ['policy', 'rules', i, 'then', 'skill'],
            message: `the project has no group or skill "${skill}"`,
          },
        ],
  );
  if (errors.length > 0) throw new AppError('invalid_input', { errors });
};
