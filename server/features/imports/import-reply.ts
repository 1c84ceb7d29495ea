import type { ImportFault, ImportRow } from '../../../db/queries/imports.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import type { Imported, Previewed, RowFault } from './contract.ts';
import { previewOf } from './sample.ts';

const instantOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** An import as it is told of. */
export const importReply = ({
  projectId: _,
  parts: __,
  leaseExpiresAt: ___,
  attempts: ____,
  tries: _____,
  createdAt,
  startedAt,
  endedAt,
  ...row
}: ImportRow): Imported => ({
  ...row,
  createdAt: new Date(createdAt).toISOString(),
  startedAt: instantOf(startedAt),
  endedAt: instantOf(endedAt),
});

/** The same with its first rows, as long as it was not started. */
export const previewedReply = async (
  services: Services,
  project: ProjectState,
  row: ImportRow,
): Promise<Previewed> => ({
  ...importReply(row),
  preview: row.state === 'uploaded' ? await previewOf(services, project, row) : null,
});

/** What is wrong with a row, as it is told. */
export const faultReply = ({ importId: _, place: __, fault, ...row }: ImportFault): RowFault => ({
  ...row,
  ...fault,
});
