import { recordAudit } from '../../../db/queries/audit.ts';
import { leaveGroups } from '../../../db/queries/groups.ts';
import { deleteMembership, memberOf } from '../../../db/queries/people.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import type { peopleContract } from './contract.ts';
import { giveBackWork } from './give-back-work.ts';
import { assertMayChange } from './may-change.ts';
import { told } from '../../domain/told.ts';

type Remove = Handler<(typeof peopleContract)['remove']>;

/** Takes a person out of a project; what they hold there, or is assigned to them, goes back to the queue. */
export const remove =
  (s: Services): Remove =>
  async ({ params, principal, project }) => {
    await s.db.write(async (tx) => {
      const member = await memberOf(tx, project.id, params.user);
      assertMayChange(principal, member);
      if (!(await deleteMembership(tx, project.id, member.id)))
        throw new AppError('not_found', { detail: told`no such person in this project` });
      await leaveGroups(tx, project.id, member.id);
      await giveBackWork(tx, s, member, project.id, actorOf(principal));
      await recordAudit(tx, {
        at: s.now(),
        projectId: project.id,
        actor: actorOf(principal),
        action: 'person.removed',
        subject: member.email,
        before: { role: member.role },
        after: null,
      });
      tx.afterCommit(() => s.principals.forget());
    });
    return { ok: true };
  };
