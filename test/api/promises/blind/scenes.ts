import { randomUUID } from 'node:crypto';
import { api } from '../../../../server/api.ts';
import type { Policy } from '../../../../server/domain/policy.ts';
import { deskOf } from '../../../support/desk.ts';
import { startReceiver } from '../../../support/receiver.ts';
import { aPrediction, submit, type Caller, type TestServer } from '../../../support/server.ts';

/** The classes of these projects. Nothing else has such names, nor any part of an id. */
export const classes = ['pangolin', 'capybara', 'wolverine', 'aardvark'] as const;
const [modelSays, otherSays, , decoyIs] = classes;
export const [, , readerSays] = classes;

/** A situation in which somebody is to judge blind. */
export type Scene = {
  project: string;
  /** The item to be judged, one like it that differs in every secret, and others to work on meanwhile. */
  target: string;
  twin: string;
  decoys: string[];
  /** What the reader must not be told of the target. */
  secrets: string[];
  service: Caller;
};

/** How a scene comes about: the policy, the model's confidence, and what others have done with the items already. */
type Setting = {
  policy: Partial<Policy>;
  confidence: number;
  inspectors?: 2;
  others?: 'answered' | 'answered late' | 'skipped';
};

const two = {
  name: 'two',
  when: [{ on: 'input', name: 'secret', op: 'eq', value: true }],
  then: { inspectors: 2 },
} as const;

/** Every situation in which the dial has people judge blind. */
export const settings: Record<string, Setting> = {
  'an item in human_only': { policy: { degree: 'human_only' }, confidence: 0.314159265 },
  'an item in shadow': { policy: { degree: 'shadow' }, confidence: 0.314159265 },
  'the blind share in assistance': {
    policy: { degree: 'assistance', blindShare: 1 },
    confidence: 0.314159265,
  },
  'the blind share in partial': { policy: { degree: 'partial', blindShare: 1 }, confidence: 0.314159265 },
  'an audit in partial': {
    policy: { degree: 'partial', threshold: 0.9, auditShare: 1 },
    confidence: 0.914159265,
  },
  'an audit in full': { policy: { degree: 'full', auditShare: 1 }, confidence: 0.314159265 },
  'the recheck of an audit that disagreed': {
    policy: { degree: 'partial', threshold: 0.9, auditShare: 1 },
    confidence: 0.914159265,
    others: 'answered',
  },
  'the second of two, blind, once the first has answered': {
    policy: { degree: 'shadow', rules: [{ ...two, when: [...two.when] }] },
    confidence: 0.314159265,
    inspectors: 2,
    others: 'answered',
  },
  'the second of two, assisted, once the first has answered': {
    policy: { degree: 'assistance', blindShare: 0, rules: [{ ...two, when: [...two.when] }] },
    confidence: 0.314159265,
    inspectors: 2,
    others: 'answered',
  },
  'an item that somebody answered too late': {
    policy: { degree: 'shadow' },
    confidence: 0.314159265,
    others: 'answered late',
  },
  'an item that somebody skipped': {
    policy: { degree: 'shadow' },
    confidence: 0.314159265,
    others: 'skipped',
  },
};

const predicted = (value: string, confidence: number) => ({
  value,
  confidence,
  scores: { [value]: 0.271828182 },
  latencyMs: 161.803398,
  inputs: { secret: true },
  steps: { sight: { output: { looksLike: value }, metrics: { likeness: 0.577215664 } } },
  priority: 500,
});

/** An empty project for a scene, with an endpoint that is told of everything and repeats it in its answers. */
export const stage = async (server: TestServer, { policy }: Setting): Promise<string> => {
  const project = await server.project(policy, {
    question: 'Which animal is this?',
    schema: {
      kind: 'choice',
      classes: classes.map((name) => ({ name, title: name, color: '#1c7ed6', key: null, retired: false })),
    },
  });
  const likeness = { name: 'likeness', type: 'number', low: null, high: null } as const;
  const pipeline = [{ name: 'sight', after: [], metrics: [likeness] }];
  const receiver = await startReceiver();
  receiver.answers(({ body }) => ({ status: 200, body }));
  const admin = await server.person('admin');
  await admin.call(api.projects.update, { params: { project }, body: { pipeline } });
  await admin.call(api.callbacks.create, { params: { project }, body: { url: receiver.url } });
  return project;
};

/** Lets the scene come about in its project. */
export const play = async (
  server: TestServer,
  project: string,
  { confidence, policy, others }: Setting,
): Promise<Scene> => {
  const service = await server.service(project);
  const [target, twin] = [`target-${randomUUID()}`, `twin-${randomUUID()}`];
  const decoys = Array.from({ length: 9 }, (_, i) => `decoy-${i}-${randomUUID()}`);
  await submit(service, project, [
    aPrediction({ key: target, ...predicted(modelSays, confidence) }),
    aPrediction({ key: twin, ...predicted(readerSays, confidence + 0.01), scores: null, latencyMs: null }),
    ...decoys.map((key) => aPrediction({ key, value: decoyIs, confidence: 0.5 })),
  ]);

  const decisions = { decisionId: randomUUID(), timeSpentMs: 16_180_339 };
  if (others) {
    const other = await deskOf(server, project);
    const held = await other.claims(2);
    const [first, second] = [held.find((r) => r.key === target), held.find((r) => r.key === twin)];
    if (!first || !second) throw new Error('the items to be judged come first');
    if (others === 'skipped') {
      await other.skips(first, { ...decisions, note: `surely a ${otherSays}` });
      await other.skips(second);
    } else {
      // A token of before stands for a lease that was lost.
      const token = (review: { token: number }) => (others === 'answered' ? review.token : review.token - 1);
      await other.decides({ ...first, token: token(first) }, otherSays, decisions);
      await other.decides({ ...second, token: token(second) }, decoyIs);
    }
  }

  const known = await service.call(api.items.get, { params: { project, key: target } });
  const ofModel = [
    modelSays,
    String(confidence),
    '0.271828182',
    '0.577215664',
    '161.803398',
    known.predictions[0]?.id ?? '',
  ];
  const ofOther = [otherSays, String(decisions.timeSpentMs), decisions.decisionId];
  const assisted = policy.degree === 'assistance' && policy.blindShare === 0;
  const secrets = [...(assisted ? [] : ofModel), ...(others ? ofOther : [])];
  return { project, target, twin, decoys, secrets, service };
};
