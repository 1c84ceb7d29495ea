import type { Row } from '../row.ts';
import { addresses } from '../seeds/place.ts';
import { compareExport } from './export-rounds.ts';

/** An export of all labels as CSV. */
export const exportCsv: Row = {
  title: 'CSV export over HTTP, rows a second ÷ walking through the rows of the same SELECT',
  measure: async (bench) => [
    await compareExport(bench, {
      what: 'CSV export',
      path: addresses.csv,
      headLines: 1,
      how: 'rows',
      limit: 'iterate',
    }),
  ],
};
