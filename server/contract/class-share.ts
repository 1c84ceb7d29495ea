import { z } from 'zod';
import { json } from './values.ts';

/** How probable it is that an item is of a class. */
export const classShare = z.strictObject({ value: json, share: z.number() });
