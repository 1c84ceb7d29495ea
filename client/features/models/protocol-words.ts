import { t } from '@lingui/core/macro';
import type { BreakerState } from '../../../server/domain/model-protocols/breaker-states.ts';
import type { ProtocolName } from '../../../server/domain/model-protocols/names.ts';

/** Each protocol as people know it, the address it is spoken at, and what is said about where its answer is. */
export const protocolWords: Record<ProtocolName, { title: string; address: string; mapping: string | null }> =
  {
    open_inference: {
      title: t`Open Inference Protocol v2 (KServe, Triton, MLServer)`,
      address: 'https://models.example.org/v2/models/scratches/infer',
      mapping: t`Names of outputs. Scores come in the order of the project’s classes.`,
    },
    label_studio: {
      title: t`Label Studio ML backend`,
      address: 'https://models.example.org/predict',
      mapping: null,
    },
    plain_json: {
      title: t`Plain JSON`,
      address: 'https://models.example.org/scratches',
      mapping: t`Dot paths into the reply, such as result.0.label.`,
    },
  };

/** Whether an endpoint is asked at this moment, as a clause. */
export const breakerWords: Record<BreakerState, string> = {
  closed: t`is asked`,
  open: t`failed too often and rests for a while; its items go to people`,
  half_open: t`failed too often, and is being tried again`,
};
