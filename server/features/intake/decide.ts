import { knownSubmissions } from '../../../db/queries/intake-known.ts';
import { fieldErrors } from '../../contract/parse.ts';
import type { ReplyOf } from '../../contract/route.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { askModels, type Said } from './ask-models.ts';
import { item, type Item, type Receipt } from '../../contract/submissions.ts';
import type { intakeContract } from './contract.ts';
import { contentHashOf, inputsOf, invalid, prepareItem, type Prepared } from '../../submissions/prepare.ts';

type Decided = ReplyOf<(typeof intakeContract)['decide']>;

const labelAt = ({ slug }: ProjectState, { key, label }: Receipt): string | null =>
  label ? null : `/api/v1/projects/${slug}/items/${encodeURIComponent(key)}/label?wait=30`;

/** What stands for the answers where the item is known: they were taken then, and no model is asked again. */
const askedBefore = (model: string): Said => ({
  model,
  value: null,
  confidence: null,
  scores: null,
  latencyMs: null,
  epoch: null,
  others: [],
  failed: false,
});

/**
 * Has items decided by the models' endpoints: what they answer is taken in as if it had been submitted. An item is known by its
 * content alone, so that a repeated request gives the first answer; one that comes while the first is under way waits for it.
 */
export const createDecider = (
  services: Services,
  take: (project: ProjectState, prepared: Prepared) => Promise<Receipt>,
) => {
  const underWay = new Map<string, Promise<Receipt>>();

  const decideOnce = async (project: ProjectState, sent: Item): Promise<Receipt> => {
    const { kept, mediaToFind, features } = await prepareItem(services, project, sent);
    const contentHash = contentHashOf(kept);
    const known = await services.db.read((q) => knownSubmissions(q, project.id, [sent.key]));
    const before = known.get(sent.key);
    const said = before ? askedBefore(before.model) : await askModels(services, project, sent);
    const inputs = inputsOf(kept, features);
    return take(project, { ...kept, ...said, inputs, mediaToFind, contentHash });
  };

  /** Decides an item, or waits for the same request that is under way. */
  return async (project: ProjectState, body: unknown): Promise<Decided> => {
    const parsed = item.safeParse(body);
    if (!parsed.success) throw invalid(fieldErrors(parsed.error));
    const sent = parsed.data;
    const name = `${project.id} ${contentHashOf(sent)}`;
    const first = underWay.get(name);
    const deciding = first ?? decideOnce(project, sent).finally(() => underWay.delete(name));
    underWay.set(name, deciding);
    const receipt = await deciding;
    return {
      ...receipt,
      repeated: receipt.repeated || first !== undefined,
      labelAt: labelAt(project, receipt),
    };
  };
};
