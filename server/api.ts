import type { Contract } from './contract/route.ts';
import { alarmsContract } from './features/alarms/contract.ts';
import { auditLogContract } from './features/audit-log/contract.ts';
import { auditsContract } from './features/audits/contract.ts';
import { callbacksContract } from './features/callbacks/contract.ts';
import { calibratorsContract } from './features/calibrators/contract.ts';
import { certificatesContract } from './features/certificates/contract.ts';
import { ladderContract } from './features/ladder/contract.ts';
import { commentsContract } from './features/comments/contract.ts';
import { datasetsContract } from './features/datasets/contract.ts';
import { driftContract } from './features/drift/contract.ts';
import { evidenceContract } from './features/evidence/contract.ts';
import { goldContract } from './features/gold/contract.ts';
import { groupsContract } from './features/groups/contract.ts';
import { importsContract } from './features/imports/contract.ts';
import { intakeContract } from './features/intake/contract.ts';
import { itemsContract } from './features/items/contract.ts';
import { keysContract } from './features/keys/contract.ts';
import { labelsContract } from './features/labels/contract.ts';
import { mediaContract } from './features/media/contract.ts';
import { modelsContract } from './features/models/contract.ts';
import { monitoringContract } from './features/monitoring/contract.ts';
import { overviewContract } from './features/overview/contract.ts';
import { peopleContract } from './features/people/contract.ts';
import { personalContract } from './features/personal/contract.ts';
import { pipelineContract } from './features/pipeline/contract.ts';
import { policyContract } from './features/policy/contract.ts';
import { projectsContract } from './features/projects/contract.ts';
import { queueContract } from './features/queue/contract.ts';
import { reliabilityContract } from './features/reliability/contract.ts';
import { retrainingContract } from './features/retraining/contract.ts';
import { reviewsContract } from './features/reviews/contract.ts';
import { rolloutsContract } from './features/rollouts/contract.ts';
import { sessionsContract } from './features/sessions/contract.ts';
import { systemContract } from './features/system/contract.ts';

/**
 * Table of contents: every feature's contract, all served below `/api/v1`. A request is held against one route after the
 * other, and so what is called most comes first.
 */
export const api = {
  intake: intakeContract,
  reviews: reviewsContract,
  items: itemsContract,
  media: mediaContract,
  sessions: sessionsContract,
  people: peopleContract,
  groups: groupsContract,
  queue: queueContract,
  keys: keysContract,
  projects: projectsContract,
  policy: policyContract,
  models: modelsContract,
  evidence: evidenceContract,
  ladder: ladderContract,
  calibrators: calibratorsContract,
  rollouts: rolloutsContract,
  certificates: certificatesContract,
  reliability: reliabilityContract,
  comments: commentsContract,
  gold: goldContract,
  imports: importsContract,
  audits: auditsContract,
  retraining: retrainingContract,
  alarms: alarmsContract,
  labels: labelsContract,
  datasets: datasetsContract,
  callbacks: callbacksContract,
  overview: overviewContract,
  personal: personalContract,
  monitoring: monitoringContract,
  drift: driftContract,
  pipeline: pipelineContract,
  system: systemContract,
  auditLog: auditLogContract,
} as const satisfies Record<string, Contract>;

/** Where the API lives. */
export const apiRoot = '/api/v1';
