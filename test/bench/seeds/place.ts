import { v7 } from 'uuid';
import { addressOf } from '../../../client/api/call.ts';
import { system } from '../../../db/actor.ts';
import type { Transaction } from '../../../db/database.ts';
import { insertKey } from '../../../db/queries/keys.ts';
import { intakeModels } from '../../../db/queries/intake-models.ts';
import { insertMembership, insertUser } from '../../../db/queries/people.ts';
import { insertProject } from '../../../db/queries/projects.ts';
import { insertSession } from '../../../db/queries/sessions.ts';
import { api } from '../../../server/api.ts';
import { firstPolicy } from '../../../server/domain/policy.ts';
import { keyPermissions } from '../../../server/domain/roles.ts';
import type { ItemKindName } from '../../../server/domain/words.ts';
import { hashSecret } from '../../../server/http/secrets.ts';
import { model } from './submission.ts';

const slug = 'phones';
const keySecret = 'cs_bench';
const sessionSecret = (n: number): string => `inspector-${n}`;

/** How many inspectors there are, each signed in. */
export const inspectors = 64;

/** What a model service and the n-th inspector send to say who they are. */
export const asService = { authorization: `Bearer ${keySecret}` };
export const asInspector = (n: number) => ({ cookie: `cs_session=${sessionSecret(n)}` });

const project = { project: slug };

/** The review page of the project. */
export const reviewPage = `/projects/${slug}/review`;

/** Addresses of the project's routes. */
export const addresses = {
  submit: addressOf(api.intake.submit, project),
  claim: addressOf(api.reviews.claim, project),
  release: addressOf(api.reviews.release, project),
  /** To be completed with the id of a review. */
  decide: addressOf(api.reviews.decide, { ...project, id: '' }).replace('//', '/:id/'),
  overview: addressOf(api.overview.get, project),
  evidence: addressOf(api.evidence.get, project),
  certificates: addressOf(api.certificates.get, project),
  items: addressOf(api.items.list, project, { limit: 50 }),
  jsonl: addressOf(api.labels.export, project, { format: 'jsonl' }),
  snapshots: addressOf(api.datasets.list, project),
  csv: addressOf(api.labels.export, project, { format: 'csv' }),
};

/** The project that everything is measured in. */
export type Place = { projectId: string; slug: string; modelVersionId: string; userIds: string[] };

const year = 365 * 86_400_000;

const insertInspector = async (
  tx: Transaction,
  projectId: string,
  n: number,
  now: number,
): Promise<string> => {
  const person = { name: `Inspector ${n}`, email: `inspector-${n}@example.org` };
  const userId = await insertUser(tx, { ...person, passwordHash: null, isAdmin: false, createdAt: now });
  if (userId === null) throw new Error(`${person.email} exists`);
  await insertMembership(tx, { userId, projectId, role: 'inspector', createdAt: now });
  const id = hashSecret(sessionSecret(n));
  await insertSession(tx, { id, userId, createdAt: now, expiresAt: now + 10 * year });
  return userId;
};

/** Makes the project with its policy, key, model and inspectors. */
export const insertPlace = async (
  tx: Transaction,
  now: number,
  itemKind: ItemKindName = 'text',
): Promise<Place> => {
  const classOf = (name: string, i: number) => ({
    name,
    title: name,
    color: '#1c7ed6',
    key: String(i + 1),
    retired: false,
  });
  const projectId = await insertProject(
    tx,
    {
      slug,
      name: 'Phones',
      question: 'Is this phone scratched?',
      itemKind,
      instructions: '',
      seed: 'bench',
      leaseSeconds: 3_600,
      auditDueHours: 72,
      createdAt: now,
      schema: { kind: 'choice', classes: ['scratched', 'intact'].map(classOf) },
      policy: { ...firstPolicy, degree: 'partial', threshold: 0.8 },
    },
    system,
  );
  if (projectId === null) throw new Error(`the project ${slug} exists`);
  await insertKey(tx, {
    id: v7(),
    projectId,
    name: 'line',
    prefix: keySecret.slice(0, 8),
    hash: hashSecret(keySecret),
    permissions: [...keyPermissions],
    createdBy: system,
    createdAt: now,
    expiresAt: null,
    lastUsedAt: null,
    revokedAt: null,
    replaces: null,
  });
  const models = await intakeModels(tx, projectId, [model], now);
  const userIds: string[] = [];
  for (let n = 0; n < inspectors; n += 1) userIds.push(await insertInspector(tx, projectId, n, now));
  return { projectId, slug, modelVersionId: models.get(model)?.id ?? '', userIds };
};
