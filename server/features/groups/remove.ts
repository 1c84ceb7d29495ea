import { recordAudit } from '../../../db/queries/audit.ts';
import { deleteGroup, groupNamed } from '../../../db/queries/groups.ts';
import { projectState } from '../../../db/queries/projects.ts';
import { AppError } from '../../errors.ts';
import type { Handler, ProjectState, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import type { groupsContract } from './contract.ts';
import { groupTold } from './save.ts';
import { told } from '../../domain/told.ts';

/** Whether what comes in may need the skill. */
const isAskedFor = ({ policy, neededSkill }: ProjectState, name: string): boolean =>
  neededSkill === name || policy.rules.some(({ then }) => then.skill === name);

/** Removes a group; what was kept for it is for everybody. */
export const remove =
  (s: Services): Handler<(typeof groupsContract)['remove']> =>
  async ({ params: { name }, principal, project }) => {
    await s.db.write(async (tx) => {
      const group = await groupNamed(tx, project.id, name);
      const inForce = await projectState(tx, project.slug);
      if (!group || !inForce)
        throw new AppError('not_found', { detail: told`no such group in this project` });
      if (isAskedFor(inForce, name))
        throw new AppError('conflict', {
          detail: told`the policy in force or the project’s settings ask for this skill; change them first`,
        });
      await deleteGroup(tx, project.id, name);
      await recordAudit(tx, {
        at: s.now(),
        projectId: project.id,
        actor: actorOf(principal),
        action: 'group.removed',
        subject: name,
        before: groupTold(group),
        after: null,
      });
      s.publish.queueChanged(tx, project, 'top');
    });
    return { ok: true };
  };
