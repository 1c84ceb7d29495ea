import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CallError } from '../../client/api/call.ts';
import { userByEmail } from '../../db/queries/people.ts';
import { api } from '../api.ts';
import type { ReplyOf } from '../contract/route.ts';
import type { Policy } from '../domain/policy.ts';
import type { KeyPermission } from '../domain/roles.ts';
import type { Degree } from '../domain/words.ts';
import { ensureFirstAdminLink, makeSignInLink } from '../features/sessions/links.ts';
import type { Services } from '../http/handler.ts';
import { type Caller, callerAt } from './caller.ts';
import type { Example } from './example.ts';
import { examples } from './examples.ts';
import { demoAnalyst, demoLead, demoProject, demoInputs, projectBody } from './project.ts';
import { firstVersion } from './reading.ts';
import { acceptLink, personAt } from './sign-in.ts';

type Project = ReplyOf<typeof api.projects.get>;

/** What stands when the demo is set up. */
export type DemoSetUp = {
  /** The accounts of the demo's lead and of its analyst. */
  leadId: string;
  analystId: string;
  project: Project;
  policy: Policy;
  /** The files with the API keys of the line and of the trainer, and the key that may export. */
  lineKeyFile: string;
  trainerKeyFile: string;
  exportKey: string;
};

/** The degree that was asked for (null: none), and what to begin with. */
type DemoPolicy = { asked: Degree | null; first: Policy };

const inDemo = { params: { project: demoProject } };

/** The files with the API keys of the examples' model services, by project. */
export const exampleKeyFile = (folder: string, { project }: Example): string =>
  join(folder, `${project.slug}.key`);

/** Null where the server says that there is no such thing. */
const orNull = async <T>(found: Promise<T>): Promise<T | null> => {
  try {
    return await found;
  } catch (error) {
    if (error instanceof CallError && error.code === 'not_found') return null;
    throw error;
  }
};

/** Signs the demo lead in by a link, as their browser would; at the first start this makes their account. */
const signIn = async ({ db, now }: Services, address: string): Promise<{ lead: Caller; leadId: string }> => {
  const account = await db.read((q) => userByEmail(q, demoLead.email));
  const link = account
    ? await makeSignInLink(db, account.id, now(), address)
    : await ensureFirstAdminLink(db, now(), address);
  if (link === null)
    throw new Error(`the data folder has accounts and none of ${demoLead.email}; --reset begins afresh`);
  const { call, me } = await acceptLink(address, link, account ? {} : demoLead);
  return { lead: call, leadId: me.id };
};

const ensureProject = async (lead: Caller, modelDescription: string): Promise<Project> => {
  const project = await orNull(lead(api.projects.get, inDemo));
  if (project) return project;
  await lead(api.projects.create, { body: projectBody });
  await lead(api.models.register, {
    params: { project: demoProject, model: firstVersion },
    body: { description: modelDescription },
  });
  return lead(api.projects.update, { ...inDemo, body: { monitoredInputs: demoInputs, grid: true } });
};

/** Puts the demo's own policy in force at the first start; later only another degree, and only where it was asked for. */
const ensurePolicy = async (lead: Caller, { asked: degree, first }: DemoPolicy): Promise<Policy> => {
  const { revision, policy } = await lead(api.policy.current, inDemo);
  const isFirst = revision === 1;
  if (!isFirst && (degree === null || degree === policy.degree)) return policy;
  const next = isFirst
    ? { ...first, degree: degree ?? first.degree }
    : { ...policy, degree: degree ?? policy.degree };
  const note = isFirst ? 'What the demo begins with.' : `The demo was started with --degree ${next.degree}.`;
  await lead(api.policy.save, { ...inDemo, body: { basedOn: revision, policy: next, note } });
  return next;
};

/** The API key in a file that only this account can read; made anew where it does not work. */
const ensureKey = async (
  lead: Caller,
  project: string,
  file: string,
  name: string,
  permissions: KeyPermission[],
  works: (secret: string) => Promise<unknown>,
): Promise<string> => {
  const kept = (await readFile(file, 'utf8').catch(() => '')).trim();
  const worked =
    kept !== '' &&
    (await works(kept)
      .then(() => true)
      .catch(() => false));
  if (worked) return kept;
  const { secret } = await lead(api.keys.create, { params: { project }, body: { name, permissions } });
  await writeFile(file, `${secret}\n`, { mode: 0o600 });
  await chmod(file, 0o600); // the mode above counts only for a file that was not there
  return secret;
};

/** A project beside the main one, with its policy, and the key of the service that predicts for it. */
const ensureExample = async (
  lead: Caller,
  as: (secret: string) => Caller,
  folder: string,
  example: Example,
): Promise<void> => {
  const { slug } = example.project;
  const inExample = { params: { project: slug } };
  if (!(await orNull(lead(api.projects.get, inExample)))) {
    await lead(api.projects.create, { body: example.project });
    const { revision } = await lead(api.policy.current, inExample);
    const note = 'What the demo begins with.';
    await lead(api.policy.save, { ...inExample, body: { basedOn: revision, policy: example.policy, note } });
    const { description, model } = example;
    await lead(api.models.register, { params: { project: slug, model }, body: { description } });
  }
  const file = exampleKeyFile(folder, example);
  await ensureKey(lead, slug, file, 'The model service', ['predictions.write', 'items.read'], (secret) =>
    as(secret)(api.items.list, { ...inExample, query: { limit: 1 } }),
  );
};

/**
 * Sees to it that the demo's account, project, policy and API keys are there, through the API like anybody else, so that
 * all of it is checked and stands in the audit log. `address` is where this process reaches the server.
 */
export const setUp = async (
  services: Services,
  address: string,
  folder: string,
  policyAsked: DemoPolicy,
  modelDescription: string,
): Promise<DemoSetUp> => {
  const { lead, leadId } = await signIn(services, address);
  const project = await ensureProject(lead, modelDescription);
  const policy = await ensurePolicy(lead, policyAsked);
  const as = (secret: string): Caller => callerAt(address, { authorization: `Bearer ${secret}` });
  const lineKeyFile = join(folder, 'line.key');
  await ensureKey(lead, demoProject, lineKeyFile, 'The line', ['predictions.write', 'items.read'], (secret) =>
    as(secret)(api.items.list, { ...inDemo, query: { limit: 1 } }),
  );
  const trainerKeyFile = join(folder, 'trainer.key');
  await ensureKey(
    lead,
    demoProject,
    trainerKeyFile,
    'The trainer',
    ['models.read', 'labels.export', 'retraining.report'],
    (secret) => as(secret)(api.models.list, inDemo),
  );
  const exportKey = await ensureKey(
    lead,
    demoProject,
    join(folder, 'export.key'),
    'The export command of the demo',
    ['labels.export'],
    (secret) => as(secret)(api.labels.count, { ...inDemo, query: {} }),
  );
  const analyst = await personAt(services, address, lead, { ...demoAnalyst, role: 'analyst' });
  await analyst.call(api.sessions.signOut, {});
  for (const { example } of examples) await ensureExample(lead, as, folder, example);
  await lead(api.sessions.signOut, {});
  return { leadId, analystId: analyst.me.id, project, policy, lineKeyFile, trainerKeyFile, exportKey };
};
