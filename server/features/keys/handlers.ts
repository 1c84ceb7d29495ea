import { keysOf } from '../../../db/queries/keys.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import type { keysContract } from './contract.ts';
import { createKey } from './create.ts';
import { tellKey } from './key-reply.ts';
import { revokeKey } from './revoke.ts';
import { rotateKey } from './rotate.ts';

/** API keys of model services. */
export const keysHandlers = (s: Services): Handlers<typeof keysContract> => ({
  list: async ({ project }) => ({ keys: (await s.db.read((q) => keysOf(q, project.id))).map(tellKey) }),
  create: createKey(s),
  rotate: rotateKey(s),
  revoke: revokeKey(s),
});
