import { heldOutShare } from '../../server/domain/certification-fold.ts';
import { draw } from '../../server/domain/draw.ts';
import { deskOf } from './desk.ts';
import { aPrediction, submit, type TestServer } from './server.ts';

/** Keys whose items are judged blind, where at least half of all are, and are left to calibrators, or are not. */
export const drawnKeys = async (
  server: TestServer,
  project: string,
  n: number,
  { heldOut }: { heldOut: boolean },
): Promise<string[]> => {
  const { seed } = (await server.app.services.projects.get(project)) ?? { seed: '' };
  const keys: string[] = [];
  for (let i = 0; keys.length < n; i += 1) {
    const key = `drawn-${i}`;
    const isHeldOut = draw(seed, 'calibration', key) < heldOutShare;
    if (isHeldOut === heldOut && draw(seed, 'blind', key) < 0.5) keys.push(key);
  }
  return keys;
};

/**
 * Has an inspector judge items that are left to calibrators: how sure the model is of each, and whether it is right;
 * `already` were judged before.
 */
export const judgeHeldOut = async (
  server: TestServer,
  project: string,
  cases: readonly { confidence: number; right: boolean }[],
  already = 0,
): Promise<void> => {
  const all = await drawnKeys(server, project, already + cases.length, { heldOut: true });
  const keys = all.slice(already);
  const records = cases.map(({ confidence }, i) =>
    aPrediction({ key: keys[i], value: 'scratched', confidence, priority: 1 }),
  );
  await submit(await server.service(project), project, records);
  const right = new Map(cases.map((one, i) => [keys[i], one.right]));
  const desk = await deskOf(server, project);
  for (let left = cases.length; left > 0;) {
    const reviews = await desk.claims(Math.min(left, 10));
    if (reviews.length === 0) throw new Error(`${left} items do not wait for a person`);
    await Promise.all(
      reviews.map((review) => desk.decides(review, right.get(review.key) ? 'scratched' : 'intact')),
    );
    left -= reviews.length;
  }
};

/** As many as a calibrator needs: of those of which the model is sure by .9 half are right, of the others a fifth. */
export const casesToFit = Array.from({ length: 100 }, (_, i) =>
  i < 60 ? { confidence: 0.9, right: i % 4 < 2 } : { confidence: 0.6, right: i % 10 < 2 },
);
