/** parse-prometheus-text-format comes without types: this much of it is used. */
declare module 'parse-prometheus-text-format' {
  import type { Family } from './prometheus.ts';

  /** Throws where a line is not of the format. */
  export default function parse(text: string): Family[];
}
