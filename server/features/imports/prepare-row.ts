import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { ImportRow } from '../../../db/queries/imports.ts';
import type { SourceRecord } from '../../datasets/sources/source-format.ts';
import type { FieldError } from '../../contract/problems.ts';
import { problemFrom } from '../../http/problems.ts';
import { AppError } from '../../errors.ts';
import type { Json } from '../../domain/words.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { prepare, type Prepared } from '../../submissions/prepare.ts';
import { mapRow, submissionOf, type MappedRow } from './map-row.ts';
import { bringsLabel, rowFaults } from './row-faults.ts';

type At = { line: number; key: string | null };

/** A row that is checked: an item to be judged, an item with its label, or what keeps it out. */
export type PreparedRow = At &
  (
    | { becomes: 'item'; prepared: Prepared }
    | {
        becomes: 'label';
        prepared: Prepared;
        value: Json;
        mapped: MappedRow;
      }
    | { becomes: 'nothing'; faults: FieldError[] }
  );

/** What an error says of a row, by field. */
export const faultsIn = (error: unknown): FieldError[] => {
  const { errors, detail, title, sentence, values } = problemFrom(error);
  return errors ?? [{ path: [], message: detail ?? title, sentence, values }];
};

/** What an item with its label says, in hex: the same again is a repeat, and another label is other content. */
const hashWithLabel = ({ contentHash }: Prepared, label: Json): string =>
  hash('sha256', canonicalize({ content: contentHash, label }) ?? '', 'hex');

/** Checks a record by itself and keeps the files that it brings; never throws for what is wrong with it. */
export const prepareRow = async (
  services: Services,
  project: ProjectState,
  { mapping, labelsAs }: Pick<ImportRow, 'mapping' | 'labelsAs'>,
  record: SourceRecord,
): Promise<PreparedRow> => {
  const { line } = record;
  if ('fault' in record)
    return { line, key: null, becomes: 'nothing', faults: [{ path: [], ...record.fault }] };
  const mapped = mapRow(project, mapping, record);
  const at = { line, key: typeof mapped.key === 'string' ? mapped.key.slice(0, 300) : null };
  const faults = rowFaults(project, mapped, labelsAs);
  if (faults.length > 0) return { ...at, becomes: 'nothing', faults };
  const labelled = bringsLabel(mapped, labelsAs);
  try {
    const prepared = await prepare(services, project, submissionOf(mapped, !labelled));
    if (!labelled) return { ...at, becomes: 'item', prepared };
    const contentHash = hashWithLabel(prepared, mapped.value);
    const { value } = mapped;
    return {
      ...at,
      becomes: 'label',
      prepared: { ...prepared, contentHash },
      value,
      mapped,
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...at, becomes: 'nothing', faults: faultsIn(error) };
  }
};
