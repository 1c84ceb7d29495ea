import { meanTime } from '../../../db/queries/evidence.ts';
import type { HistoryFilter, RoutedItem } from '../../../db/queries/routed-items.ts';
import { proportionOf } from '../../contract/proportion.ts';
import type { WhatIfOutcome } from '../../contract/what-if.ts';
import { route } from '../../domain/routing.ts';
import {
  addWhatIf,
  dayOf,
  expectedError,
  noWhatIfSums,
  type Prices,
  type WhatIfSums,
} from '../../domain/what-if.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { modelNamed } from '../../http/model-shown.ts';
import { checkClasses } from './check-classes.ts';
import type { policyContract } from './contract.ts';
import { readHistory } from './read-history.ts';

type WhatIfHandler = Handler<(typeof policyContract)['whatIf']>;
type Body = Parameters<WhatIfHandler>[0]['body'];

const dayMs = 86_400_000;

const filterOf = async (
  { db }: Services,
  projectId: string,
  { model, from, to }: Body,
): Promise<HistoryFilter> => {
  const version = model === undefined ? null : await db.read((q) => modelNamed(q, projectId, model));
  return {
    modelVersionId: version?.id,
    from: from === undefined ? undefined : Date.parse(from),
    to: to === undefined ? undefined : Date.parse(to),
  };
};

const told = (sums: WhatIfSums, days: number, prices: Prices): WhatIfOutcome => {
  const { error, needed } = expectedError(sums);
  return {
    automated: proportionOf(sums.auto, sums.items),
    audits: sums.audits,
    reviews: sums.reviews,
    error: {
      estimate: error && {
        value: error.value,
        low: error.low,
        high: error.high,
        effectiveSampleSize: error.effectiveSampleSize,
      },
      labels: sums.labels.reviewed,
      uncovered: sums.uncovered,
      needed,
    },
    day: days > 0 ? dayOf(sums, days, prices) : null,
  };
};

/** Replays the newest items that are asked for under each policy, with the label schema in force. */
export const whatIf =
  (s: Services): WhatIfHandler =>
  async ({ body, project, signal }) => {
    const { id: projectId, schema, seed } = project;
    for (const policy of body.policies) checkClasses(policy, schema);
    const filter = await filterOf(s, projectId, body);
    const { timed, seconds } = await s.db.read((q) => meanTime(q, projectId, filter.modelVersionId));

    let sums = body.policies.map(() => noWhatIfSums);
    const seen = { items: 0, from: Infinity, to: -Infinity };
    const look = ({ subject, routing, label, routedAt }: RoutedItem): void => {
      seen.items += 1;
      seen.from = Math.min(seen.from, routedAt);
      seen.to = Math.max(seen.to, routedAt);
      const known = { value: subject.value, drawn: routing, label };
      sums = body.policies.map((policy, i) =>
        addWhatIf(sums[i] ?? noWhatIfSums, route(policy, schema, seed, subject), known),
      );
    };
    await readHistory(s, { projectId, most: body.items, ...filter }, signal, look);

    const days = seen.items === 0 ? 0 : (seen.to - seen.from) / dayMs;
    const prices = {
      perReview: body.pricePerReview ?? null,
      perError: body.pricePerError ?? null,
      secondsPerReview: seconds ?? body.secondsPerReview ?? null,
    };
    return {
      history: {
        items: seen.items,
        limit: body.items,
        from: seen.items === 0 ? null : new Date(seen.from).toISOString(),
        to: seen.items === 0 ? null : new Date(seen.to).toISOString(),
        days,
      },
      time: { seconds: prices.secondsPerReview, timed },
      outcomes: sums.map((each) => told(each, days, prices)),
    };
  };
