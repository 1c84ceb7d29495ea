import { z } from 'zod';
import type { Json } from '../../domain/words.ts';
import type { ItemKind } from '../item-kind.ts';
import { exactlyOne, mediaReference, type MediaReference } from '../media-reference.ts';

type Payload = {
  text?: string | undefined;
  document?: MediaReference | undefined;
  title?: string | undefined;
};

/** A text, kept as `{ text, title? }` or, where it is a file, `{ document: { media, type, size }, title? }`. */
export const text: ItemKind<Payload> = {
  name: 'text',
  title: 'Text',
  submitted: z
    .strictObject({
      text: z.string().min(1).max(200_000).optional(),
      document: mediaReference('media', 'base64').optional(),
      title: z.string().max(300).optional(),
    })
    .check(exactlyOne(['text', 'document'])),
  media: ['text/plain'],
  mediaOf(payload) {
    return payload.document ?? null;
  },
  withStored({ text: body, title }, stored) {
    const kept: Record<string, Json> = {};
    if (body !== undefined) kept.text = body;
    if (stored) kept.document = { ...stored };
    if (title !== undefined) kept.title = title;
    return kept;
  },
};
