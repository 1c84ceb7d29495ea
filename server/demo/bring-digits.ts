import { setTimeout as sleep } from 'node:timers/promises';
import { arrivalAt, arrivalsIn } from './arrivals.ts';
import { createDeciders, type Deciders } from './deciders.ts';
import { digitInputs, digitPng, loadDigits } from './digits.ts';
import type { Drift } from './lighting.ts';
import type { Program } from './program.ts';
import { readDigit } from './reading.ts';
import { createSubmitter, type SubmittedRecord, type Submitter } from './submitter.ts';

/** How many digits the first start submits at once, so that there is work from the beginning. */
const firstBatch = 300;
/** The shortest time between two requests, in milliseconds; at higher rates each carries several digits. */
const shortestInterval = 50;

/** Where the line submits with which key, what its versions are kept in, and how many digits a second it brings (0: a first batch only). */
export type LineOptions = {
  server: string;
  project: string;
  key: string;
  versions: string;
  rate: number;
  drift: Drift | null;
};

/** A digit as it is submitted: with what the version that decides, and those compared with it, say of it. */
const recordOf = (
  { key, image }: { key: string; image: Uint8Array },
  { epoch, versions }: Deciders,
): SubmittedRecord => {
  const [first, ...others] = versions.map(({ name, model }) => ({ model: name, ...readDigit(model, image) }));
  return {
    key,
    payload: { image: { base64: Buffer.from(digitPng(image)).toString('base64') } },
    inputs: digitInputs(image),
    occurredAt: new Date().toISOString(),
    ...first,
    others,
    epoch,
  };
};

/** The position after the last digit that the server has: it has those before it too. */
const firstUnknown = async (
  submitter: Submitter,
  keyAt: (position: number) => string,
  count: number,
): Promise<number> => {
  let [next, unknown] = [0, count];
  while (next < unknown) {
    const middle = Math.floor((next + unknown) / 2);
    if (await submitter.has(keyAt(middle))) next = middle + 1;
    else unknown = middle;
  }
  return next;
};

/** Calls at an even pace, so many times a second, with how many are due each time; until it answers false. */
const evenly = async (
  rate: number,
  bring: (count: number) => Promise<boolean>,
  signal: AbortSignal,
): Promise<void> => {
  const interval = Math.max(1_000 / rate, shortestInterval);
  let due = 0;
  for (
    let at = performance.now() + interval, goesOn = true;
    goesOn;
    at = Math.max(at + interval, performance.now())
  ) {
    await sleep(Math.max(at - performance.now(), 0), undefined, { signal });
    due += (rate * interval) / 1_000;
    const count = Math.floor(due + 1e-9);
    due -= count;
    goesOn = await bring(count);
  }
};

/** Brings digit after digit, read by the versions that the server asks for, from where an earlier run stopped. */
export const bringDigits = async (
  { server, project, key, versions, rate, drift }: LineOptions,
  ...[say, signal]: Parameters<Program>
): Promise<void> => {
  const digits = loadDigits('train');
  const count = arrivalsIn(digits);
  const submitter = createSubmitter({ server, project, key, say, signal });
  const deciders = createDeciders(submitter, versions);
  let next = await firstUnknown(submitter, (position) => arrivalAt(digits, position, null).key, count);

  const submitNext = async (most: number) => {
    const asked = await deciders();
    const length = Math.min(most, count - next);
    const records = Array.from({ length }, (_, i) => recordOf(arrivalAt(digits, next + i, drift), asked));
    const tally = await submitter.submit(records);
    next += length;
    return tally;
  };
  if (next < firstBatch) {
    const before = next;
    const { accepted, audited, toReview } = await submitNext(firstBatch - next);
    const audits = audited === 0 ? '' : ` (${audited} of them to be audited)`;
    say(
      `${next - before} digits submitted at once: ${accepted} accepted automatically${audits}, ${toReview} to people`,
    );
  }
  if (rate === 0) return;
  const bring = async (n: number): Promise<boolean> => {
    if (n > 0) await submitNext(n);
    return next < count;
  };
  await evenly(rate, bring, signal);
  say(`all ${count.toLocaleString('en')} digits are submitted; npm run demo -- --reset begins afresh`);
};
