import { z } from 'zod';
import { recordAudit } from '../../../db/queries/audit.ts';
import {
  changeImport,
  faultsOf,
  importOf,
  importsOf,
  insertImport,
  lockImport,
} from '../../../db/queries/imports.ts';
import { mappingFault, proposeMapping } from '../../domain/imports/mapping.ts';
import { told } from '../../domain/told.ts';
import { AppError, invalidField } from '../../errors.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import { pageOf, placeOf } from '../../http/keyset-page.ts';
import { actorOf, may } from '../../http/principal.ts';
import { cancelImport } from './cancel-import.ts';
import type { importsContract } from './contract.ts';
import { faultsFile } from './faults-file.ts';
import { faultReply, importReply, previewedReply } from './import-reply.ts';
import { keepFile } from './keep-file.ts';
import { letGo, letPartsGo } from './let-go.ts';
import { noSuchImport } from './no-such-import.ts';
import { columnsOf, firstRecords } from './sample.ts';

const place = z.tuple([z.number().int(), z.string()]);
const faultPlace = z.tuple([z.number().int()]);

/** Files of items and labels that are brought, and the taking in of their rows. */
export const importsHandlers = (s: Services): Handlers<typeof importsContract> => ({
  list: async ({ project, query: { cursor, limit } }) => {
    const after = placeOf(cursor, place);
    const found = await s.db.read((q) => importsOf(q, project.id, { after, limit: limit + 1 }));
    return pageOf(found, limit, importReply, ({ createdAt, id }) => [createdAt, id]);
  },

  upload: async ({ project, principal, request, query: { format, name } }) => {
    const file = await keepFile(s, project, request);
    const keep = async () => {
      const columns = columnsOf(await firstRecords(s, project, { ...file, format }));
      const mapping = proposeMapping(columns, project.itemKind);
      return s.db.write(async (tx) => {
        s.publish.importChanged(tx, project);
        return insertImport(tx, {
          ...file,
          projectId: project.id,
          name,
          format,
          columns,
          mapping,
          labelsAs: mapping.some(({ field }) => field === 'value') ? 'history' : 'none',
          createdBy: actorOf(principal),
          createdAt: s.now(),
        });
      });
    };
    const row = await keep().catch(async (error: unknown) => {
      await letPartsGo(s, project.id, file.parts);
      throw error;
    });
    return previewedReply(s, project, row);
  },

  get: async ({ project, params }) => {
    const row = await s.db.read((q) => importOf(q, project.id, params.id));
    if (!row) throw noSuchImport();
    return previewedReply(s, project, row);
  },

  change: async ({ project, params, body: { mapping, labelsAs } }) => {
    const fault = mapping && mappingFault(mapping, project.itemKind);
    if (fault) throw invalidField(['mapping', fault.at, 'field'], fault.fault);
    const row = await s.db.write(async (tx) => {
      const before = await lockImport(tx, project.id, params.id);
      if (!before) throw noSuchImport();
      if (before.state !== 'uploaded')
        throw new AppError('conflict', { detail: told`the import was started and stays as it is` });
      const changed = await changeImport(tx, before.id, {
        mapping: mapping ?? before.mapping,
        labelsAs: labelsAs ?? before.labelsAs,
      });
      s.publish.importChanged(tx, project);
      return changed;
    });
    return previewedReply(s, project, row);
  },

  start: async ({ project, principal, params }) => {
    const row = await s.db.write(async (tx) => {
      const before = await lockImport(tx, project.id, params.id);
      if (!before) throw noSuchImport();
      if (before.state === 'cancelled')
        throw new AppError('conflict', { detail: told`the import was cancelled; bring the file again` });
      if (before.state !== 'uploaded') return before;
      if (before.labelsAs === 'gold' && !may(principal, 'gold.manage', project.id))
        throw new AppError('forbidden', {
          detail: told`labels that become gold are imported by those who may mark gold (gold.manage)`,
        });
      const { name, format, bytes, labelsAs } = before;
      await recordAudit(tx, {
        at: s.now(),
        projectId: project.id,
        actor: actorOf(principal),
        action: 'import.started',
        subject: name,
        before: null,
        after: { import: before.id, format, bytes, labelsAs },
      });
      s.publish.importChanged(tx, project);
      tx.afterCommit(() => s.imports.wake());
      return changeImport(tx, before.id, { state: 'running', startedAt: s.now() });
    });
    return previewedReply(s, project, row);
  },

  cancel: async ({ project, principal, params }) => {
    const row = await s.db.write(async (tx) => {
      const before = await lockImport(tx, project.id, params.id);
      if (!before) throw noSuchImport();
      if (before.state !== 'uploaded' && before.state !== 'running') return before;
      return cancelImport(tx, s, project, before, actorOf(principal));
    });
    if (row.state === 'cancelled' && row.parts.length > 0) await letGo(s, row);
    return previewedReply(s, project, row);
  },

  faults: async ({ project, params, query: { cursor, limit } }) => {
    const after = placeOf(cursor, faultPlace)?.[0] ?? null;
    const found = await s.db.read(async (q) => {
      if (!(await importOf(q, project.id, params.id))) throw noSuchImport();
      return faultsOf(q, params.id, after, limit + 1);
    });
    return pageOf(found, limit, faultReply, (fault) => [fault.place]);
  },

  faultsFile: faultsFile(s),
});
