import { z } from 'zod';
import type { Json } from '../../domain/words.ts';
import type { ItemKind } from '../item-kind.ts';
import { mediaReference, type MediaReference } from '../media-reference.ts';

type Payload = {
  image: MediaReference;
  caption?: string | undefined;
  /** Pixels, so that what is drawn can be held against them. */
  width?: number | undefined;
  height?: number | undefined;
};

const pixels = z.number().int().min(1).max(1_000_000).optional();

/** A picture, kept as `{ image: { media, type, size } | { url }, caption?, width?, height? }`. */
export const image: ItemKind<Payload> = {
  name: 'image',
  title: 'Image',
  submitted: z.strictObject({
    image: mediaReference('media', 'base64', 'url'),
    caption: z.string().max(1_000).optional(),
    width: pixels,
    height: pixels,
  }),
  media: ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'],
  mediaOf(payload) {
    return payload.image;
  },
  withStored({ image: reference, ...said }, stored) {
    const kept: Record<string, Json> = { image: stored ? { ...stored } : { ...reference } };
    for (const [name, value] of Object.entries(said)) if (value !== undefined) kept[name] = value;
    return kept;
  },
};
