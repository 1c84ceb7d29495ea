import { z } from 'zod';
import { defineContract } from '../../contract/route.ts';
import { slug } from '../../contract/values.ts';
import { mediaHash } from '../../kinds/media-reference.ts';

/** A stored file. */
export const storedMedia = z.strictObject({
  media: mediaHash,
  type: z.string(),
  size: z.number().int(),
});
export type StoredMedia = z.infer<typeof storedMedia>;

export const mediaContract = defineContract({
  upload: {
    method: 'post',
    path: '/projects/:project/media',
    summary: 'Upload one or more files (multipart/form-data); their types are recognised from their bytes',
    access: 'predictions.write',
    params: z.strictObject({ project: slug }),
    body: {
      stream: 'body',
      types: ['multipart/form-data'],
      schema: z.object({ file: z.string().meta({ format: 'binary' }) }),
    },
    reply: z.strictObject({ files: z.array(storedMedia) }),
    status: 201,
    errors: ['media_unsupported', 'body_too_large', 'unsupported_media_type'],
  },
  get: {
    method: 'get',
    path: '/projects/:project/media/:media',
    summary: 'The bytes of a file that belongs to the project',
    access: 'items.read',
    params: z.strictObject({ project: slug, media: mediaHash }),
    reply: {
      stream: 'reply',
      types: ['image/*', 'audio/*', 'video/*', 'text/plain'],
      description: 'The bytes, cacheable for ever; one range of them where asked (206)',
    },
    errors: [],
  },
});
