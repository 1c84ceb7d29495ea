import { z } from 'zod';
import { auditPage } from '../../../db/queries/audit.ts';
import { decodeCursor, encodeCursor } from '../../contract/cursor.ts';
import type { ReplyOf } from '../../contract/route.ts';
import { id } from '../../contract/values.ts';
import { invalidField } from '../../errors.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import type { auditLogContract } from './contract.ts';
import { told } from '../../domain/told.ts';

const place = z.tuple([id]);

/** One page of entries of a project (null: of the whole server), newest first. */
const page = async (
  s: Services,
  projectId: string | null,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<ReplyOf<(typeof auditLogContract)['server']>> => {
  const after = cursor === undefined ? [null] : decodeCursor(cursor, place);
  if (after === null) throw invalidField(['query', 'cursor'], told`is not a cursor of this list`);
  // One more than asked for tells whether another page follows.
  const found = await s.db.read((q) => auditPage(q, projectId, after[0] ?? null, limit + 1));
  const entries = found.slice(0, limit);
  const last = entries.at(-1);
  return {
    rows: entries.map((entry) => ({
      id: entry.id,
      at: new Date(entry.at).toISOString(),
      actor: entry.actor,
      action: entry.action,
      subject: entry.subject,
      project: entry.project,
      before: entry.before,
      after: entry.after,
    })),
    nextCursor: last && found.length > limit ? encodeCursor([last.id]) : null,
  };
};

/** The append-only record of changes. */
export const auditLogHandlers = (s: Services): Handlers<typeof auditLogContract> => ({
  project: ({ project, query }) => page(s, project.id, query),
  server: ({ query }) => page(s, null, query),
});
