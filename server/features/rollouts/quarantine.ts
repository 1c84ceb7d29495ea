import { recordMoment, rolloutOf, type Rollout } from '../../../db/queries/rollouts.ts';
import { quarantined, type Quarantine } from '../../../db/queries/quarantine.ts';
import { openFurtherReviews } from '../../../db/queries/further-reviews.ts';
import { addRollups, waitingChange } from '../../../db/queries/rollups.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import type { rolloutsContract } from './contract.ts';
import { noSuchRollout } from './no-such-rollout.ts';
import { told } from '../../domain/told.ts';

/** Items that are sent to people in one transaction. */
const lot = 500;

/** What the candidate of a rollout accepted while it was under way. */
export const acceptedBy = ({ id, projectId, candidateId, startedAt, createdAt }: Rollout): Quarantine => ({
  projectId,
  modelVersionId: candidateId,
  after: id,
  since: startedAt ?? createdAt,
});

/** Opens a blind recheck of whatever a candidate had accepted and nobody has looked at; what is sent already is not sent again. */
export const quarantine =
  ({ db, now, publish }: Services): Handler<(typeof rolloutsContract)['quarantine']> =>
  async ({ params, project, principal, signal }) => {
    const rollout = await db.read((q) => rolloutOf(q, project.id, params.rollout));
    if (!rollout) throw noSuchRollout();
    if (rollout.state !== 'rolled_back' && rollout.state !== 'aborted')
      throw new AppError('conflict', { detail: told`only what was backed out of is sent to people` });
    let sent = 0;
    for (;;) {
      const n = await db.write(async (tx) => {
        const items = await quarantined(tx, acceptedBy(rollout), lot);
        if (items.length === 0) return 0;
        const needs = project.neededSkill;
        const recheck = { projectId: project.id, purpose: 'recheck', audience: 'inspector', needs } as const;
        await openFurtherReviews(
          tx,
          items.map((item) => ({ ...recheck, ...item })),
          now(),
        );
        publish.queueChanged(tx, project, 'top');
        await addRollups(tx, project.id, [waitingChange('inspector', items.length)]);
        return items.length;
      });
      sent += n;
      if (n < lot || signal.aborted) break;
    }
    if (sent > 0)
      await db.write(async (tx) => {
        const { id: rolloutId, projectId, state, step, share } = rollout;
        const what = { rolloutId, projectId, state, step, share, event: 'quarantine' as const, epoch: 0 };
        const note = `${sent} items were sent to people`;
        await recordMoment(tx, { ...what, verdicts: [], note, actor: actorOf(principal), at: now() });
        publish.rolloutsChanged(tx, project);
      });
    return { sent };
  };
