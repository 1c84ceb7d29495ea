import { recordAudit } from '../../../db/queries/audit.ts';
import { memberOf, setMembership } from '../../../db/queries/people.ts';
import { permissionsOf, type ProjectPermission, type ProjectRole } from '../../domain/roles.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import type { peopleContract } from './contract.ts';
import { giveBackWork } from './give-back-work.ts';
import { assertMayChange } from './may-change.ts';
import { told } from '../../domain/told.ts';

type SetRole = Handler<(typeof peopleContract)['setRole']>;

const work: readonly ProjectPermission[] = ['reviews.work', 'reviews.lead'];

/** Whether a change of role takes away what allowed a person to hold reviews. */
const losesWork = (before: ProjectRole, after: ProjectRole): boolean =>
  work.some((permission) => permissionsOf[before].has(permission) && !permissionsOf[after].has(permission));

/** Gives a person a role: leads to members of their project, admins to any account. */
export const setRole =
  (s: Services): SetRole =>
  async ({ params, body, principal, project }) => {
    await s.db.write(async (tx) => {
      const member = await memberOf(tx, project.id, params.user);
      assertMayChange(principal, member);
      const joins = member.role === null;
      if (joins && !(principal.kind === 'person' && principal.isAdmin))
        throw new AppError('not_found', { detail: told`no such person in this project` });
      if (member.role === body.role) return;

      const at = s.now();
      await setMembership(tx, { userId: member.id, projectId: project.id, role: body.role, createdAt: at });
      if (member.role !== null && !member.isAdmin && losesWork(member.role, body.role))
        await giveBackWork(tx, s, member, project.id, actorOf(principal));
      await recordAudit(tx, {
        at,
        projectId: project.id,
        actor: actorOf(principal),
        action: 'person.role_set',
        subject: member.email,
        before: joins ? null : { role: member.role },
        after: { role: body.role },
      });
      tx.afterCommit(() => s.principals.forget());
    });
    return { ok: true };
  };
