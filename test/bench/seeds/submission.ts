/** The text that people see of an item: brings a submission to 1 KB. */
export const itemText = 'A long scratch over the camera, and a small one beside it. '.repeat(13);

/** Of ten predictions seven are sure enough for the policy of the bench, and three go to people. */
export const confidenceOf = (n: number): number => (n % 10 < 7 ? 0.95 : 0.55);

const classes = ['scratched', 'intact'] as const;

/** What the model says of the n-th item. */
export const valueOf = (n: number): (typeof classes)[number] => classes[n % 3 === 0 ? 0 : 1] ?? 'intact';

/** The model of all predictions. */
export const model = 'scratches@1';

/** A submission as JSON, about 1 KB of it. */
export const submissionText = (key: string, n: number): string =>
  JSON.stringify({
    key,
    payload: { text: itemText },
    inputs: { brightness: 0.5, line: 'a' },
    model,
    value: valueOf(n),
    confidence: confidenceOf(n),
    scores: { scratched: 0.6, intact: 0.4 },
    latencyMs: 12.5,
  });
