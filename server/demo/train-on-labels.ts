import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CallError } from '../../client/api/call.ts';
import type { ReplyOf } from '../contract/route.ts';
import { modelsContract } from '../features/models/contract.ts';
import { retrainingContract } from '../features/retraining/contract.ts';
import { type Caller, callerAt } from './caller.ts';
import { loadDigits } from './digits.ts';
import { createHeldOut } from './held-out.ts';
import { readDataset, withTaught, type Labelled } from './learn.ts';
import type { DigitModel } from './model.ts';
import type { Program } from './program.ts';
import { firstVersion, versionOf } from './reading.ts';
import { demoTraining, trainDigitModel } from './train.ts';
import { loadVersion, saveVersion } from './versions.ts';

/** How often the trainer looks for a training that is asked for, in milliseconds. */
const lookEvery = 1_000;
/** Of a training, what is done between two reports. */
const reportEvery = 0.2;

/** Where the trainer reports with which key, and where it leaves the versions that it trains. */
export type TrainerOptions = { server: string; project: string; key: string; versions: string };

type Cycle = ReplyOf<typeof retrainingContract.cycle>;

/** One training: what it is told of, by whom, and until when. */
type Task = TrainerOptions & { cycle: Cycle; call: Caller; signal: AbortSignal };

const fetchDataset = async ({ server, key, cycle: { dataset }, signal }: Task): Promise<Uint8Array> => {
  if (!dataset) throw new Error('the training has no dataset');
  // The link's own server may be one that only browsers reach.
  const address = new URL(new URL(dataset.url).pathname, server);
  const response = await fetch(address, { headers: { authorization: `Bearer ${key}` }, signal });
  if (!response.ok) throw new Error(`the dataset is not there: ${response.status}`);
  const file = new Uint8Array(await response.arrayBuffer());
  if (hash('sha256', file, 'hex') !== dataset.sha256)
    throw new Error('the dataset is not the one that was asked for');
  return file;
};

const nextVersion = async ({ call, project }: Task): Promise<string> => {
  const { models } = await call(modelsContract.list, { params: { project } });
  const known = new Set(models.map(({ model }) => model));
  let n = 2;
  while (known.has(versionOf(n))) n += 1;
  return versionOf(n);
};

/** Trains on what people labelled, and tells how far it is. */
const train = async (task: Task, file: Uint8Array): Promise<{ model: DigitModel; labelled: Labelled }> => {
  const { call, project, cycle, signal } = task;
  const digits = loadDigits('train');
  const labelled = readDataset(file, digits);
  const examples = withTaught(digits, labelled.digits);
  let told = Promise.resolve();
  let toldOf = 0;
  const model = await trainDigitModel({
    ...demoTraining,
    digits: examples,
    examples: examples.count,
    onProgress: ({ fraction, epoch }) => {
      if (fraction - toldOf < reportEvery) return;
      toldOf = fraction;
      const body = { report: 'progress', progress: fraction, message: `epoch ${epoch}` } as const;
      told = told.then(async () => {
        await call(retrainingContract.report, { params: { project, id: cycle.id }, body });
      });
      told.catch(() => undefined); // thrown once the training is over
    },
    signal,
  });
  await told;
  return { model, labelled };
};

const sentence = async (
  { versions, cycle }: Task,
  version: string,
  { model, labelled }: { model: DigitModel; labelled: Labelled },
): Promise<string> => {
  const before = cycle.before?.model ?? firstVersion;
  const earlier = await loadVersion(versions, before);
  const compared = [false, ...(labelled.underLamp ? [true] : [])].map((underLamp) => {
    const heldOut = createHeldOut(underLamp);
    const was = earlier ? `, ${before} ${heldOut(earlier)}` : '';
    return `${underLamp ? 'under the failing lamp' : 'as they are written'} ${heldOut(model)}${was}`;
  });
  return (
    `${version} is trained on ${demoTraining.examples.toLocaleString('en')} digits and the ` +
    `${labelled.digits.count.toLocaleString('en')} that people labelled. It reads of the 10,000 held out: ${compared.join('; ')}.`
  );
};

/** Does a training, as the trainer of any customer would: says that it has begun, how far it is, and what came of it. */
const work = async (task: Task, say: (text: string) => void): Promise<void> => {
  const { call, project, cycle, versions } = task;
  const at = { params: { project, id: cycle.id } };
  try {
    const file = await fetchDataset(task);
    await call(retrainingContract.report, { ...at, body: { report: 'started' } });
    const done = await train(task, file);
    const version = await nextVersion(task);
    await saveVersion(versions, version, done.model);
    await call(retrainingContract.report, { ...at, body: { report: 'finished', model: version } });
    say(await sentence(task, version, done));
  } catch (error) {
    if (task.signal.aborted) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    say(`the training failed: ${reason}`);
    await call(retrainingContract.report, { ...at, body: { report: 'failed', reason } });
  }
};

/** Whether the key is of no use, however often it is tried. */
const isRefusal = ({ code }: CallError): boolean => code === 'unauthenticated' || code === 'forbidden';

/** Does every training that the project asks for, until the signal; one that an earlier run began is begun again. */
export const trainOnLabels = async (
  options: TrainerOptions,
  ...[say, signal]: Parameters<Program>
): Promise<void> => {
  const { server, project, key } = options;
  const call = callerAt(server, { authorization: `Bearer ${key}` });
  const inState = async (state: 'requested' | 'started') =>
    (await call(retrainingContract.cycles, { params: { project }, query: { state } })).rows;
  const look = async (): Promise<void> => {
    for (const cycle of [...(await inState('started')), ...(await inState('requested'))])
      await work({ ...options, cycle, call, signal }, say);
  };
  while (!signal.aborted) {
    await look().catch((error: unknown) => {
      if (error instanceof CallError && isRefusal(error)) throw error;
      // The server is away, or somebody cancelled: looked at again soon.
    });
    await sleep(lookEvery, undefined, { signal }).catch(() => undefined);
  }
};
