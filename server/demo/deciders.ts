import type { DigitModel } from './model.ts';
import { firstVersion } from './reading.ts';
import type { Submitter } from './submitter.ts';
import { loadVersion } from './versions.ts';

/** How long the line goes by what it was told of who decides, in milliseconds. */
const goesBy = 2_000;

/** The versions whose predictions are wanted at this moment, and the epoch that says so. */
export type Deciders = { epoch: number; versions: { name: string; model: DigitModel }[] };

/** Asks which versions predict, now and again; each is loaded once. */
export const createDeciders = (
  submitter: Pick<Submitter, 'assignment'>,
  folder: string,
): (() => Promise<Deciders>) => {
  const loaded = new Map<string, DigitModel>();
  let told: Deciders = { epoch: 0, versions: [] };
  let askAt = 0;
  const load = async (name: string): Promise<Deciders['versions']> => {
    const model = loaded.get(name) ?? (await loadVersion(folder, name));
    if (!model) return [];
    loaded.set(name, model);
    return [{ name, model }];
  };
  return async () => {
    if (performance.now() < askAt) return told;
    const { epoch, live, candidate } = await submitter.assignment();
    const names = candidate === null ? [live ?? firstVersion] : [live ?? firstVersion, candidate];
    const versions = (await Promise.all(names.map(load))).flat();
    if (versions.length === 0)
      throw new Error(`no model of ${names.join(' or ')} is here: npm run demo makes one`);
    told = { epoch, versions };
    askAt = performance.now() + goesBy;
    return told;
  };
};
