import type { Columns } from './columns/sqlite.ts';
import { alarmTables } from './tables/alarms.ts';
import { callbackTables } from './tables/callbacks.ts';
import { commentTables } from './tables/comments.ts';
import { datasetTables } from './tables/datasets.ts';
import { driftTables } from './tables/drift.ts';
import { evidenceTables } from './tables/evidence.ts';
import { goldTables } from './tables/gold.ts';
import { groupTables } from './tables/groups.ts';
import { itemTables } from './tables/items.ts';
import { measureTables } from './tables/measures.ts';
import { modelEndpointTables } from './tables/model-endpoints.ts';
import { operationTables } from './tables/operations.ts';
import { peopleTables } from './tables/people.ts';
import { projectTables } from './tables/projects.ts';
import { reliabilityTables } from './tables/reliability.ts';
import { rolloutTables } from './tables/rollouts.ts';
import { retrainingTables } from './tables/retraining.ts';
import { reviewTables } from './tables/reviews.ts';

/** All tables, in the words of one engine. */
export const schemaOf = (c: Columns) => {
  const projects = projectTables(c);
  const people = peopleTables(c, projects);
  const items = itemTables(c, projects);
  return {
    ...projects,
    ...people,
    ...items,
    ...groupTables(c, projects, people),
    ...reviewTables(c, projects, people, items),
    ...commentTables(c, projects, people, items),
    ...callbackTables(c, projects, items),
    ...evidenceTables(c),
    ...reliabilityTables(c, projects, people, items),
    ...goldTables(c, projects, people, items),
    ...rolloutTables(c, projects, items),
    ...modelEndpointTables(c, projects),
    ...retrainingTables(c, projects),
    ...datasetTables(c, projects, items),
    ...alarmTables(c, projects),
    ...measureTables(c),
    ...driftTables(c),
    ...operationTables(c),
  };
};

export type Tables = ReturnType<typeof schemaOf>;
