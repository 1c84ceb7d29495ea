import type { Transaction } from '../../../db/database.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import { isErased } from '../../../db/queries/erase.ts';
import { answersToGold, goldOf, isToBeJudged, markGold, putGoldAnswer } from '../../../db/queries/gold.ts';
import { itemIdOf } from '../../../db/queries/item-history.ts';
import { payloadOf } from '../../../db/queries/moved-items.ts';
import { problemOf, type ProblemCode } from '../../contract/problems.ts';
import { goldPlace } from '../../domain/gold.ts';
import type { Json } from '../../domain/words.ts';
import type { Handler, ProjectState, Services } from '../../http/handler.ts';
import { actorOf, type Principal } from '../../http/principal.ts';
import { loggedGold } from './logged-gold.ts';
import { checkLabel, isOnItem, sameLabel } from '../../kinds/registry.ts';
import type { goldContract, Marked } from './contract.ts';
import { told, type Told } from '../../domain/told.ts';

type Known = { key: string; value: Json; note: string };

/** What was answered to the item is held against what is known of it. */
const scoreAnew = async (tx: Transaction, project: ProjectState, itemId: string, value: Json) => {
  for (const answer of await answersToGold(tx, itemId))
    await putGoldAnswer(tx, { ...answer, isRight: sameLabel(project.schema, answer.value, value) });
};

const markOne = async (
  tx: Transaction,
  project: ProjectState,
  principal: Principal,
  { key, value, note }: Known,
  at: number,
): Promise<Marked> => {
  const refused = (code: ProblemCode, detail: Told): Marked => ({
    key,
    ok: false,
    problem: problemOf(code, { detail }),
  });
  const itemId = await itemIdOf(tx, project.id, key);
  if (itemId === null) return refused('not_found', told`this project has no item of this key`);
  const payload = isOnItem(project.schema) ? await payloadOf(tx, itemId) : undefined;
  const fault = checkLabel(project.schema, value, 'decision', payload);
  if (fault !== null) return refused('invalid_input', told`value: ${fault}`);
  await tx.lockRow(tx.tables.items, itemId);
  if (await isErased(tx, itemId)) return refused('conflict', told`the item was erased`);
  const old = await goldOf(tx, itemId);
  if (!old && (await isToBeJudged(tx, itemId)))
    return refused('conflict', told`people are yet to judge this item; it can be gold once they have`);

  const author = actorOf(principal);
  const place = goldPlace(project.seed, key);
  await markGold(tx, { itemId, projectId: project.id, value, note, place, author, markedAt: at });
  await scoreAnew(tx, project, itemId, value);
  await recordAudit(tx, {
    at,
    projectId: project.id,
    actor: author,
    action: 'gold.marked',
    subject: key,
    before: old && loggedGold(project.schema, old),
    after: loggedGold(project.schema, { value }),
  });
  return { key, ok: true };
};

/** Marks items as gold; one that cannot be harms only itself. */
export const mark =
  ({ db, now }: Services): Handler<(typeof goldContract)['mark']> =>
  ({ project, principal, body }) =>
    db.write(async (tx) => {
      const results: Marked[] = [];
      for (const known of body.items) results.push(await markOne(tx, project, principal, known, now()));
      return { results };
    });
