import { route } from '../../domain/routing.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { checkClasses } from './check-classes.ts';
import type { policyContract } from './contract.ts';
import { readHistory } from './read-history.ts';
import { createTally } from './tally.ts';

/** Replays the latest routed items under a draft, with the label schema in force. */
export const previewPolicy =
  (s: Services): Handler<(typeof policyContract)['preview']> =>
  async ({ body, project, signal }) => {
    const { id: projectId, schema, seed } = project;
    checkClasses(body.policy, schema);
    const tally = createTally(body.policy, schema);
    await readHistory(s, { projectId, most: body.items }, signal, (item) =>
      tally.add(item, route(body.policy, schema, seed, item.subject)),
    );
    return tally.result();
  };
