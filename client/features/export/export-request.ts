import type { SentQuery } from '../../../server/contract/route.ts';
import type { LabelSource } from '../../../server/domain/words.ts';
import {
  labelsQuery,
  type labelsContract,
  type LabelsQuery,
} from '../../../server/features/labels/contract.ts';

/** The forms in which labels can be exported. */
export type ExportFormat = LabelsQuery['format'];
export const exportFormats = labelsQuery.shape.format.unwrap().options;

/** What of the labels is asked for, as the form holds it; empty texts: not narrowed down. */
export type ExportRequest = {
  format: ExportFormat;
  source: LabelSource | null;
  class: string | null;
  model: string;
  /** As `datetime-local` fields hold it, in the reader's zone. */
  from: string;
  to: string;
  since: number | string;
};

export const startRequest: ExportRequest = {
  format: 'jsonl',
  source: null,
  class: null,
  model: '',
  from: '',
  to: '',
  since: '',
};

const instantOf = (local: string): string | undefined => {
  const ms = Date.parse(local);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
};

/** The query that asks for it, without what is not narrowed down. */
export const queryOf = (
  request: ExportRequest,
): SentQuery<typeof labelsContract.export> & { format: ExportFormat } => ({
  format: request.format,
  source: request.source ?? undefined,
  class: request.class ?? undefined,
  model: request.model.trim() === '' ? undefined : request.model.trim(),
  from: instantOf(request.from),
  to: instantOf(request.to),
  since: typeof request.since === 'number' ? request.since : undefined,
});
