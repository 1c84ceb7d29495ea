import type { Handlers, Services } from '../../http/handler.ts';
import type { auditsContract } from './contract.ts';
import { coverageAt } from './coverage.ts';

export const auditsHandlers = ({ db, now }: Services): Handlers<typeof auditsContract> => ({
  get: ({ project }) => db.read((q) => coverageAt(q, project, now())),
});
