import { countLabels, labelWatermark } from '../../../db/queries/labels.ts';
import { stretches } from '../../datasets/stretches.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { readerOf } from '../../http/reader.ts';
import type { LabelSource } from '../../domain/words.ts';
import type { labelsContract } from './contract.ts';
import { filterOf } from './filter-of.ts';

/** Positions counted in one statement: some milliseconds of the database. */
const stretchSize = 10_000;

/** How many rows an export of the same query would have. Withheld labels count in the total alone. */
export const count =
  (s: Services): Handler<(typeof labelsContract)['count']> =>
  async ({ query, project, principal, signal }) => {
    const reader = readerOf(principal, project.id);
    const filter = filterOf(query);
    const through = await s.db.read((q) => labelWatermark(q, project.id));
    const bySource: Record<LabelSource, number> = {
      auto: 0,
      human: 0,
      consensus: 0,
      adjudicated: 0,
      posterior: 0,
      imported: 0,
    };
    let total = 0;
    for await (const range of stretches({ after: query.since, through }, () => stretchSize, signal)) {
      const counted = await s.db.read((q) => countLabels(q, reader, filter, range));
      total += counted.total;
      for (const [source, n] of Object.entries(counted.bySource)) bySource[source as LabelSource] += n; // its keys
    }
    return { total, bySource };
  };
