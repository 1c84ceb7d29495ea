import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { fieldErrors } from '../../contract/parse.ts';
import { AppError } from '../../errors.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { itemKinds, labelKinds } from '../../kinds/registry.ts';
import type { StoredMedia } from '../../kinds/media-reference.ts';
import { keepMedia } from '../../media/keep.ts';
import { submission, type Submission } from './contract.ts';

/** A submission that was checked, with its payload as it will be kept. */
export type Prepared = Submission & {
  contentHash: string;
  /** A file that the payload refers to and that must have been uploaded; null: none to look up. */
  mediaToFind: string | null;
};

const invalid = (errors: { path: (string | number)[]; message: string }[]): AppError => {
  const [first] = errors;
  const detail = first ? `${first.path.join('.') || 'the record'}: ${first.message}` : 'not a prediction';
  return new AppError('invalid_input', { detail, errors });
};

/**
 * Checks one record by itself: its fields, its payload by the item kind, its value by the label kind; keeps inline media.
 * Throws an `AppError` that names the field. Nothing is written to the database but the file's own row.
 */
export const prepare = async (
  services: Services,
  project: ProjectState,
  record: unknown,
): Promise<Prepared> => {
  const parsed = submission.safeParse(record);
  if (!parsed.success) throw invalid(fieldErrors(parsed.error));
  const kind = itemKinds[project.itemKind];
  const payload = kind.submitted.safeParse(parsed.data.payload);
  if (!payload.success) throw invalid(fieldErrors(payload.error, ['payload']));
  const fault = labelKinds[project.schema.kind].check(project.schema, parsed.data.value, 'prediction');
  if (fault !== null) throw invalid([{ path: ['value'], message: fault }]);

  const reference = kind.mediaOf(payload.data);
  let stored: StoredMedia | null = null;
  if (reference && 'base64' in reference) {
    const bytes = Buffer.from(reference.base64, 'base64');
    if (bytes.length === 0) throw invalid([{ path: ['payload'], message: 'the inline media is not base64' }]);
    stored = await keepMedia(services, project, bytes, { accept: kind.media });
  }
  const mediaToFind = reference && 'media' in reference ? reference.media : null;
  // A reference is completed with the file's type and size when it is looked up.
  const kept = mediaToFind === null ? kind.withStored(payload.data, stored) : parsed.data.payload;

  const checked = { ...parsed.data, payload: kept };
  return { ...checked, mediaToFind, contentHash: hash('sha256', canonicalize(checked) ?? '', 'hex') };
};
