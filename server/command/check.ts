import { gatherFaults, type Finding } from '../../db/integrity/check.ts';
import { checkNames } from '../../db/integrity/names.ts';
import { checks } from '../../db/integrity/registry.ts';
import { openSnapshot, type Snapshot } from '../../db/archive/snapshot.ts';
import { tableShapes } from '../../db/archive/table-shapes.ts';
import { openMediaStore } from '../media/open.ts';
import { readMedia } from './archive/media-folder.ts';
import { defineCommand, type Context } from './command.ts';

/** Every file that the database names is in the store, of the size it should have and, where bytes are read, whole. */
const findMedia = async (
  snapshot: Snapshot,
  withBytes: boolean,
  { config, progress, signal }: Context,
): Promise<Finding> => {
  const store = await openMediaStore(config);
  const shape = tableShapes().find(({ name }) => name === 'media');
  if (!shape) throw new Error('there is no table of media');
  const faults = gatherFaults();
  let files = 0;
  for await (const rows of snapshot.rows(shape))
    for (const { hash, size } of rows) {
      signal.throwIfAborted();
      const name = String(hash);
      const found = await store.open(name);
      found?.stream.destroy();
      if (!found) faults.add(`${name} is missing`);
      else if (found.size !== size) faults.add(`${name} has ${found.size} bytes in place of ${size}`);
      else if (withBytes && (await readMedia(store, name)) === null) faults.add(`${name} is damaged`);
      progress(`media: ${(files += 1)} files`);
    }
  return faults.finding();
};

type Result = Finding & { check: string; title: string };

const lineOf = ({ title, faults, examples }: Result): string =>
  [
    faults === 0 ? `well   ${title}` : `WRONG  ${title}: ${faults}`,
    ...examples.map((example) => `         ${example}`),
  ].join('\n');

/** Holds the database and the media store against what must be true of them. */
export const check = defineCommand({
  summary: 'check that the database and the media are whole, while the server runs',
  usage: 'check [--media] [--json]',
  help: [
    'Checks the database as it is at one moment: its structure, foreign keys, counters against a recount, the order of',
    'labels, the labels that items show, and that each media file is there. One line a check; exits with 1 where something',
    'is wrong.',
    '',
    '  --media   read every media file, and compare its bytes with its hash',
    '  --json    print one JSON value: { ok, checks: [{ check, title, faults, examples }] }',
  ].join('\n'),
  options: { media: { type: 'boolean' }, json: { type: 'boolean' } },
  run: async (context, { media = false, json = false }) => {
    const { config, out, progress, signal } = context;
    const snapshot = await openSnapshot(config.databaseUrl);
    try {
      const results: Result[] = [];
      const tell = (result: Result): void => {
        results.push(result);
        if (!json) out(lineOf(result));
      };
      for (const name of checkNames) {
        signal.throwIfAborted();
        const { title, find } = checks[name];
        progress(title);
        tell({ check: name, title, ...(await find(snapshot.q)) });
      }
      const title = media ? 'media files and their bytes' : 'media files';
      tell({ check: 'media', title, ...(await findMedia(snapshot, media, context)) });
      const ok = results.every(({ faults }) => faults === 0);
      if (json) out(JSON.stringify({ ok, checks: results }));
      return ok ? 0 : 1;
    } finally {
      await snapshot.close();
    }
  },
});
