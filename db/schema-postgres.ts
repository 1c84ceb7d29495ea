import { postgres } from './columns/postgres.ts';
import { schemaOf } from './schema.ts';

/** Every table by name, as the migration generator wants them: one export each. */
export const {
  users,
  memberships,
  sessions,
  signInLinks,
  apiKeys,
  auditEntries,
  projects,
  projectSequences,
  schemaRevisions,
  policies,
  modelVersions,
  media,
  items,
  payloads,
  predictions,
  routings,
  labels,
  reviews,
  involvements,
  decisions,
  callbackEndpoints,
  outboxEvents,
  deliveries,
  deliveryAttempts,
  rollups,
  jobRuns,
  attempts,
} = schemaOf(postgres);
