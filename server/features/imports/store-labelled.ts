import type { Transaction } from '../../../db/database.ts';
import { isErased } from '../../../db/queries/erase.ts';
import { goldOf, isToBeJudged, markGold } from '../../../db/queries/gold.ts';
import { historyIds, insertHistory, type HistoryRow } from '../../../db/queries/history.ts';
import type { ImportRow } from '../../../db/queries/imports.ts';
import { knownMedia, knownSubmissions } from '../../../db/queries/intake-known.ts';
import { intakeModels } from '../../../db/queries/intake-models.ts';
import { goldPlace } from '../../domain/gold.ts';
import { importModel } from '../../domain/imports/words.ts';
import { told } from '../../domain/told.ts';
import { AppError } from '../../errors.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { keyConflict, withFiles } from '../../submissions/store-batch.ts';
import type { PreparedRow } from './prepare-row.ts';
import { provenanceOf } from './provenance-of.ts';

type Labelled = Extract<PreparedRow, { becomes: 'label' }>;

/** What became of an item that came with its label: whether it is there anew, and whether it is gold anew. */
export type LabelOutcome = { isNew: boolean; isGold: boolean } | Error;

/** Marks an item as gold that is there already; false where it is, throws where people are yet to judge it, or it was erased. */
const markKnown = async (tx: Transaction, itemId: string, mark: () => Promise<void>): Promise<boolean> => {
  await tx.lockRow(tx.tables.items, itemId);
  if (await isErased(tx, itemId))
    throw new AppError('conflict', { errors: [{ path: [], ...told`the item was erased` }] });
  if (await goldOf(tx, itemId)) return false;
  if (await isToBeJudged(tx, itemId))
    throw new AppError('conflict', {
      errors: [{ path: [], ...told`people are yet to judge this item; it can be gold once they have` }],
    });
  await mark();
  return true;
};

/**
 * Keeps items that come with their labels, as history or as gold besides. Answers one outcome a row, in order: what became
 * of it, or the error that kept it out.
 */
export const storeLabelled = async (
  tx: Transaction,
  { now }: Services,
  project: ProjectState,
  { labelsAs, createdBy }: Pick<ImportRow, 'labelsAs' | 'createdBy'>,
  rows: readonly Labelled[],
): Promise<LabelOutcome[]> => {
  if (rows.length === 0) return [];
  const at = now();
  const keys = rows.map(({ prepared }) => prepared.key);
  const known = new Map(
    [...(await knownSubmissions(tx, project.id, keys))].map(([key, { itemId, contentHash }]) => [
      key,
      { itemId, contentHash },
    ]),
  );
  const files = await knownMedia(
    tx,
    project.id,
    rows.flatMap(({ prepared }) => prepared.mediaToFind),
  );
  const version = (await intakeModels(tx, project.id, [importModel], at)).get(importModel);
  if (!version) throw new Error(`${importModel} was not registered`);

  const found: HistoryRow[] = [];
  const outcomes = rows.map(({ prepared, value, mapped }): LabelOutcome => {
    const before = known.get(prepared.key);
    if (before)
      return before.contentHash === prepared.contentHash
        ? { isNew: false, isGold: false }
        : keyConflict(prepared.key);
    try {
      const ids = historyIds();
      found.push({
        ...ids,
        ...prepared,
        payload: withFiles(project, prepared, files),
        occurredAt: prepared.occurredAt === null ? null : Date.parse(prepared.occurredAt),
        value,
        told: provenanceOf(mapped, ids, at),
      });
      known.set(prepared.key, { itemId: ids.itemId, contentHash: prepared.contentHash });
      return { isNew: true, isGold: false };
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
  });
  await insertHistory(tx, { ...project, modelVersionId: version.id }, found, at);
  if (labelsAs !== 'gold') return outcomes;

  const marked: LabelOutcome[] = [];
  for (const [i, outcome] of outcomes.entries()) {
    const row = rows[i];
    const itemId = row && known.get(row.prepared.key)?.itemId;
    if (outcome instanceof Error || !row || itemId === undefined) {
      marked.push(outcome);
      continue;
    }
    const mark = () =>
      markGold(tx, {
        itemId,
        projectId: project.id,
        value: row.value,
        note: '',
        place: goldPlace(project.seed, row.prepared.key),
        author: createdBy,
        markedAt: at,
      });
    const isGold = await markKnown(tx, itemId, mark).catch((error: unknown) => {
      if (error instanceof AppError) return error;
      throw error;
    });
    marked.push(isGold instanceof Error ? isGold : { ...outcome, isGold });
  }
  return marked;
};
