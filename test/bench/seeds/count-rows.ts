import { openDriver } from '../../../db/sqlite.ts';
import type { Data } from './seeds.ts';

/** How many rows there are in a table of a database that no server has open. */
export const countRows = ({ file }: Data, table: 'items' | 'decisions'): number => {
  const driver = openDriver(file, { readonly: true });
  try {
    return Number(driver.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  } finally {
    driver.close();
  }
};

/** Throws where a server acknowledged more, or less, than is stored. */
export const expectStored = (what: string, acknowledged: number, stored: number): void => {
  if (acknowledged !== stored)
    throw new Error(`${acknowledged} ${what} were acknowledged and ${stored} are stored`);
};
