const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long the stretches are that measures are added up over, in minutes: what is older is told less finely. */
export const spans = [1, 15, 60, 1_440] as const;
export type Span = (typeof spans)[number];

/** How old measures of each span may become before they are added to those of the next, in milliseconds. */
export const keptFor: readonly { span: Span; next: Span; ms: number }[] = [
  { span: 1, next: 15, ms: 3 * hourMs },
  { span: 15, next: 60, ms: 2 * dayMs },
  // Two weeks by the hour, so that a week can be set beside the one before.
  { span: 60, next: 1_440, ms: 15 * dayMs },
];

/** The start of the stretch that an instant lies in; both in epoch milliseconds. */
export const startOf = (at: number, span: number): number => at - (at % (span * minuteMs));

/** The span that measures of so many milliseconds ago are kept by. */
export const spanAt = (age: number): Span => keptFor.find(({ ms }) => age <= ms)?.span ?? 1_440;

/** How long the stretches may be that a chart is drawn in, in minutes. */
const steps = [1, 5, 15, 60, 180, 1_440, 10_080] as const;

/** A chart shows so many stretches at most. */
const mostPoints = 120;

/** The finest step, in minutes, that a chart from one instant to another can be drawn in at a third. */
export const stepOf = (from: number, to: number, now: number): number => {
  const kept = spanAt(now - from);
  return (
    steps.find((step) => step >= kept && (to - from) / (step * minuteMs) <= mostPoints) ??
    Math.ceil((to - from) / (mostPoints * dayMs)) * 1_440
  );
};
