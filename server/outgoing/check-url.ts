import type { Config } from '../config.ts';
import { invalidField } from '../errors.ts';
import { addressRules, refusalOf } from './address-rules.ts';

/** Refuses an address that could never be called; hosts given by name are looked up, and checked, at each attempt. */
export const checkUrl = (config: Config, url: string): void => {
  const refusal = refusalOf(new URL(url), addressRules(config.callbackAllow));
  if (refusal !== null) throw invalidField(['url'], refusal);
};
