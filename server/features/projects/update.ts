import { recordAudit } from '../../../db/queries/audit.ts';
import { groupNamed } from '../../../db/queries/groups.ts';
import {
  lockSettings,
  projectState,
  updateSettings,
  type ProjectSettings,
} from '../../../db/queries/projects.ts';
import { hasClasses } from '../../domain/label-schema.ts';
import { mayBeGrid } from '../../domain/grid.ts';
import { metricsOfSteps } from '../../domain/pipeline/steps.ts';
import type { Json } from '../../domain/words.ts';
import { AppError, invalidField } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import type { projectsContract } from './contract.ts';
import { tellProject } from './project-reply.ts';
import { told } from '../../domain/told.ts';

const settings = [
  'name',
  'question',
  'instructions',
  'leaseSeconds',
  'targetError',
  'targetConfidence',
  'fallsBack',
  'resolution',
  'posteriorAtLeast',
  'opinionsNamed',
  'goldShare',
  'goldPauseBelow',
  'goldPauseAfter',
  'neededSkill',
  'namesHolders',
  'countsByName',
  'grid',
  'auditDueHours',
  'monitoredInputs',
  'pipeline',
  'monitoringRows',
] as const satisfies (keyof ProjectSettings)[];

const differ = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

/** Throws where an input and a metric of a step would be measured under one name. */
const checkNames = ({
  monitoredInputs,
  pipeline,
}: Pick<ProjectSettings, 'monitoredInputs' | 'pipeline'>): void => {
  const names = new Set(metricsOfSteps(pipeline).map(({ name }) => name));
  const i = monitoredInputs.findIndex(({ name }) => names.has(name));
  if (i === -1) return;
  const name = monitoredInputs[i]?.name ?? '';
  throw invalidField(['monitoredInputs', i, 'name'], told`"${name}" is what a metric of a step is called`);
};

/** Changes a project's settings; those that are not given, or given as they were, stay. */
export const updateProject =
  (s: Services): Handler<(typeof projectsContract)['update']> =>
  async ({ body, principal, project }) => {
    const state = await s.db.write(async (tx) => {
      const old = await lockSettings(tx, project.id);
      if (!old) throw new AppError('not_found');
      checkNames({ ...old, ...body });
      const skill = body.neededSkill ?? null;
      if (skill !== null && !(await groupNamed(tx, project.id, skill)))
        throw invalidField(['neededSkill'], told`is no group or skill of this project`);
      if (body.grid === true && !mayBeGrid(project.itemKind, project.schema))
        throw invalidField(['grid'], told`a grid is of images, texts or rows of which one class is asked`);
      if (body.resolution === 'posterior' && !hasClasses(project.schema))
        throw invalidField(['resolution'], told`answers are weighed by class, and here they are no classes`);
      const changed = settings.filter((name) => body[name] !== undefined && differ(body[name], old[name]));
      if (changed.length > 0) {
        const pick = (from: Partial<ProjectSettings>): Record<string, Json> =>
          Object.fromEntries(changed.map((name) => [name, from[name] ?? null]));
        await updateSettings(tx, project.id, pick(body));
        await recordAudit(tx, {
          at: s.now(),
          projectId: project.id,
          actor: actorOf(principal),
          action: 'project.changed',
          subject: project.name,
          before: pick(old),
          after: pick(body),
        });
        s.publish.projectChanged(tx, project);
      }
      return projectState(tx, project.slug);
    });
    if (!state) throw new AppError('not_found');
    return tellProject(state);
  };
