import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { erasureOf } from '../../db/queries/erase.ts';
import { fieldErrors } from '../contract/parse.ts';
import type { FieldError } from '../contract/problems.ts';
import { AppError, invalidFields } from '../errors.ts';
import type { ProjectState, Services } from '../http/handler.ts';
import { checkLabel, itemFault, itemKinds } from '../kinds/registry.ts';
import type { MediaReference, StoredMedia } from '../kinds/media-reference.ts';
import { keepMedia, recognised } from '../media/keep.ts';
import type { FeatureValues } from '../media/features/kind-features.ts';
import { submission, type Item, type Submission } from '../contract/submissions.ts';
import { told } from '../domain/told.ts';

/** A submission that was checked, with its payload as it will be kept. */
export type Prepared = Submission & {
  contentHash: string;
  /** Files that the payload refers to and that must have been uploaded. */
  mediaToFind: string[];
  /** Whether its model was asked and gave no answer that can be used: it then abstains, and people decide. */
  failed: boolean;
};

/** What is wrong with a record, by field. */
export const invalid = (errors: FieldError[]): AppError => invalidFields(errors, 'the record');

/** What is wrong with a payload that refers to this file. */
export const missingMedia = (name: string): AppError =>
  new AppError('media_missing', { errors: [{ path: ['payload'], ...told`no file ${name} was uploaded` }] });

/** Throws where a version is named twice, or what one says is no answer. */
const checkPredictions = (project: ProjectState, { others, payload, ...first }: Submission): void => {
  const faultOf = (value: Submission['value']) => checkLabel(project.schema, value, 'prediction', payload);
  const fault = faultOf(first.value);
  if (fault !== null) throw invalid([{ path: ['value'], ...fault }]);
  const known = new Set([first.model]);
  for (const [i, { model, value }] of others.entries()) {
    if (known.has(model))
      throw invalid([{ path: ['others', i, 'model'], ...told`was named before in this record` }]);
    known.add(model);
    const wrong = faultOf(value);
    if (wrong !== null) throw invalid([{ path: ['others', i, 'value'], ...wrong }]);
  }
};

/**
 * SHA-256, in hex, of what a record says. What it leaves out adds nothing, and a caller that sends the same again may have
 * been told of another epoch since.
 */
export const contentHashOf = ({
  unit,
  steps,
  others = [],
  epoch: _,
  ...content
}: Item & Partial<Submission>): string => {
  const said = {
    ...content,
    ...(unit !== null && { unit }),
    ...(Object.keys(steps).length > 0 && { steps }),
    ...(others.length > 0 && { others }),
  };
  return hash('sha256', canonicalize(said) ?? '', 'hex');
};

/** Throws where an item tells of a step that the project does not declare. */
const checkSteps = ({ pipeline }: ProjectState, { steps }: Item): void => {
  const unknown = Object.keys(steps).find((step) => !pipeline.some(({ name }) => name === step));
  if (unknown !== undefined)
    throw invalid([{ path: ['steps', unknown], ...told`is not a step of this project` }]);
};

/** A file whose bytes came with an item. */
type Inline = { stored: StoredMedia; bytes: Uint8Array };

/** Recognises a file whose bytes came with an item, and keeps it. */
const takeInline = async (
  services: Services,
  project: ProjectState,
  base64: string,
  isKept: boolean,
): Promise<Inline> => {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length === 0) throw invalid([{ path: ['payload'], ...told`the inline media is not base64` }]);
  const accept = itemKinds[project.itemKind].media;
  const stored = isKept
    ? await keepMedia(services, project, bytes, { accept })
    : await recognised(services, bytes, { accept });
  return { stored, bytes };
};

/** What is monitored of an item by itself: of the first of its files that are kept here, or of what is complete in itself. */
const featuresOf = async (
  { features }: Services,
  project: ProjectState,
  payload: object,
  references: readonly MediaReference[],
  inline: ReadonlyMap<MediaReference, Inline>,
): Promise<FeatureValues> => {
  if (references.length === 0) return features.ofPayload(project, payload);
  const first = references.find((reference) => !('url' in reference));
  if (first && 'media' in first) return features.ofFile(project, first.media);
  const file = first && inline.get(first);
  // Its bytes are at hand, and are not read again.
  return file ? features.ofFile(project, file.stored.media, file.bytes) : {};
};

/**
 * An item with its payload as it will be kept: checked by the item kind, its inline media kept; with what is monitored of
 * it by itself. Nothing is written to the database but the files' own rows.
 */
export const prepareItem = async <T extends Item>(
  services: Services,
  project: ProjectState,
  item: T,
): Promise<{ kept: T; mediaToFind: string[]; features: FeatureValues }> => {
  checkSteps(project, item);
  const kind = itemKinds[project.itemKind];
  const payload = kind.submitted.safeParse(item.payload);
  if (!payload.success) throw invalid(fieldErrors(payload.error, ['payload']));
  const unfit = itemFault(project.schema, item.payload);
  if (unfit !== null) throw invalid([{ path: ['payload'], ...unfit }]);
  const references = kind.mediaOf(payload.data);
  const inline = new Map<MediaReference, Inline>();
  const came = references.filter((reference) => 'base64' in reference);
  // What was erased is not kept again because its sender repeats itself.
  const isKept =
    came.length > 0 && (await services.db.read((q) => erasureOf(q, project.id, item.key))) === null;
  for (const reference of came)
    inline.set(reference, await takeInline(services, project, reference.base64, isKept));
  // A file that was uploaded is completed with its type and size when it is looked up.
  const kept = kind.withMedia(payload.data, (reference) => ({
    ...(inline.get(reference)?.stored ?? reference),
  }));
  const mediaToFind = references.flatMap((reference) => ('media' in reference ? [reference.media] : []));
  const features = await featuresOf(services, project, payload.data, references, inline);
  return { kept: { ...item, payload: kept }, mediaToFind, features };
};

/** The inputs of an item: those that its sender says, and what was worked out of it under other names. */
export const inputsOf = ({ inputs }: Item, features: FeatureValues): Item['inputs'] => ({
  ...features,
  ...inputs,
});

/** Checks one record by itself: its fields, its payload, its values by the label kind. Throws an `AppError` that names the field. */
export const prepare = async (
  services: Services,
  project: ProjectState,
  record: unknown,
): Promise<Prepared> => {
  const parsed = submission.safeParse(record);
  if (!parsed.success) throw invalid(fieldErrors(parsed.error));
  checkPredictions(project, parsed.data);
  const { kept, mediaToFind, features } = await prepareItem(services, project, parsed.data);
  const contentHash = contentHashOf(kept);
  return { ...kept, inputs: inputsOf(kept, features), mediaToFind, contentHash, failed: false };
};
