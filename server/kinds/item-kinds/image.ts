import { z } from 'zod';
import type { Json } from '../../domain/words.ts';
import type { ItemKind } from '../item-kind.ts';
import { defined } from './defined.ts';
import { exactlyOne, mediaReference, type MediaReference } from '../media-reference.ts';

type Payload = {
  image?: MediaReference | undefined;
  /** Several are on the web, each with what stands below it. */
  images?: { image: MediaReference; caption?: string | undefined }[] | undefined;
  caption?: string | undefined;
  /** Pixels, so that what is drawn can be held against them. */
  width?: number | undefined;
  height?: number | undefined;
};

const pixels = z.number().int().min(1).max(1_000_000).optional();

const caption = z.string().max(1_000).optional();
const onWeb = z.strictObject({ image: mediaReference('url'), caption });

/** One picture, or several side by side; one is kept as `{ image: { media, type, size } | { url }, caption?, width?, height? }`. */
export const image: ItemKind<Payload> = {
  name: 'image',
  title: 'Image',
  submitted: z
    .strictObject({
      image: mediaReference('media', 'base64', 'url').optional(),
      images: z.array(onWeb).min(2).max(6).optional(),
      caption,
      width: pixels,
      height: pixels,
    })
    .check(exactlyOne(['image', 'images'])),
  media: ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'],
  mediaOf(payload) {
    return payload.image ?? null;
  },
  withStored({ image: reference, ...said }, stored) {
    const kept: Record<string, Json> = reference ? { image: stored ? { ...stored } : { ...reference } } : {};
    return { ...kept, ...defined(said) };
  },
};
