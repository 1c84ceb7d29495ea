import { sentBefore } from '../../../db/queries/comments.ts';
import type { Transaction } from '../../../db/database.ts';
import { AppError } from '../../errors.ts';
import { told } from '../../domain/told.ts';

/** Whether this very comment was kept before; throws where its id is another's. */
export const isRepeated = async (
  tx: Transaction,
  comment: Parameters<typeof sentBefore>[1],
): Promise<boolean> => {
  const before = await sentBefore(tx, comment);
  if (before === 'other')
    throw new AppError('conflict', {
      errors: [{ path: ['id'], ...told`was used before with other content` }],
    });
  return before === 'same';
};
