import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { newId } from '../new-id.ts';
import type { Certificate } from '../../server/domain/certificate.ts';
import type { LabelSchema } from '../../server/domain/label-schema.ts';
import type { MonitoredInput } from '../../server/domain/measures/inputs.ts';
import type { MonitoringRows } from '../../server/domain/measures/rows.ts';
import type { PipelineStep } from '../../server/domain/pipeline/steps.ts';
import type { Policy } from '../../server/domain/policy.ts';
import type { ResolutionRule } from '../../server/domain/weighing.ts';
import type { ItemKindName } from '../../server/domain/words.ts';
import type { Actor } from '../actor.ts';
import type { Queryable, Transaction } from '../database.ts';

/** A project with the label schema and the policy in force. `createdAt` is epoch milliseconds. */
export type ProjectInForce = {
  id: string;
  slug: string;
  name: string;
  question: string;
  itemKind: ItemKindName;
  instructions: string;
  /** Salt of all random draws of the project. */
  seed: string;
  leaseSeconds: number;
  /** Hours within which an audit is to be answered. */
  auditDueHours: number;
  createdAt: number;
  schemaRevision: number;
  schema: LabelSchema;
  policyRevision: number;
  policy: Policy;
  /** Those that the policy's thresholds rest on. */
  certificates: Certificate[];
  /** What certificates say: the error is at most `targetError`, with confidence `targetConfidence`; both in (0,1). */
  targetError: number;
  targetConfidence: number;
  /** Whether the policy falls back by itself when the watch over a certificate alarms. */
  fallsBack: boolean;
  /** How differing answers are settled, and the posterior probability that it takes, in (0.5,1). */
  resolution: ResolutionRule;
  posteriorAtLeast: number;
  /** Whether whoever settles differing answers sees who gave which. */
  opinionsNamed: boolean;
  /** Share of what inspectors claim that is gold, and when one is paused for what they answer to it (null: never). */
  goldShare: number;
  goldPauseBelow: number | null;
  goldPauseAfter: number;
  /** The skill that reviews need where no rule names another; null: none. */
  neededSkill: string | null;
  /** Whether inspectors are told who holds what they wait for. */
  namesHolders: boolean;
  /** Whether inspectors are told by name how much each of them answered today. */
  countsByName: boolean;
  /** Whether inspectors may judge similar items as a grid. */
  grid: boolean;
  /** What is measured of the inputs that items come with, and how the page that shows it is arranged. */
  monitoredInputs: MonitoredInput[];
  /** The steps that items go through before a model answers, in their order. */
  pipeline: PipelineStep[];
  monitoringRows: MonitoringRows;
};

const inForce = ({ db, tables: { projects: p, schemaRevisions: s, policies } }: Queryable) =>
  db
    .select({
      id: p.id,
      slug: p.slug,
      name: p.name,
      question: p.question,
      itemKind: p.itemKind,
      instructions: p.instructions,
      seed: p.seed,
      leaseSeconds: p.leaseSeconds,
      auditDueHours: p.auditDueHours,
      createdAt: p.createdAt,
      schemaRevision: p.schemaRevision,
      schema: s.schema,
      policyRevision: p.policyRevision,
      policy: policies.policy,
      certificates: policies.certificates,
      targetError: p.targetError,
      targetConfidence: p.targetConfidence,
      fallsBack: p.fallsBack,
      resolution: p.resolution,
      posteriorAtLeast: p.posteriorAtLeast,
      opinionsNamed: p.opinionsNamed,
      goldShare: p.goldShare,
      goldPauseBelow: p.goldPauseBelow,
      goldPauseAfter: p.goldPauseAfter,
      neededSkill: p.neededSkill,
      namesHolders: p.namesHolders,
      countsByName: p.countsByName,
      grid: p.grid,
      monitoredInputs: p.monitoredInputs,
      pipeline: p.pipeline,
      monitoringRows: p.monitoringRows,
    })
    .from(p)
    .innerJoin(s, and(eq(s.projectId, p.id), eq(s.revision, p.schemaRevision)))
    .innerJoin(policies, and(eq(policies.projectId, p.id), eq(policies.revision, p.policyRevision)));

const withCertificates = <T extends { certificates: Certificate[] | null }>(row: T) => ({
  ...row,
  certificates: row.certificates ?? [],
});

/** The project of this slug as it stands; null where there is none. */
export const projectState = async (q: Queryable, slug: string): Promise<ProjectInForce | null> => {
  const [row] = await inForce(q).where(eq(q.tables.projects.slug, slug));
  return row ? withCertificates(row) : null;
};

/** The projects with these ids (null: all), by name. */
export const projectStates = async (
  q: Queryable,
  ids: readonly string[] | null,
): Promise<ProjectInForce[]> => {
  const { projects } = q.tables;
  if (ids?.length === 0) return [];
  const rows = await inForce(q)
    .where(ids === null ? undefined : inArray(projects.id, [...ids]))
    .orderBy(asc(projects.name), asc(projects.slug));
  return rows.map(withCertificates);
};

/** The names in addresses of these projects. */
export const slugsOf = (q: Queryable, ids: string[]): Promise<{ id: string; slug: string }[]> => {
  const { projects: p } = q.tables;
  return q.db.select({ id: p.id, slug: p.slug }).from(p).where(inArray(p.id, ids)).orderBy(asc(p.id));
};

