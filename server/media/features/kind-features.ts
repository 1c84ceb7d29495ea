import type { MonitoredInput } from '../../domain/measures/inputs.ts';

/** What was worked out of an item: inputs by name. */
export type FeatureValues = Record<string, number | string | null>;

/** What can be worked out of the items of a kind by themselves. */
export type KindFeatures = {
  /** Each as a project would declare it. */
  inputs: readonly MonitoredInput[];
  /** Whether its items bring more by names of their own. */
  hasOwnNames?: boolean;
  /** Works them out of a file; throws where it cannot be read. */
  ofFile(bytes: Uint8Array): Promise<FeatureValues>;
  /** Works them out of a payload that is complete in itself. */
  ofPayload(payload: object): FeatureValues;
};

/** A number to as many digits as say something. */
export const rounded = (x: number): number => Number(x.toPrecision(4));
