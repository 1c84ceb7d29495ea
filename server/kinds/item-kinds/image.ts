import { z } from 'zod';
import type { Json } from '../../domain/words.ts';
import type { ItemKind } from '../item-kind.ts';
import { mediaReference, type MediaReference } from '../media-reference.ts';

type Payload = { image: MediaReference; caption?: string | undefined };

/** A picture, kept as `{ image: { media, type, size } | { url }, caption? }`. */
export const image: ItemKind<Payload> = {
  name: 'image',
  title: 'Image',
  submitted: z.strictObject({
    image: mediaReference('media', 'base64', 'url'),
    caption: z.string().max(1_000).optional(),
  }),
  media: ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'],
  mediaOf(payload) {
    return payload.image;
  },
  withStored({ image: reference, caption }, stored) {
    const kept: Record<string, Json> = { image: stored ? { ...stored } : { ...reference } };
    if (caption !== undefined) kept.caption = caption;
    return kept;
  },
};
