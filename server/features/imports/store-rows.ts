import type { Transaction } from '../../../db/database.ts';
import { countFaults, insertFaults, writeRunning, type ImportRow } from '../../../db/queries/imports.ts';
import type { ImportCounts } from '../../../db/tables/imports.ts';
import type { FieldError } from '../../contract/problems.ts';
import { mostFaults } from '../../domain/imports/words.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { storeBatch } from '../../submissions/store-batch.ts';
import { faultsIn, type PreparedRow } from './prepare-row.ts';
import { storeLabelled } from './store-labelled.ts';

/** Thrown where an import was cancelled, or taken up by another instance: what was written for it is rolled back. */
export const lost = new Error('the import is no longer held');

/** How far the file is read with some rows, and until when the import is held. */
export type Advance = { rows: number; progress: number; leaseExpiresAt: number };

type Refused = { line: number; key: string | null; faults: FieldError[] };

/** A text as both engines can keep it. */
const keepable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\uFFFD');

const faultRows = (importId: string, refused: readonly Refused[], first: number) =>
  refused
    .flatMap(({ line, key, faults }) => faults.map((fault) => ({ line, key, fault })))
    .slice(0, Math.max(0, mostFaults - first))
    .map(({ line, key, fault: { path, ...fault } }, i) => ({
      importId,
      place: first + i,
      line,
      key: key === null ? null : keepable(key),
      field: keepable(path.join('.')),
      fault,
    }));

/**
 * Takes rows in, with how far the import has come, in one transaction: after whatever ends the server they are there, and
 * the next begins behind them, or neither is.
 */
export const storeRows = async (
  tx: Transaction,
  services: Services,
  project: ProjectState,
  row: ImportRow,
  rows: readonly PreparedRow[],
  advance: Advance,
): Promise<ImportRow> => {
  const counts: ImportCounts = { ...row.counts };
  const refused: Refused[] = [];
  const refuse = ({ line, key }: PreparedRow, faults: FieldError[]): void => {
    counts.refused += 1;
    refused.push({ line, key, faults });
  };
  for (const one of rows) if (one.becomes === 'nothing') refuse(one, one.faults);

  const items = rows.filter((one) => one.becomes === 'item');
  const receipts = await storeBatch(
    tx,
    services,
    project,
    items.map(({ prepared }) => prepared),
  );
  for (const [i, one] of items.entries()) {
    const outcome = receipts[i];
    if (!outcome || outcome instanceof Error) refuse(one, faultsIn(outcome));
    else if (outcome.repeated) counts.repeats += 1;
    else counts.items += 1;
  }

  const labelled = rows.filter((one) => one.becomes === 'label');
  const outcomes = await storeLabelled(tx, services, project, row, labelled);
  for (const [i, one] of labelled.entries()) {
    const outcome = outcomes[i];
    if (!outcome || outcome instanceof Error) refuse(one, faultsIn(outcome));
    else {
      counts.gold += Number(outcome.isGold);
      counts.items += Number(outcome.isNew);
      counts.labels += Number(outcome.isNew);
      counts.repeats += Number(!outcome.isNew && !outcome.isGold);
    }
  }

  refused.sort((a, b) => a.line - b.line);
  if (refused.length > 0) await insertFaults(tx, faultRows(row.id, refused, await countFaults(tx, row.id)));
  const held = await writeRunning(tx, row, { ...advance, counts, tries: 0 });
  if (!held) throw lost;
  services.publish.importChanged(tx, project);
  return held;
};
