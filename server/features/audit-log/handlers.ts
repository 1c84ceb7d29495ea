import { z } from 'zod';
import { auditPage } from '../../../db/queries/audit.ts';
import type { ReplyOf } from '../../contract/route.ts';
import { id } from '../../contract/values.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import { pageOf, placeOf } from '../../http/keyset-page.ts';
import type { auditLogContract } from './contract.ts';

const place = z.tuple([id]);

/** One page of entries of a project (null: of the whole server), newest first. */
const page = async (
  s: Services,
  projectId: string | null,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<ReplyOf<(typeof auditLogContract)['server']>> => {
  const after = placeOf(cursor, place)?.[0] ?? null;
  // One more than asked for tells whether another page follows.
  const found = await s.db.read((q) => auditPage(q, projectId, after, limit + 1));
  return pageOf(
    found,
    limit,
    (entry) => ({
      id: entry.id,
      at: new Date(entry.at).toISOString(),
      actor: entry.actor,
      action: entry.action,
      subject: entry.subject,
      project: entry.project,
      before: entry.before,
      after: entry.after,
    }),
    (entry) => [entry.id],
  );
};

/** The append-only record of changes. */
export const auditLogHandlers = (s: Services): Handlers<typeof auditLogContract> => ({
  project: ({ project, query }) => page(s, project.id, query),
  server: ({ query }) => page(s, null, query),
});
