import { z } from 'zod';
import type { ItemKind } from '../item-kind.ts';
import { defined } from './defined.ts';
import { exactlyOne, mediaReference, type MediaReference } from '../media-reference.ts';

type Payload = {
  image?: MediaReference | undefined;
  /** Several, each with what stands below it. */
  images?: { image: MediaReference; caption?: string | undefined }[] | undefined;
  caption?: string | undefined;
  /** Pixels, so that what is drawn can be held against them. */
  width?: number | undefined;
  height?: number | undefined;
};

const pixels = z.number().int().min(1).max(1_000_000).optional();

const caption = z.string().max(1_000).optional();
const file = mediaReference('media', 'base64', 'url');

/** One picture, or several side by side; one is kept as `{ image: { media, type, size } | { url }, caption?, width?, height? }`. */
export const image: ItemKind<Payload> = {
  name: 'image',
  title: 'Image',
  submitted: z
    .strictObject({
      image: file.optional(),
      images: z
        .array(z.strictObject({ image: file, caption }))
        .min(2)
        .max(6)
        .optional(),
      caption,
      width: pixels,
      height: pixels,
    })
    .check(exactlyOne(['image', 'images'])),
  media: ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'],
  mediaOf({ image: one, images = [] }) {
    return one ? [one] : images.map((each) => each.image);
  },
  withMedia({ image: one, images, ...said }, put) {
    return {
      ...(one && { image: put(one) }),
      ...(images && {
        images: images.map(({ image: each, ...below }) => ({ image: put(each), ...defined(below) })),
      }),
      ...defined(said),
    };
  },
};
