import { recordAudit } from '../../../db/queries/audit.ts';
import { insertPolicyRevision } from '../../../db/queries/policies.ts';
import { projectState } from '../../../db/queries/projects.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import { checkClasses } from './check-classes.ts';
import type { policyContract } from './contract.ts';

/** Puts a policy in force as the next revision. */
export const savePolicy =
  (s: Services): Handler<(typeof policyContract)['save']> =>
  async ({ body, principal, project }) => {
    const author = actorOf(principal);
    const { policy, note } = body;
    return s.db.write(async (tx) => {
      const inForce = await projectState(tx, project.slug);
      if (!inForce) throw new AppError('not_found');
      const conflict = new AppError('revision_conflict', {
        detail: `The policy in force is not revision ${body.basedOn}`,
      });
      if (inForce.policyRevision !== body.basedOn) throw conflict;
      checkClasses(policy, inForce.schema);

      const revision = body.basedOn + 1;
      const createdAt = s.now();
      if (!(await insertPolicyRevision(tx, project.id, { revision, policy, note, author, createdAt })))
        throw conflict;
      await recordAudit(tx, {
        at: createdAt,
        projectId: project.id,
        actor: author,
        action: 'policy.revised',
        subject: `policy ${revision}`,
        before: inForce.policy,
        after: policy,
      });
      s.publish.policyChanged(tx, project, revision);
      return { revision, policy, note, author, createdAt: new Date(createdAt).toISOString() };
    });
  };
