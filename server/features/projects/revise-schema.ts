import { recordAudit } from '../../../db/queries/audit.ts';
import { insertSchemaRevision, projectState } from '../../../db/queries/projects.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import { schemaFaults } from '../../kinds/label-schema.ts';
import { misfit, misfitWords } from '../../kinds/registry.ts';
import type { projectsContract } from './contract.ts';
import { told } from '../../domain/told.ts';

/** Puts the next revision of the label schema in force. */
export const reviseSchema =
  (s: Services): Handler<(typeof projectsContract)['reviseSchema']> =>
  async ({ body, principal, project }) => {
    const author = actorOf(principal);
    const { schema, note } = body;
    return s.db.write(async (tx) => {
      const inForce = await projectState(tx, project.slug);
      if (!inForce) throw new AppError('not_found');
      const conflict = new AppError('revision_conflict', {
        detail: told`The label schema in force is not revision ${body.basedOn}`,
      });
      if (inForce.schemaRevision !== body.basedOn) throw conflict;
      const errors = schemaFaults(schema, inForce.schema).map(({ path, ...fault }) => ({
        path: ['schema', ...path],
        ...fault,
      }));
      const unfit = misfit(schema, project.itemKind);
      if (unfit !== null) errors.push({ path: ['schema', ...unfit], ...misfitWords(project.itemKind) });
      if (errors.length > 0) throw new AppError('invalid_input', { errors });

      const revision = body.basedOn + 1;
      const createdAt = s.now();
      if (!(await insertSchemaRevision(tx, project.id, { revision, schema, note, author, createdAt })))
        throw conflict;
      await recordAudit(tx, {
        at: createdAt,
        projectId: project.id,
        actor: author,
        action: 'schema.revised',
        subject: `label schema ${revision}`,
        before: inForce.schema,
        after: schema,
      });
      s.publish.projectChanged(tx, project);
      return { revision, schema, note, author, createdAt: new Date(createdAt).toISOString() };
    });
  };
