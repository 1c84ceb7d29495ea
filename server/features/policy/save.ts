import { projectState } from '../../../db/queries/projects.ts';
import { revisePolicy } from '../../../db/queries/revise-policy.ts';
import { certificatesKept } from '../../domain/certificate.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import { checkClasses } from './check-classes.ts';
import type { policyContract } from './contract.ts';
import { tellRevision } from './revision-reply.ts';

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

      const certificates = certificatesKept(inForce.certificates, policy);
      const next = await revisePolicy(tx, inForce, { policy, certificates, note, author, at: s.now() });
      if (!next) throw conflict;
      s.publish.policyChanged(tx, project, next.revision);
      return tellRevision(next);
    });
  };
