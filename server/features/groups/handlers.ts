import { groupsOf } from '../../../db/queries/groups.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import type { groupsContract } from './contract.ts';
import { remove } from './remove.ts';
import { save } from './save.ts';

/** Groups and skills, and who is in them. */
export const groupsHandlers = (s: Services): Handlers<typeof groupsContract> => ({
  list: async ({ project }) => ({ groups: await s.db.read((q) => groupsOf(q, project.id)) }),
  save: save(s),
  remove: remove(s),
});
