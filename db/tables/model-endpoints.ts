import { protocolNames } from '../../server/domain/model-protocols/names.ts';
import type { ReplyMapping } from '../../server/domain/model-protocols/protocol.ts';
import type { Columns } from '../columns/sqlite.ts';
import type { ProjectTables } from './projects.ts';

export const modelEndpointTables = (c: Columns, { projects, modelVersions }: ProjectTables) => ({
  /** Where model versions are asked, for those that are. */
  modelEndpoints: c.table(
    'model_endpoints',
    {
      modelVersionId: c
        .text()
        .primaryKey()
        .references(() => modelVersions.id),
      projectId: c
        .text()
        .notNull()
        .references(() => projects.id),
      url: c.text().notNull(),
      protocol: c.word(protocolNames).notNull(),
      /** How long an answer may take, repeated requests included. */
      timeoutMs: c.integer().notNull(),
      /** A header that is sent along, and what it says; null: none. */
      secretHeader: c.text(),
      secret: c.text(),
      mapping: c.json<ReplyMapping>().notNull(),
      changedAt: c.instant().notNull(),
    },
    (t) => [c.index('model_endpoints_project').on(t.projectId)],
  ),
});
