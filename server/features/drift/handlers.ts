import { recordAudit } from '../../../db/queries/audit.ts';
import {
  driftReference,
  driftStates,
  type DriftReference,
  type SubjectDrift,
} from '../../../db/queries/drift.ts';
import { fewestCurrent, movedFrom } from '../../domain/drift/compare.ts';
import { countAll } from '../../domain/drift/counts.ts';
import { AppError } from '../../errors.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import { modelNamed, modelShown } from '../../http/model-shown.ts';
import { actorOf } from '../../http/principal.ts';
import { readerOf } from '../../http/reader.ts';
import { conceptOf } from './concept.ts';
import type { Drift, driftContract, SubjectState } from './contract.ts';
import { movedItems } from './moved-items.ts';
import { takeReference } from './take-reference.ts';
import { told } from '../../domain/told.ts';

const instantOf = (at: number): string => new Date(at).toISOString();

const tellReference = (reference: DriftReference): NonNullable<Drift['reference']> => ({
  revision: reference.revision,
  name: reference.name,
  from: instantOf(reference.from),
  to: instantOf(reference.to),
  windowMinutes: reference.windowMinutes,
  items: countAll(reference.counts['classes'] ?? {}),
  actor: reference.actor,
});

const tellState = ({ subject, standing, shape, since, latest }: SubjectDrift): SubjectState => ({
  subject,
  standing,
  shape,
  since: since === null ? null : instantOf(since),
  latest: latest && { start: instantOf(latest.start), end: instantOf(latest.end), result: latest.result },
});

export const driftHandlers = (s: Services): Handlers<typeof driftContract> => ({
  get: ({ project, principal, query }) =>
    s.db.read(async (q) => {
      const { models, shown } = await modelShown(q, project.id, query.model);
      const reference = shown && (await driftReference(q, project.id, shown.id));
      const all = await driftStates(q, project.id);
      const states = all.filter(({ modelVersionId }) => modelVersionId === shown?.id);
      const standings = states.map(({ standing }) => standing);
      const isForJudge = readerOf(principal, project.id).judgeId !== null;
      const asked = { project, models, standings, now: s.now(), isForJudge };
      return {
        movedFrom,
        fewestCurrent,
        model: shown?.model ?? null,
        reference: reference && tellReference(reference),
        states: states.map(tellState),
        concept: reference && (await conceptOf(q, { ...asked, shown, reference })),
      };
    }),

  movedItems: movedItems(s),

  takeReference: async ({ project, principal, body }) => {
    const { name, model, windowMinutes } = body;
    const [from, to] = [Date.parse(body.from), Date.parse(body.to)];
    await s.db.write(async (tx) => {
      const { id: modelVersionId } = await modelNamed(tx, project.id, model);
      const actor = actorOf(principal);
      const asked = { modelVersionId, name, from, to, windowMinutes, actor };
      const revision = await takeReference(tx, s, project.id, asked);
      if (revision === null)
        throw new AppError('conflict', {
          detail: told`fewer than ${fewestCurrent} items of ${model} came in over this time`,
        });
      await recordAudit(tx, {
        at: s.now(),
        projectId: project.id,
        actor,
        action: 'drift_reference.taken',
        subject: `${name} of ${model}`,
        before: null,
        after: { revision, from: body.from, to: body.to, windowMinutes },
      });
    });
    return { ok: true };
  },
});
