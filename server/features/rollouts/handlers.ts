import { deploymentOf } from '../../../db/queries/deployments.ts';
import { quarantineSize } from '../../../db/queries/quarantine.ts';
import { momentsOf, rolloutOf, latestRollouts } from '../../../db/queries/rollouts.ts';
import { isReady } from '../../domain/rollout/next-action.ts';
import { possibleActions, rollbackUntil } from '../../domain/rollout/states.ts';
import { invalidField } from '../../errors.ts';
import type { Handler, Handlers, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import { assignment, tellDeployment } from './assignment.ts';
import { inForceBefore } from './before.ts';
import type { rolloutsContract } from './contract.ts';
import { create } from './create.ts';
import { verdictsAt } from './facts.ts';
import { move } from './move.ts';
import { noSuchRollout } from './no-such-rollout.ts';
import { propose } from './propose.ts';
import { acceptedBy, quarantine } from './quarantine.ts';
import { tellMoment, tellRollout, tellVerdict } from './tell.ts';
import { told } from '../../domain/told.ts';

/** Accepted items that are counted at most: that many would keep people busy for long. */
const acceptedAtMost = 10_000;

const list =
  ({ db }: Services): Handler<(typeof rolloutsContract)['list']> =>
  ({ project }) =>
    db.read(async (q) => ({
      deployment: tellDeployment(await deploymentOf(q, project.id)),
      rollouts: (await latestRollouts(q, project.id, 50)).map(tellRollout),
    }));

const get =
  ({ db, now }: Services): Handler<(typeof rolloutsContract)['get']> =>
  ({ project, params }) =>
    db.read(async (q) => {
      const rollout = await rolloutOf(q, project.id, params.rollout);
      if (!rollout) throw noSuchRollout();
      const { settings, state, before } = rollout;
      const verdicts = await verdictsAt(q, project, rollout);
      const inForce = await inForceBefore(q, project.id, rollout.liveId);
      return {
        ...tellRollout(rollout),
        verdicts: verdicts.map(tellVerdict),
        ready: isReady(rollout, verdicts, settings, now()),
        possible: possibleActions(rollout, settings, now()),
        rollbackUntil: state === 'promoted' ? new Date(rollbackUntil(rollout, settings)).toISOString() : null,
        policyChanged: inForce.policyRevision !== before.policyRevision,
        calibratorChanged: inForce.calibrator !== before.calibrator,
        accepted:
          rollout.startedAt === null ? 0 : await quarantineSize(q, acceptedBy(rollout), acceptedAtMost),
        moments: (await momentsOf(q, rollout.id)).map(tellMoment),
      };
    });

/** What a person does to a rollout; going on without what the guardrails ask for needs a reason. */
const actOn =
  (s: Services): Handler<(typeof rolloutsContract)['act']> =>
  ({ project, params, body: { action, note }, principal }) =>
    s.db.write(async (tx) => {
      const known = await rolloutOf(tx, project.id, params.rollout);
      if (!known) throw noSuchRollout();
      const verdicts = await verdictsAt(tx, project, known);
      if (action === 'advance' && note === '' && !isReady(known, verdicts, known.settings, s.now()))
        throw invalidField(['note'], told`must say why it goes on before its guardrails pass`);
      const moved = await move(tx, s, project, known.id, {
        action,
        note,
        verdicts,
        actor: actorOf(principal),
      });
      if (!moved) throw noSuchRollout();
      return tellRollout(moved);
    });

/** Rollouts of model versions: who decides, step by step, and the way back. */
export const rolloutsHandlers = (s: Services): Handlers<typeof rolloutsContract> => ({
  assignment: assignment(s),
  list: list(s),
  propose: propose(s),
  create: create(s),
  get: get(s),
  act: actOn(s),
  quarantine: quarantine(s),
});
