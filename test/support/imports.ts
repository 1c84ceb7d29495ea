import { expect } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import type { SentBody } from '../../server/contract/route.ts';
import type { Imported, Previewed } from '../../server/features/imports/contract.ts';
import type { Caller } from './server.ts';

/** Rows as JSON Lines. */
export const asLines = (rows: readonly unknown[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Brings files to a project, as this caller. */
export const importsOf = (caller: Caller, project: string) => {
  const params = { project };
  const of = (id: string) => ({ params: { project, id } });
  const bring = async (
    content: string | Uint8Array<ArrayBuffer>,
    format = 'jsonl',
    name = `phones.${format}`,
  ) => {
    const response = await caller.fetch(addressOf(api.imports.upload, params, { format, name }), {
      method: 'POST',
      body: content,
    });
    return { status: response.status, body: (await response.json()) as Previewed };
  };
  const ended = async (id: string): Promise<Imported> => {
    await expect
      .poll(async () => (await caller.call(api.imports.get, of(id))).state, { timeout: 60_000 })
      .not.toBe('running');
    return caller.call(api.imports.get, of(id));
  };
  return {
    of,
    bring,
    ended,
    change: (id: string, body: SentBody<typeof api.imports.change>) =>
      caller.call(api.imports.change, { ...of(id), body }),
    start: (id: string) => caller.call(api.imports.start, of(id)),
    /** Brings a file, starts it, and waits until its rows are in. */
    takes: async (
      content: string | Uint8Array<ArrayBuffer>,
      body: SentBody<typeof api.imports.change> = {},
      format = 'jsonl',
    ): Promise<Imported> => {
      const { body: brought } = await bring(content, format);
      await caller.call(api.imports.change, { ...of(brought.id), body });
      await caller.call(api.imports.start, of(brought.id));
      return ended(brought.id);
    },
    faults: async (id: string) => (await caller.call(api.imports.faults, of(id))).rows,
  };
};
