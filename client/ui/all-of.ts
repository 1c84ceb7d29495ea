import { t } from '@lingui/core/macro';

/** Clauses or names in a row, each joined to the one before by "and". */
export const allOf = (texts: readonly string[]): string =>
  texts.length === 0 ? '' : texts.reduce((before, next) => t`${before} and ${next}`);
