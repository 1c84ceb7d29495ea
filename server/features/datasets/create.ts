import { recordAudit } from '../../../db/queries/audit.ts';
import { markExported } from '../../../db/queries/labels.ts';
import { addSnapshot, sealedSnapshot, snapshotSummary } from '../../../db/queries/snapshots.ts';
import { newId } from '../../../db/new-id.ts';
import type { SplitRule } from '../../domain/datasets/splits.ts';
import { told } from '../../domain/told.ts';
import { AppError, invalidField } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import type { datasetsContract } from './contract.ts';
import { snapshotReply } from './replies.ts';

/** Who is in the test split depends on these alone. */
const drawsSameTest = (a: SplitRule, b: SplitRule): boolean =>
  a.test === b.test && a.salt === b.salt && a.groupBy === b.groupBy;

/** Asks for a snapshot of the labels in force at this moment, and has it written. */
export const create =
  (s: Services): Handler<(typeof datasetsContract)['create']> =>
  async ({ project, principal, body }) =>
    s.db.write(async (tx) => {
      const { name, query, parent, seal, licence } = body;
      if (parent !== null && !(await snapshotSummary(tx, project.id, parent)))
        throw invalidField(['parent'], told`is no snapshot of this project`);
      if (query.schemaRevision !== null && query.schemaRevision > project.schemaRevision)
        throw invalidField(
          ['query', 'schemaRevision'],
          told`the latest revision is ${project.schemaRevision}`,
        );
      // What a snapshot holds has left the house: from here on, changing such a label is an amendment. It has others wait who
      // ask for one at this moment, and might seal another split.
      const labelSeq = await markExported(tx, project.id);
      const sealed = await sealedSnapshot(tx, project.id);
      if (sealed && !drawsSameTest(sealed.query.splits, query.splits))
        throw new AppError('conflict', {
          detail: told`the test split is sealed by the snapshot "${sealed.name}": test share, salt and grouping stay as they are there`,
        });
      const by = actorOf(principal);
      const row = await addSnapshot(tx, {
        id: newId(),
        projectId: project.id,
        name,
        query,
        parentId: parent,
        sealed: seal,
        licence,
        state: 'writing',
        requestedBy: by,
        requestedAt: s.now(),
        labelSeq,
        progress: 0,
        parts: [],
        leaseExpiresAt: 0,
        attempts: 0,
      });
      await recordAudit(tx, {
        at: s.now(),
        projectId: project.id,
        actor: by,
        action: 'snapshot.created',
        subject: name,
        before: null,
        after: { snapshot: row.id, query, seal },
      });
      tx.afterCommit(() => s.snapshots.wake());
      s.publish.datasetsChanged(tx, project);
      return snapshotReply(s, project, principal, row);
    });
