import type { Transaction } from '../../../db/database.ts';
import { isUniqueViolation } from '../../../db/errors.ts';
import { latestDecisions } from '../../../db/queries/decisions.ts';
import { releaseLeases, renewLeases } from '../../../db/queries/leases.ts';
import { reviewViews } from '../../../db/queries/review-views.ts';
import { exportedThrough, labelInForce } from '../../../db/queries/settling.ts';
import type { DecisionKind } from '../../domain/words.ts';
import type { Handlers, ProjectState, Services } from '../../http/handler.ts';
import type { Person } from '../../http/principal.ts';
import { ask } from './ask.ts';
import { change, revisionFor } from './change.ts';
import { addCounts } from './count-answer.ts';
import { createDecisionCounter } from './count-decisions.ts';
import type { Decided, reviewsContract } from './contract.ts';
import { decide, type Ended } from './decide.ts';
import { passOn } from './pass-on.ts';
import { claimAndShow, judgedView, standingTold } from './views.ts';

export const reviewsHandlers = (services: Services): Handlers<typeof reviewsContract> => {
  const { db, metrics } = services;
  const counted = createDecisionCounter(metrics);

  /** Writes a decision. Where its id was taken by another at this very moment, the second try finds that one. */
  const writeDecision = <T extends Pick<Decided, 'standing' | 'repeated'>>(
    kind: DecisionKind | 'change' | 'question',
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> =>
    counted(
      kind,
      db.write(work).catch((error: unknown) => {
        if (isUniqueViolation(error)) return db.write(work);
        throw error;
      }),
    );

  /** Ends a review in one transaction with the claim of the next; a repeated request gets what the person holds. */
  const endAndClaim = (
    project: ProjectState,
    person: Person,
    kind: DecisionKind | 'question',
    { decisionId, claim, grid }: { decisionId: string; claim: number; grid: boolean },
    end: (tx: Transaction) => Promise<Ended>,
  ): Promise<Decided> =>
    writeDecision(kind, async (tx) => {
      const { standing, repeated, settle } = await end(tx);
      const claimed =
        claim === 0
          ? { reviews: [], availability: null }
          : await claimAndShow(tx, services, project, person, { count: claim, resume: repeated, grid });
      // All writers of the project share the labels' sequence and the counters: taken last they are held shortest, and by
      // all in the same order.
      await addCounts(tx, project.id, await settle(), services.now());
      return { decisionId, standing: standingTold(standing), repeated, ...claimed };
    });

  return {
    claim: ({ project, principal, body }) =>
      db.write((tx) => claimAndShow(tx, services, project, principal, body)),

    decide: ({ project, principal, params, body }) =>
      endAndClaim(project, principal, 'answer', body, (tx) =>
        decide(tx, services, project, principal, params.id, body),
      ),

    skip: ({ project, principal, params, body }) =>
      endAndClaim(project, principal, 'skip', body, (tx) =>
        passOn(tx, services, project, principal, params.id, { ...body, kind: 'skip' }),
      ),

    escalate: ({ project, principal, params, body }) =>
      endAndClaim(project, principal, 'escalation', body, (tx) =>
        passOn(tx, services, project, principal, params.id, { ...body, kind: 'escalation', reason: null }),
      ),

    ask: ({ project, principal, params, body }) =>
      endAndClaim(project, principal, 'question', body, (tx) =>
        ask(tx, services, project, principal, params.id, body),
      ),

    release: async ({ project, principal, body }) => {
      await db.write(async (tx) => {
        const released = await releaseLeases(tx, project.id, principal.id, body.leases);
        if (released > 0) services.publish.queueChanged(tx, project, 'top');
      });
      return { ok: true };
    },

    renew: async ({ project, principal, body }) => {
      const renewals = await db.write((tx) =>
        renewLeases(tx, project.id, principal.id, body.leases, services.now(), project.leaseSeconds * 1000),
      );
      metrics.leasesRenewed(renewals);
      return {
        renewals: renewals.map(({ reviewId, expiresAt }) => ({
          reviewId,
          expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
        })),
      };
    },

    myDecisions: ({ project, principal, query }) =>
      db.read(async (q) => {
        const rows = await latestDecisions(q, project.id, principal.id, query.limit);
        const views = await reviewViews(
          q,
          rows.map((row) => row.review),
          project,
        );
        const exported = await exportedThrough(q, project.id);
        const decisions = [];
        for (const [i, { decision }] of rows.entries()) {
          const view = views[i];
          if (!view) continue;
          const revision = revisionFor(await labelInForce(q, decision.itemId), exported, decision.id);
          decisions.push({
            id: decision.id,
            kind: decision.kind,
            value: decision.value,
            standing: standingTold(decision.standing),
            decidedAt: new Date(decision.createdAt).toISOString(),
            changeable: revision === 'change',
            review: judgedView(view),
          });
        }
        return { decisions };
      }),

    change: ({ project, principal, params, body }) =>
      writeDecision('change', async (tx) => {
        const made = await change(tx, services, project, principal, params.id, body);
        return { ...made, decisionId: body.decisionId, standing: standingTold(made.standing) };
      }),
  };
};
