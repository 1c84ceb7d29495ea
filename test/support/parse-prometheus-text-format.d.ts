/** parse-prometheus-text-format comes without types: this much of it is used. */
declare module 'parse-prometheus-text-format' {
  /** Samples of one name. */
  export type Family = {
    name: string;
    help: string;
    type: string;
    metrics: { labels?: Record<string, string>; value?: string }[];
  };

  /** Throws where a line is not of the format. */
  export default function parse(text: string): Family[];
}
