import type { IntakeRow } from '../../db/queries/intake.ts';
import type { ItemEvent, ProjectState } from '../http/handler.ts';

/** What endpoints may be told of a submission: that it was accepted, that people are to look at it, or both. */
export const intakeEvents = (
  project: ProjectState,
  { itemId, key, model, value, confidence, calibrated, routing }: IntakeRow & { model: string },
  now: number,
): ItemEvent[] => {
  const { destination, reasons, rule, threshold, reviewProbability, arm, inspectors } = routing;
  const { policyRevision } = project;
  const what = {
    at: now,
    item: { id: itemId, key },
    data: {
      model,
      value,
      confidence,
      calibrated,
      routing: { destination, reasons, rule, threshold, reviewProbability, arm, policyRevision },
    },
  };
  const label = { value, source: 'auto' as const, decidedAt: new Date(now).toISOString() };
  const purpose = destination === 'auto' ? ('audit' as const) : ('review' as const);
  return [
    ...(destination === 'auto'
      ? [{ ...what, type: 'item.accepted' as const, data: { ...what.data, label } }]
      : []),
    ...(inspectors > 0
      ? [{ ...what, type: 'review.requested' as const, data: { ...what.data, purpose, inspectors } }]
      : []),
  ];
};
