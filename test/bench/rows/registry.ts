import type { Row } from '../row.ts';
import { claimGrowth } from './claim-growth.ts';
import { decide } from './decide.ts';
import { duringExport } from './during-export.ts';
import { exportCsv } from './export-csv.ts';
import { exportJsonl } from './export-jsonl.ts';
import { exportMemory } from './export-memory.ts';
import { keyPress } from './key-press.ts';
import type { RowName } from './names.ts';
import { noop } from './noop.ts';
import { oneClient } from './one-client.ts';
import { overviewGrowth } from './overview-growth.ts';
import { postgresClaim } from './postgres-claim.ts';
import { postgresSubmit } from './postgres-submit.ts';
import { rollups } from './rollups.ts';
import { snapshot } from './snapshot.ts';
import { sockets } from './sockets.ts';
import { stream } from './stream.ts';
import { submitP99 } from './submit-p99.ts';
import { submit } from './submit.ts';

/** The rows of the bench by name. */
export const rows: Record<RowName, Row> = {
  noop,
  submit,
  'submit-p99': submitP99,
  stream,
  'one-client': oneClient,
  'claim-growth': claimGrowth,
  decide,
  'export-jsonl': exportJsonl,
  'export-csv': exportCsv,
  snapshot,
  'during-export': duringExport,
  rollups,
  'overview-growth': overviewGrowth,
  sockets,
  'key-press': keyPress,
  'export-memory': exportMemory,
  'postgres-submit': postgresSubmit,
  'postgres-claim': postgresClaim,
};
