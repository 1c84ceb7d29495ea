import { newId } from '../../../db/new-id.ts';
import type { Transaction } from '../../../db/database.ts';
import {
  heardFrom,
  insertIntake,
  knownMedia,
  knownSubmissions,
  intakeModels,
  type IntakeRow,
} from '../../../db/queries/intake.ts';
import { addAuditCoverage } from '../../../db/queries/audit-coverage.ts';
import { addIntakeEvidence } from '../../../db/queries/evidence.ts';
import { addMeasures } from '../../../db/queries/measures.ts';
import { addRollups } from '../../../db/queries/rollups.ts';
import { acceptedCoverage } from '../../domain/audit-coverage.ts';
import { calibratedBy, comparedConfidence } from '../../domain/calibrators.ts';
import { intakeEvidence } from '../../domain/evidence.ts';
import { route, type Routing } from '../../domain/routing.ts';
import { AppError } from '../../errors.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { itemKinds } from '../../kinds/registry.ts';
import { batchMeasures } from './batch-measures.ts';
import type { Receipt } from './contract.ts';
import { intakeEvents } from './events.ts';
import type { Prepared } from './prepare.ts';

const receiptOf = (
  key: string,
  itemId: string,
  routing: Pick<Routing, 'destination' | 'reasons' | 'rule' | 'threshold' | 'reviewProbability' | 'arm'>,
  policyRevision: number,
  value: Prepared['value'],
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
  label: routing.destination === 'auto' ? { value, source: 'auto' } : null,
  repeated,
});

const keyConflict = (key: string): AppError =>
  new AppError('key_conflict', {
    detail: `the key "${key}" was submitted before with other content`,
    errors: [{ path: ['key'], message: 'was submitted before with other content' }],
  });

/** The payload with the file it refers to; throws where that was not uploaded or is not of a kind shown here. */
const withFile = (
  project: ProjectState,
  record: Prepared,
  found: Map<string, { type: string; size: number }>,
) => {
  if (record.mediaToFind === null) return record.payload;
  const file = found.get(record.mediaToFind);
  const kind = itemKinds[project.itemKind];
  const errors = (message: string) => [{ path: ['payload'], message }];
  if (!file)
    throw new AppError('media_missing', { errors: errors(`no file ${record.mediaToFind} was uploaded`) });
  if (!kind.media.includes(file.type))
    throw new AppError('media_unsupported', {
      errors: errors(`a file of type ${file.type} cannot be shown here`),
    });
  return kind.withStored(kind.submitted.parse(record.payload), { media: record.mediaToFind, ...file });
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
    records.flatMap((r) => r.mediaToFind ?? []),
  );
  const models = await intakeModels(tx, project.id, [...new Set(records.map((r) => r.model))], now);

  const rows: (IntakeRow & { model: string })[] = [];
  const outcomes = records.map((record): Receipt | Error => {
    const before = known.get(record.key);
    if (before)
      return before.contentHash === record.contentHash
        ? receiptOf(record.key, before.itemId, before.routing, before.policyRevision, before.value, true)
        : keyConflict(record.key);
    let payload: Prepared['payload'];
    try {
      payload = withFile(project, record, files);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
    const occurredAt = record.occurredAt === null ? null : Date.parse(record.occurredAt);
    const version = models.get(record.model);
    if (!version) return new Error(`model version ${record.model} was not registered`);
    const calibrated = calibratedBy(version.calibrator, record.confidence);
    const calibrator = version.calibrator.revision;
    const routing = route(project.policy, project.schema, project.seed, {
      ...record,
      confidence: comparedConfidence({ ...record, calibrated }),
      occurredAt,
      receivedAt: now,
    });
    const itemId = newId();
    const scored = { ...record, calibrated, calibrator };
    rows.push({ ...scored, payload, itemId, occurredAt, modelVersionId: version.id, routing });
    // A later record of this batch with the same key is a repeat of this one.
    const policyRevision = project.policyRevision;
    known.set(record.key, {
      itemId,
      contentHash: record.contentHash,
      routing,
      policyRevision,
      value: record.value,
    });
    return receiptOf(record.key, itemId, routing, policyRevision, record.value, false);
  });

  if (rows.length > 0) {
    await insertIntake(tx, project, rows, now);
    await heardFrom(tx, [...new Set(rows.map((row) => row.modelVersionId))], now);
    const events = () => rows.flatMap((row) => intakeEvents(project, row, now));
    await services.outbox.write(tx, project, events, { fresh: true });
    const count = (metric: 'auto' | 'review' | 'audit', test: (r: Routing) => boolean) =>
      rows
        .filter((r) => test(r.routing))
        .map(({ modelVersionId }) => ({ metric, modelVersionId, at: now, n: 1 }));
    const waiting = rows.reduce((sum, r) => sum + r.routing.inspectors, 0);
    await addRollups(tx, project.id, [
      ...count('auto', (r) => r.destination === 'auto'),
      ...count('review', (r) => r.destination === 'review'),
      ...count('audit', (r) => r.destination === 'auto' && r.reviewed),
      ...(waiting > 0
        ? [{ metric: 'waiting_inspector' as const, modelVersionId: '', at: null, n: waiting }]
        : []),
    ]);
    await addIntakeEvidence(
      tx,
      project.id,
      rows.flatMap((row) => {
        const change = intakeEvidence(row, row.routing.blindProbability);
        return change ? [{ ...change, modelVersionId: row.modelVersionId }] : [];
      }),
    );
    await addAuditCoverage(
      tx,
      project.id,
      rows
        .filter(({ routing }) => routing.destination === 'auto')
        .map(({ routing }) => ({ ...acceptedCoverage(routing), stratum: routing.stratum, at: now })),
    );
    if (waiting > 0) {
      const most = Math.max(...rows.filter((r) => r.routing.inspectors > 0).map((r) => r.routing.priority));
      services.publish.queueChanged(tx, project, { negPriority: -most, createdAt: now });
    }
  }
  await addMeasures(tx, project.id, batchMeasures(project, { records, outcomes }, rows, models), now);
  return outcomes;
};
