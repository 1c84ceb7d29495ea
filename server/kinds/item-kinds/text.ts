import { z } from 'zod';
import { textDirections, textFormats, type TextDirection, type TextFormat } from '../../domain/words.ts';
import type { ItemKind } from '../item-kind.ts';
import { defined } from './defined.ts';
import { exactlyOne, mediaReference, type MediaReference } from '../media-reference.ts';

type Payload = {
  text?: string | undefined;
  document?: MediaReference | undefined;
  title?: string | undefined;
  format?: TextFormat | undefined;
  direction?: TextDirection | undefined;
};

/**
 * A text, kept as `{ text, title?, format?, direction? }` or, where it is a file, with `document: { media, type, size }` in
 * place of `text`.
 */
export const text: ItemKind<Payload> = {
  name: 'text',
  title: 'Text',
  submitted: z
    .strictObject({
      text: z.string().min(1).max(200_000).optional(),
      document: mediaReference('media', 'base64').optional(),
      title: z.string().max(300).optional(),
      format: z.enum(textFormats).optional(),
      direction: z.enum(textDirections).optional(),
    })
    .check(exactlyOne(['text', 'document'])),
  media: ['text/plain'],
  mediaOf({ document }) {
    return document ? [document] : [];
  },
  withMedia({ document, ...said }, put) {
    return { ...defined(said), ...(document && { document: put(document) }) };
  },
};
