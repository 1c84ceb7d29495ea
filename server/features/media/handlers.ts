import type { Handlers, Services } from '../../http/handler.ts';
import type { mediaContract } from './contract.ts';
import { get } from './get.ts';
import { upload } from './upload.ts';

export const mediaHandlers = (s: Services): Handlers<typeof mediaContract> => ({
  upload: upload(s),
  get: get(s),
});
