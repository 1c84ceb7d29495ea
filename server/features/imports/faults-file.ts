import { faultsOf, importOf } from '../../../db/queries/imports.ts';
import { mostFaults } from '../../domain/imports/words.ts';
import type { Handler, Services } from '../../http/handler.ts';
import type { importsContract } from './contract.ts';
import { noSuchImport } from './no-such-import.ts';

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Sends what is wrong with the rows of an import as comma-separated values (RFC 4180). */
export const faultsFile =
  (s: Services): Handler<(typeof importsContract)['faultsFile']> =>
  async ({ params, project, response }) => {
    const faults = await s.db.read(async (q) => {
      if (!(await importOf(q, project.id, params.id))) throw noSuchImport();
      return faultsOf(q, params.id, null, mostFaults);
    });
    const rows = faults.map(({ line, key, field, fault }) => [String(line), key ?? '', field, fault.message]);
    response.set({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${project.slug}-import-errors.csv"`,
    });
    response.end(
      [['line', 'key', 'field', 'message'], ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join(''),
    );
  };
