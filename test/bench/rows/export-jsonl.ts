import type { Row } from '../row.ts';
import { addresses } from '../seeds/place.ts';
import { compareExport } from './export-rounds.ts';

/** An export of all labels as JSON Lines. */
export const exportJsonl: Row = {
  title: 'JSONL export over HTTP, rows a second ÷ sum(length(json_object(…))) in SQL',
  measure: async (bench) => [
    await compareExport(bench, {
      what: 'JSONL export',
      path: addresses.jsonl,
      headLines: 0,
      how: 'json',
      limit: 'json_object',
    }),
  ],
};
