import { recordAudit } from '../../../db/queries/audit.ts';
import {
  describeModel,
  modelVersionsOf,
  type ModelCounts,
  type ModelVersion,
} from '../../../db/queries/models.ts';
import type { ReplyOf } from '../../contract/route.ts';
import { wilson } from '../../domain/statistics/intervals.ts';
import { AppError } from '../../errors.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import type { Agreement, modelsContract } from './contract.ts';

const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

const agreement = (agreed: number, n: number): Agreement => ({ agreed, n, ...wilson(agreed, n) });

/** A model version as replies tell it. */
const tell = ({
  model,
  counts: c,
  ...version
}: ModelVersion & { counts: ModelCounts }): ReplyOf<(typeof modelsContract)['register']> => {
  const at = model.indexOf('@');
  return {
    model,
    name: model.slice(0, at),
    version: model.slice(at + 1),
    description: version.description,
    registeredAt: new Date(version.registeredAt).toISOString(),
    firstPredictionAt: instant(version.firstPredictionAt),
    lastPredictionAt: instant(version.lastPredictionAt),
    predictions: c.auto + c.review,
    automated: c.auto,
    agreement: {
      assisted: agreement(c.agreed_assisted, c.compared_assisted),
      blind: agreement(c.agreed_blind, c.compared_blind),
      audit: agreement(c.agreed_audit, c.compared_audit),
    },
  };
};

/** Model versions and how far people agree with them. */
export const modelsHandlers = (s: Services): Handlers<typeof modelsContract> => ({
  list: async ({ project }) => ({
    models: (await s.db.read((q) => modelVersionsOf(q, project.id))).map(tell),
  }),
  register: ({ params, body, principal, project }) =>
    s.db.write(async (tx) => {
      const at = s.now();
      const { before } = await describeModel(tx, project.id, params.model, body.description, at);
      if (before !== body.description)
        await recordAudit(tx, {
          at,
          projectId: project.id,
          actor: actorOf(principal),
          action: 'model.described',
          subject: params.model,
          before: before === null ? null : { description: before },
          after: { description: body.description },
        });
      const [version] = await modelVersionsOf(tx, project.id, params.model);
      if (!version) throw new AppError('not_found');
      return tell(version);
    }),
});
