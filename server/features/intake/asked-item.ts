import { buffer } from 'node:stream/consumers';
import { mediaOfProject } from '../../../db/queries/media.ts';
import type { AskedItem } from '../../domain/model-protocols/protocol.ts';
import type { MediaReference } from '../../kinds/media-reference.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { itemKinds } from '../../kinds/registry.ts';
import type { Item } from '../../contract/submissions.ts';
import { missingMedia } from '../../submissions/prepare.ts';

/** A file of the project in base64; throws where it was not uploaded. */
const bytesOf = async ({ db, media }: Services, project: ProjectState, name: string): Promise<string> => {
  const known = await db.read((q) => mediaOfProject(q, project.id, name));
  const found = known && (await media.open(name));
  if (!found) throw missingMedia(name);
  return (await buffer(found.stream)).toString('base64');
};

/** An item as a model is asked about it: a file that was uploaded goes with it. */
export const askedItem = async (
  services: Services,
  project: ProjectState,
  { key, payload, inputs, occurredAt }: Item,
): Promise<AskedItem> => {
  const kind = itemKinds[project.itemKind];
  const parsed = kind.submitted.parse(payload);
  const bytes = new Map<MediaReference, string>();
  for (const reference of kind.mediaOf(parsed))
    if ('media' in reference) bytes.set(reference, await bytesOf(services, project, reference.media));
  const withBytes = kind.withMedia(parsed, (reference) => {
    const base64 = bytes.get(reference);
    return base64 === undefined ? { ...reference } : { base64 };
  });
  return { key, payload: withBytes, inputs, occurredAt };
};
