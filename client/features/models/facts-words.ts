import { classNamed, type LabelSchema } from '../../../server/domain/label-schema.ts';
import type { ModelVersionReply } from '../../../server/features/models/contract.ts';
import { msText } from '../../ui/ms-text.ts';
import { percentText } from '../../ui/proportion.tsx';

/** Latencies as "12 ms, 95 % below 40 ms". */
export const latencyText = ({ p50, p95 }: NonNullable<ModelVersionReply['latency']>): string =>
  `${msText(p50)}, 95\u00a0% below ${msText(p95)}`;

/** A certificate as "from 0.97 on: at most 3 % wrong, 90 % sure". */
export const certificateText = (
  { value, threshold, targetError, targetConfidence, holds }: ModelVersionReply['certificates'][number],
  schema: LabelSchema,
): string => {
  const whose = value === null ? '' : `${classNamed(schema, value)?.title ?? value} `;
  const says = `at most ${percentText(targetError, 1)} wrong, ${percentText(targetConfidence, 0)} sure`;
  return `${whose}from ${threshold} on: ${holds ? says : 'has lapsed'}`;
};
