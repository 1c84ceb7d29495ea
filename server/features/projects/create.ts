import { insertPresets } from '../../../db/queries/alarms.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import { insertProject, projectState } from '../../../db/queries/projects.ts';
import { firstPolicy } from '../../domain/policy.ts';
import { AppError, invalidField } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import { misfit, misfitWords } from '../../kinds/registry.ts';
import type { projectsContract } from './contract.ts';
import { tellProject } from './project-reply.ts';
import { told } from '../../domain/told.ts';

/** Makes a project, which starts with people deciding everything, and the preset alarms. */
export const createProject =
  (s: Services): Handler<(typeof projectsContract)['create']> =>
  async ({ body, principal }) => {
    const actor = actorOf(principal);
    const unfit = misfit(body.schema, body.itemKind);
    if (unfit !== null) throw invalidField(['schema', ...unfit], misfitWords(body.itemKind));
    const project = { ...body, seed: s.newSeed(), createdAt: s.now(), policy: firstPolicy };
    const made = await s.db.write(async (tx) => {
      const id = await insertProject(tx, project, actor);
      if (id === null) {
        const fault = told`"${body.slug}" is taken`;
        throw new AppError('conflict', {
          detail: told`slug: ${fault}`,
          errors: [{ path: ['slug'], ...fault }],
        });
      }
      await insertPresets(tx, id, actor, project.createdAt);
      await recordAudit(tx, {
        at: project.createdAt,
        projectId: id,
        actor,
        action: 'project.created',
        subject: body.name,
        before: null,
        after: body,
      });
      return projectState(tx, body.slug);
    });
    if (!made) throw new AppError('not_found');
    return tellProject(made);
  };
