import type { Json } from '../../domain/words.ts';

/** Signs that a reader of YAML may not take within quotes as they stand. */
const controls = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A value as YAML: its JSON, which YAML 1.2 reads as it is. */
export const yamlText = (value: Json): string =>
  JSON.stringify(value).replaceAll(
    controls,
    (sign) => String.raw`\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
