import { projectStates, schemaRevisionsOf } from '../../../db/queries/projects.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import type { projectsContract } from './contract.ts';
import { createProject } from './create.ts';
import { tellProject } from './project-reply.ts';
import { reviseSchema } from './revise-schema.ts';
import { updateProject } from './update.ts';

/** Projects and their label schemas. */
export const projectsHandlers = (s: Services): Handlers<typeof projectsContract> => ({
  list: async ({ principal }) => {
    const ids = principal.isAdmin ? null : [...principal.roles.keys()];
    return { projects: (await s.db.read((q) => projectStates(q, ids))).map(tellProject) };
  },
  create: createProject(s),
  get: async ({ project }) => tellProject(project),
  update: updateProject(s),
  schemas: async ({ project }) => {
    const revisions = await s.db.read((q) => schemaRevisionsOf(q, project.id));
    return {
      revisions: revisions.map((r) => ({ ...r, createdAt: new Date(r.createdAt).toISOString() })),
    };
  },
  reviseSchema: reviseSchema(s),
});
