import { z } from 'zod';
import { labelSchema } from '../../kinds/label-schema.ts';
import { monitoredInputs, monitoringRows } from '../../contract/monitored-inputs.ts';
import { pipelineSteps } from '../../contract/pipeline.ts';
import { groupName } from '../../contract/group.ts';
import { defineContract } from '../../contract/route.ts';
import { actor, instant, line, prose, slug } from '../../contract/values.ts';
import { mostGold } from '../../domain/gold.ts';
import { posteriorBounds, resolutions } from '../../domain/weighing.ts';
import { degrees, itemKindNames } from '../../domain/words.ts';

const inProject = z.strictObject({ project: slug });

export const project = z.strictObject({
  slug,
  name: z.string(),
  question: z.string(),
  itemKind: z.enum(itemKindNames),
  /** Markdown shown to inspectors. */
  instructions: z.string(),
  leaseSeconds: z.number().int(),
  /** Hours within which an audit is to be answered; later it is overdue. */
  auditDueHours: z.number().int(),
  createdAt: instant,
  schemaRevision: z.number().int(),
  schema: labelSchema,
  policyRevision: z.number().int(),
  degree: z.enum(degrees),
  /** What certificates are to say: of what is accepted automatically at most so much is wrong, and how surely. */
  targetError: z.number(),
  targetConfidence: z.number(),
  /** Whether the policy falls back by itself when the watch over a certificate alarms. */
  fallsBack: z.boolean(),
  /** How differing answers are settled: `posterior` spares a lead those that are at least so probable. */
  resolution: z.enum(resolutions),
  posteriorAtLeast: z.number(),
  /** Whether whoever settles them sees who gave which; else they are Opinion A, B and so on. */
  opinionsNamed: z.boolean(),
  /** Share of what inspectors claim that is gold. */
  goldShare: z.number(),
  /** Who is surely right less often than this, of gold items, is paused after so many answers; null: nobody. */
  goldPauseBelow: z.number().nullable(),
  goldPauseAfter: z.number().int(),
  /** The skill that reviews need where no rule names another, by its group's name; null: none. */
  neededSkill: groupName.nullable(),
  /** Whether inspectors are told who holds what they wait for. */
  namesHolders: z.boolean(),
  /** Whether inspectors are told by name, on My work, how much each of them answered today. */
  countsByName: z.boolean(),
  /** Whether inspectors may judge similar items as a grid; only where one class is asked of images, texts or rows. */
  grid: z.boolean(),
  /** What is measured of the inputs that items come with, and how the page that shows it is arranged. */
  monitoredInputs,
  /** The steps that items go through before a model answers. */
  pipeline: pipelineSteps,
  monitoringRows,
});

const schemaRevision = z.strictObject({
  revision: z.number().int(),
  schema: labelSchema,
  note: z.string(),
  author: actor,
  createdAt: instant,
});

const auditDueHours = z.number().int().min(1).max(8_760);

const settings = {
  name: line(100),
  question: line(300),
  instructions: prose(20_000).default(''),
  leaseSeconds: z.number().int().min(15).max(86_400).default(120),
  auditDueHours: auditDueHours.default(72),
};

export const projectsContract = defineContract({
  list: {
    method: 'get',
    path: '/projects',
    summary: 'The projects you have a role in',
    access: 'signed_in',
    reply: z.strictObject({ projects: z.array(project) }),
    errors: ['unauthenticated'],
  },
  create: {
    method: 'post',
    path: '/projects',
    summary: 'Create a project; it starts with people deciding everything',
    access: 'admin',
    body: z.strictObject({ slug, ...settings, itemKind: z.enum(itemKindNames), schema: labelSchema }),
    reply: project,
    status: 201,
    errors: ['conflict'],
  },
  get: {
    method: 'get',
    path: '/projects/:project',
    summary: 'One project with its label schema in force',
    access: 'project.read',
    params: inProject,
    reply: project,
    errors: [],
  },
  update: {
    method: 'patch',
    path: '/projects/:project',
    summary:
      'Change name, question, instructions, lease length, when audits are due, what certificates say, how differing ' +
      'answers are settled, how much is gold, which skill reviews need, what inspectors are told of each other, whether ' +
      'similar items may be judged as a grid, what is measured of the inputs, or the steps of ' +
      'the pipeline',
    access: 'project.manage',
    params: inProject,
    body: z.strictObject({
      name: settings.name.optional(),
      question: settings.question.optional(),
      instructions: prose(20_000).optional(),
      leaseSeconds: z.number().int().min(15).max(86_400).optional(),
      targetError: z.number().min(0.001).max(0.5).optional(),
      targetConfidence: z.number().min(0.5).max(0.999).optional(),
      fallsBack: z.boolean().optional(),
      resolution: z.enum(resolutions).optional(),
      posteriorAtLeast: z.number().gt(posteriorBounds.above).lt(posteriorBounds.below).optional(),
      opinionsNamed: z.boolean().optional(),
      goldShare: z.number().min(0).max(mostGold).optional(),
      goldPauseBelow: z.number().min(0.01).max(1).nullable().optional(),
      goldPauseAfter: z.number().int().min(5).max(1_000).optional(),
      neededSkill: groupName.nullable().optional(),
      namesHolders: z.boolean().optional(),
      countsByName: z.boolean().optional(),
      grid: z.boolean().optional(),
      auditDueHours: auditDueHours.optional(),
      monitoredInputs: monitoredInputs.optional(),
      pipeline: pipelineSteps.optional(),
      monitoringRows: monitoringRows.optional(),
    }),
    reply: project,
    errors: [],
  },
  schemas: {
    method: 'get',
    path: '/projects/:project/schemas',
    summary: 'All revisions of the label schema, newest first',
    access: 'project.read',
    params: inProject,
    reply: z.strictObject({ revisions: z.array(schemaRevision) }),
    errors: [],
  },
  reviseSchema: {
    method: 'post',
    path: '/projects/:project/schemas',
    summary: 'Add, rename or retire classes; makes the next revision of the label schema',
    access: 'project.manage',
    params: inProject,
    body: z.strictObject({
      /** The revision the change was made from; another in force is a `revision_conflict`. */
      basedOn: z.number().int().min(1),
      schema: labelSchema,
      note: prose(500).default(''),
    }),
    reply: schemaRevision,
    status: 201,
    errors: ['revision_conflict'],
  },
});
