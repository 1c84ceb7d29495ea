import { z } from 'zod';
import type { ItemKind } from '../item-kind.ts';
import { defined } from './defined.ts';
import { mediaReference, type MediaReference } from '../media-reference.ts';

type Payload = { audio: MediaReference; caption?: string | undefined };

/** Something to be heard, kept as `{ audio: { media, type, size } | { url }, caption? }`. */
export const audio: ItemKind<Payload> = {
  name: 'audio',
  title: 'Audio',
  submitted: z.strictObject({
    audio: mediaReference('media', 'base64', 'url'),
    caption: z.string().max(1_000).optional(),
  }),
  media: [
    'audio/wav',
    'audio/mpeg',
    'audio/ogg',
    'audio/flac',
    'audio/aac',
    'audio/mp4',
    // A recording without pictures is often recognised by its container alone.
    'video/mp4',
    'video/webm',
  ],
  mediaOf(payload) {
    return [payload.audio];
  },
  withMedia({ audio: recording, ...said }, put) {
    return { audio: put(recording), ...defined(said) };
  },
};
