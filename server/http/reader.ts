import type { ItemReader } from '../../db/queries/blind.ts';
import { may, type Principal } from './principal.ts';

/** The caller as the blind rule knows them: a person who may judge in the project, or somebody who never does. */
export const readerOf = (principal: Principal, projectId: string): ItemReader => ({
  projectId,
  judgeId: principal.kind === 'person' && may(principal, 'reviews.work', projectId) ? principal.id : null,
  isGivenGold: may(principal, 'reviews.work', projectId) && !may(principal, 'gold.manage', projectId),
});
