import type { Transaction } from '../../../db/database.ts';
import { ladderFacts } from '../../../db/ladder-facts.ts';
import { projectState } from '../../../db/queries/projects.ts';
import { revisePolicy } from '../../../db/queries/revise-policy.ts';
import { certificatesKept } from '../../domain/certificate.ts';
import { checklist, isHigher, type RequirementName } from '../../domain/ladder.ts';
import type { Degree } from '../../domain/words.ts';
import { AppError, invalidField } from '../../errors.ts';
import type { Handler, ProjectState, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import { checkClasses } from './check-classes.ts';
import { checkSkills } from './check-skills.ts';
import type { policyContract } from './contract.ts';
import { tellRevision } from './revision-reply.ts';
import { told } from '../../domain/told.ts';

/** What a step up asks for and is not there. */
const missingEvidence = async (
  tx: Transaction,
  project: ProjectState,
  to: Degree,
  now: number,
): Promise<RequirementName[]> => {
  if (!isHigher(to, project.policy.degree)) return [];
  const { facts } = await ladderFacts(tx, project, now);
  return checklist(project.policy, to, facts)
    .filter(({ met }) => !met)
    .map(({ name }) => name);
};

/** Puts a policy in force as the next revision; a degree that is raised without the evidence asked for needs a note. */
export const savePolicy =
  (s: Services): Handler<(typeof policyContract)['save']> =>
  async ({ body, principal, project }) => {
    const author = actorOf(principal);
    const { policy, note } = body;
    return s.db.write(async (tx) => {
      const inForce = await projectState(tx, project.slug);
      if (!inForce) throw new AppError('not_found');
      const conflict = new AppError('revision_conflict', {
        detail: told`The policy in force is not revision ${body.basedOn}`,
      });
      if (inForce.policyRevision !== body.basedOn) throw conflict;
      checkClasses(policy, inForce.schema);
      await checkSkills(tx, project.id, policy);

      const missing = await missingEvidence(tx, inForce, policy.degree, s.now());
      if (missing.length > 0 && note === '')
        throw invalidField(['note'], told`must say why the degree is raised`);
      const certificates = certificatesKept(inForce.certificates, policy);
      const next = await revisePolicy(tx, inForce, {
        policy,
        certificates,
        note,
        author,
        at: s.now(),
        withoutEvidence: missing,
      });
      if (!next) throw conflict;
      s.publish.policyChanged(tx, project, next.revision);
      return tellRevision(next);
    });
  };
