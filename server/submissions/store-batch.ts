import { newId } from '../../db/new-id.ts';
import type { Transaction } from '../../db/database.ts';
import { knownMedia, knownSubmissions, type KnownSubmission } from '../../db/queries/intake-known.ts';
import { heardFrom, intakeModels } from '../../db/queries/intake-models.ts';
import { insertIntake, type IntakeRow } from '../../db/queries/intake.ts';
import { deploymentOf } from '../../db/queries/deployments.ts';
import { addMeasures } from '../../db/queries/measures.ts';
import { comparedConfidence } from '../domain/calibrators.ts';
import type { Json } from '../domain/words.ts';
import { dueTimes } from '../domain/due.ts';
import { importModel } from '../domain/imports/words.ts';
import { route, skillOf } from '../domain/routing.ts';
import { AppError } from '../errors.ts';
import type { ProjectState, Services } from '../http/handler.ts';
import { itemKinds } from '../kinds/registry.ts';
import { assign } from './assign.ts';
import { batchMeasures } from './batch-measures.ts';
import type { Receipt } from '../contract/submissions.ts';
import { countIntake } from './count-intake.ts';
import { disagreementBudget, noDisagreements } from './disagreements.ts';
import { intakeEvents } from './events.ts';
import { missingMedia, type Prepared } from './prepare.ts';
import { told } from '../domain/told.ts';

const receiptOf = (
  key: string,
  { itemId, routing, policyRevision, model, value }: Omit<KnownSubmission, 'contentHash'>,
  repeated: boolean,
): Receipt => ({
  key,
  itemId,
  destination: routing.destination,
  reasons: routing.reasons,
  rule: routing.rule,
  threshold: routing.threshold,
  reviewProbability: routing.reviewProbability,
  arm: routing.arm,
  policyRevision,
  model,
  label: routing.destination === 'auto' ? { value, source: 'auto' } : null,
  repeated,
});

/** What is wrong with a record whose key is known with other content. */
export const keyConflict = (key: string): AppError =>
  new AppError('key_conflict', {
    detail: told`the key "${key}" was submitted before with other content`,
    errors: [{ path: ['key'], ...told`was submitted before with other content` }],
  });

/** The payload with the files it refers to (`found`, by hash); throws where one was not uploaded or is not of a kind shown here. */
export const withFiles = (
  project: ProjectState,
  { payload, mediaToFind }: Prepared,
  found: Map<string, { type: string; size: number }>,
): Json => {
  if (mediaToFind.length === 0) return payload;
  const kind = itemKinds[project.itemKind];
  // It was checked and is an object.
  return kind.withMedia(payload as object, (reference) => {
    if (!('media' in reference) || !mediaToFind.includes(reference.media)) return { ...reference };
    const file = found.get(reference.media);
    if (!file) throw missingMedia(reference.media);
    if (!kind.media.includes(file.type))
      throw new AppError('media_unsupported', {
        errors: [{ path: ['payload'], message: `a file of type ${file.type} cannot be shown here` }],
      });
    return { media: reference.media, ...file };
  });
};

/**
 * Takes submissions in: routes each by the policy in force and writes item, prediction, routing, label or reviews, and
 * counters. Answers one outcome a record, in order: a receipt, or the error that kept this record out.
 */
export const storeBatch = async (
  tx: Transaction,
  services: Services,
  project: ProjectState,
  records: Prepared[],
): Promise<(Receipt | Error)[]> => {
  const now = services.now();
  const known = await knownSubmissions(
    tx,
    project.id,
    records.map((r) => r.key),
  );
  const files = await knownMedia(
    tx,
    project.id,
    records.flatMap((r) => r.mediaToFind),
  );
  const named = records.flatMap((r) => [r.model, ...r.others.map(({ model }) => model)]);
  const models = await intakeModels(tx, project.id, [...new Set(named)], now);
  const deployment = await deploymentOf(tx, project.id);
  const budget = records.some(({ others }) => others.length > 0)
    ? await disagreementBudget(tx, project.id, deployment, now)
    : noDisagreements;

  const rows: (IntakeRow & { model: string })[] = [];
  const outcomes = records.map((record): Receipt | Error => {
    const before = known.get(record.key);
    if (before)
      return before.contentHash === record.contentHash
        ? receiptOf(record.key, before, true)
        : keyConflict(record.key);
    let payload: Prepared['payload'];
    try {
      payload = withFiles(project, record, files);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
    const occurredAt = record.occurredAt === null ? null : Date.parse(record.occurredAt);
    const assigned = assign(project, deployment, models, record);
    if (!assigned) return new Error(`a model version of ${record.key} was not registered`);
    const { used, fault, others, isDisputed } = assigned;
    const routing = route(project.policy, project.schema, project.seed, {
      ...record,
      ...used,
      confidence: comparedConfidence(used),
      occurredAt,
      receivedAt: now,
      fault,
      disagreementShare: isDisputed ? budget.share() : 0,
    });
    if (routing.reasons.includes('disagreement')) budget.spend();
    const itemId = newId();
    const skill = skillOf(project.policy, routing) ?? project.neededSkill;
    rows.push({ ...record, ...used, payload, itemId, occurredAt, routing, skill, others });
    // A later record of this batch with the same key is a repeat of this one.
    const { policyRevision } = project;
    const { contentHash } = record;
    const taken = { itemId, contentHash, routing, policyRevision, model: used.model, value: used.value };
    known.set(record.key, taken);
    return receiptOf(record.key, taken, false);
  });

  if (rows.length > 0) {
    await insertIntake(tx, { ...project, epoch: deployment.epoch }, rows, now);
    // What stands for no model is not heard from.
    const heard = rows.flatMap((row) => [
      ...(row.model === importModel ? [] : [row.modelVersionId]),
      ...row.others.map((one) => one.modelVersionId),
    ]);
    await heardFrom(tx, [...new Set(heard)], now);
    const events = () => rows.flatMap((row) => intakeEvents(project, row, now));
    await services.outbox.write(tx, project, events, { fresh: true });
    await countIntake(tx, project.id, rows, now);
    const toPeople = rows.filter(({ routing }) => routing.inspectors > 0);
    if (toPeople.length > 0) {
      const most = Math.max(...toPeople.map(({ routing }) => routing.priority));
      const queueAt = Math.min(...toPeople.map(({ routing }) => dueTimes(routing.due, now).queueAt));
      services.publish.queueChanged(tx, project, { negPriority: -most, queueAt });
    }
  }
  await addMeasures(tx, project.id, batchMeasures(project, { records, outcomes }, rows, models), now);
  return outcomes;
};
