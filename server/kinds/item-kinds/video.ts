import { z } from 'zod';
import type { Json } from '../../domain/words.ts';
import type { ItemKind } from '../item-kind.ts';
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
    return payload.video;
  },
  withStored({ video: reference, caption, fps }, stored) {
    const kept: Record<string, Json> = { video: stored ? { ...stored } : { ...reference } };
    if (caption !== undefined) kept.caption = caption;
    if (fps !== undefined) kept.fps = fps;
    return kept;
  },
};
