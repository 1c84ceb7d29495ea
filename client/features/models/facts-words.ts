import { t } from '@lingui/core/macro';
import { classNamed, type LabelSchema } from '../../../server/domain/label-schema.ts';
import type { ModelVersionReply } from '../../../server/features/models/contract.ts';
import { percentText } from '../../ui/proportion.tsx';
import { unitText } from '../../ui/unit-text.ts';
import { plainText } from '../../ui/decimal-text.ts';

/** Latencies as "12 ms, 95 % below 40 ms". */
export const latencyText = ({ p50, p95 }: NonNullable<ModelVersionReply['latency']>): string =>
  t`${unitText('milliseconds', p50)}, 95\u00a0% below ${unitText('milliseconds', p95)}`;

/** A certificate as "from 0.97 on: at most 3 % wrong, 90 % sure". */
export const certificateText = (
  { value, threshold, targetError, targetConfidence, holds }: ModelVersionReply['certificates'][number],
  schema: LabelSchema,
): string => {
  const from = plainText(threshold);
  const says = holds
    ? t`at most ${percentText(targetError, 1)} wrong, ${percentText(targetConfidence, 0)} sure`
    : t`has lapsed`;
  if (value === null) return t`from ${from} on: ${says}`;
  const title = classNamed(schema, value)?.title ?? value;
  return t`${title} from ${from} on: ${says}`;
};
