import { labelStudio } from './label-studio.ts';
import type { ProtocolName } from './names.ts';
import { openInference } from './open-inference.ts';
import { plainJson } from './plain-json.ts';
import type { Protocol } from './protocol.ts';

/** The ways of speaking to models. */
export const protocols: Record<ProtocolName, Protocol> = {
  open_inference: openInference,
  label_studio: labelStudio,
  plain_json: plainJson,
};