/** What people can change of a project. */
export type ProjectSettings = Pick<
  ProjectInForce,
  | 'name'
  | 'question'
  | 'instructions'
  | 'leaseSeconds'
  | 'targetError'
  | 'targetConfidence'
  | 'fallsBack'
  | 'resolution'
  | 'posteriorAtLeast'
  | 'opinionsNamed'
  | 'goldShare'
  | 'goldPauseBelow'
  | 'goldPauseAfter'
  | 'neededSkill'
  | 'namesHolders'
  | 'countsByName'
  | 'grid'
  | 'auditDueHours'
  | 'monitoredInputs'
  | 'pipeline'
  | 'monitoringRows'
>;

/** Makes a project with its first label schema and policy; answers its id, or null where the slug is taken. */
export const insertProject = async (
  tx: Transaction,
  project: Omit<
    ProjectInForce,
    | 'id'
    | 'schemaRevision'
    | 'policyRevision'
    | 'certificates'
    | 'targetError'
    | 'targetConfidence'
    | 'fallsBack'
    | 'resolution'
    | 'posteriorAtLeast'
    | 'opinionsNamed'
    | 'goldShare'
    | 'goldPauseBelow'
    | 'goldPauseAfter'
    | 'neededSkill'
    | 'namesHolders'
    | 'countsByName'
    | 'grid'
    | 'monitoredInputs'
    | 'pipeline'
    | 'monitoringRows'
  >,
  author: Actor,
): Promise<string | null> => {
  const { projects, projectSequences, schemaRevisions, policies } = tx.tables;
  const { schema, policy, ...row } = project;
  const [made] = await tx.db
    .insert(projects)
    .values({ id: newId(), ...row, schemaRevision: 1, policyRevision: 1, measured: true })
    .onConflictDoNothing({ target: projects.slug })
    .returning({ id: projects.id });
  if (!made) return null;
  const first = { projectId: made.id, revision: 1, note: '', author, createdAt: project.createdAt };
  await tx.db.insert(projectSequences).values({ projectId: made.id, labelSeq: 0, exportedThrough: 0 });
  await tx.db.insert(schemaRevisions).values({ ...first, schema });
  await tx.db.insert(policies).values({ ...first, policy });
  return made.id;
};

/** A project's settings, locked until the transaction ends. */
export const lockSettings = async (tx: Transaction, projectId: string): Promise<ProjectSettings | null> => {
  const { projects: p } = tx.tables;
  const [row] = await tx.db
    .select({
      name: p.name,
      question: p.question,
      instructions: p.instructions,
      leaseSeconds: p.leaseSeconds,
      targetError: p.targetError,
      targetConfidence: p.targetConfidence,
      fallsBack: p.fallsBack,
      resolution: p.resolution,
      posteriorAtLeast: p.posteriorAtLeast,
      opinionsNamed: p.opinionsNamed,
      goldShare: p.goldShare,
      goldPauseBelow: p.goldPauseBelow,
      goldPauseAfter: p.goldPauseAfter,
      neededSkill: p.neededSkill,
      namesHolders: p.namesHolders,
      countsByName: p.countsByName,
      grid: p.grid,
      auditDueHours: p.auditDueHours,
      monitoredInputs: p.monitoredInputs,
      pipeline: p.pipeline,
      monitoringRows: p.monitoringRows,
    })
    .from(p)
    .where(sql`${eq(p.id, projectId)} ${tx.dialect.forUpdate}`);
  return row ?? null;
};

/** Changes the settings that are given. */
export const updateSettings = async (
  tx: Transaction,
  projectId: string,
  change: Partial<ProjectSettings>,
): Promise<void> => {
  const { projects } = tx.tables;
  await tx.db.update(projects).set(change).where(eq(projects.id, projectId));
};

/** One revision of a label schema, with who made it and when (epoch milliseconds). */
export type SchemaRevision = {
  revision: number;
  schema: LabelSchema;
  note: string;
  author: Actor;
  createdAt: number;
};

/** All revisions of a project's label schema, newest first. */
export const schemaRevisionsOf = async (q: Queryable, projectId: string): Promise<SchemaRevision[]> => {
  const { schemaRevisions: r } = q.tables;
  return q.db
    .select({
      revision: r.revision,
      schema: r.schema,
      note: r.note,
      author: r.author,
      createdAt: r.createdAt,
    })
    .from(r)
    .where(eq(r.projectId, projectId))
    .orderBy(desc(r.revision));
};

/** Puts a label schema in force; false where its revision does not follow the one in force. */
export const insertSchemaRevision = async (
  tx: Transaction,
  projectId: string,
  next: SchemaRevision,
): Promise<boolean> => {
  const { projects, schemaRevisions } = tx.tables;
  const rows = await tx.db
    .update(projects)
    .set({ schemaRevision: next.revision })
    .where(and(eq(projects.id, projectId), eq(projects.schemaRevision, next.revision - 1)))
    .returning({ id: projects.id });
  if (rows.length === 0) return false;
  await tx.db.insert(schemaRevisions).values({ projectId, ...next });
  return true;
};
