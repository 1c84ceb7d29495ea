import { z } from 'zod';
import type { ItemKind } from '../item-kind.ts';
import { defined } from './defined.ts';
import { mediaReference, type MediaReference } from '../media-reference.ts';

type Payload = { video: MediaReference; caption?: string | undefined; fps?: number | undefined };

/** A film, kept as `{ video: { media, type, size } | { url }, caption?, fps? }`; `fps`: its frames a second. */
export const video: ItemKind<Payload> = {
  name: 'video',
  title: 'Video',
  submitted: z.strictObject({
    video: mediaReference('media', 'url'),
    caption: z.string().max(1_000).optional(),
    fps: z.number().min(1).max(1_000).optional(),
  }),
  media: ['video/mp4', 'video/webm'],
  mediaOf(payload) {
    return [payload.video];
  },
  withMedia({ video: film, ...said }, put) {
    return { video: put(film), ...defined(said) };
  },
};
