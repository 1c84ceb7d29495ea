import type { Handlers, Services } from '../../http/handler.ts';
import type { certificatesContract } from './contract.ts';
import { readCertification } from './read.ts';
import { applyCertificate } from './apply.ts';

/** How far thresholds are certified, and the use of one. */
export const certificatesHandlers = (s: Services): Handlers<typeof certificatesContract> => ({
  get: ({ project, query }) => s.db.read((q) => readCertification(q, project, query.model, s.now())),
  use: applyCertificate(s),
});
