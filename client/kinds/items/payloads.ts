import { z } from 'zod';
import { addressOf } from '../../api/call.ts';
import {
  textDirections,
  textFormats,
  type Json,
  type TextDirection,
  type TextFormat,
} from '../../../server/domain/words.ts';
import { mediaContract } from '../../../server/features/media/contract.ts';

// Read leniently: what is not understood is shown as JSON rather than not at all.
const file = z.looseObject({ media: z.string(), type: z.string().optional(), size: z.number().optional() });
const anywhere = z.union([file, z.looseObject({ url: z.url({ protocol: /^https?$/ }) })]);
const caption = z.string().optional();
const image = z.looseObject({ image: anywhere, caption });
const images = z.looseObject({ images: z.array(image).min(1), caption });
const audio = z.looseObject({ audio: anywhere, caption });
const video = z.looseObject({ video: anywhere, caption, fps: z.number().positive().optional() });
const ofTexts = {
  title: z.string().optional(),
  format: z.enum(textFormats).catch('plain'),
  direction: z.enum(textDirections).catch('auto'),
};
const text = z.looseObject({ text: z.string(), ...ofTexts });
const document = z.looseObject({ document: file, ...ofTexts });
const table = z.looseObject({
  row: z.record(z.string(), z.json()),
  title: z.string().optional(),
});

/** The address of a file of the project. */
const mediaAddress = (project: string, media: string) => addressOf(mediaContract.get, { project, media });

const sourceOf = (project: string, at: z.infer<typeof anywhere>): string =>
  'url' in at ? String(at.url) : mediaAddress(project, String(at.media));

/** Where an image is, and what stands below it. */
export type ShownImage = { src: string; caption: string | null };

/** The images of an item, and what stands below all of them; null where the payload is none. */
export const readImages = (
  project: string,
  payload: Json,
): { images: ShownImage[]; caption: string | null } | null => {
  const shown = (one: z.infer<typeof image>): ShownImage => ({
    src: sourceOf(project, one.image),
    caption: one.caption ?? null,
  });
  const single = image.safeParse(payload).data;
  if (single) return { images: [shown(single)], caption: null };
  const several = images.safeParse(payload).data;
  return several ? { images: several.images.map(shown), caption: several.caption ?? null } : null;
};

/** Where a recording is, what stands below it, and its bytes where it is a file of ours; null where the payload is none. */
export const readAudio = (
  project: string,
  payload: Json,
): { src: string; caption: string | null; size: number | null } | null => {
  const { data } = audio.safeParse(payload);
  if (!data) return null;
  const size = 'url' in data.audio ? null : Number(data.audio.size ?? 0);
  return { src: sourceOf(project, data.audio), caption: data.caption ?? null, size };
};

/** Where a film is, what stands below it, and its frames a second where they are known; null where the payload is none. */
export const readVideo = (
  project: string,
  payload: Json,
): { src: string; caption: string | null; fps: number | null } | null => {
  const { data } = video.safeParse(payload);
  if (!data) return null;
  return { src: sourceOf(project, data.video), caption: data.caption ?? null, fps: data.fps ?? null };
};

/** How a text is to be shown. */
export type TextLook = { title: string | null; format: TextFormat; direction: TextDirection };

/** A text, or where to fetch it, and how to show it; null where the payload is neither. */
export const readText = (
  project: string,
  payload: Json,
): (TextLook & ({ text: string } | { src: string; size: number | null })) | null => {
  const data = text.safeParse(payload).data ?? document.safeParse(payload).data;
  if (!data) return null;
  const { title = null, format, direction } = data;
  const look = { title, format, direction };
  if ('text' in data && typeof data.text === 'string') return { ...look, text: data.text };
  const { media, size } = document.parse(payload).document;
  return { ...look, src: mediaAddress(project, media), size: size ?? null };
};

/** The cells of a table row, in the sender's order; null where the payload is none. */
export const readRow = (payload: Json): { title: string | null; cells: [string, Json][] } | null => {
  const { data } = table.safeParse(payload);
  return data ? { title: data.title ?? null, cells: Object.entries(data.row) } : null;
};
