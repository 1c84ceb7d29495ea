import type { ItemReader } from '../../../db/queries/blind.ts';
import type { Queryable } from '../../../db/database.ts';
import { driftReference, driftStates } from '../../../db/queries/drift.ts';
import {
  measuredItems,
  payloadsOf,
  type MeasuredFilter,
  type MeasuredItem,
} from '../../../db/queries/moved-items.ts';
import { driftCounts, type BinCounts, type DriftSubject } from '../../domain/drift/counts.ts';
import { liesIn } from '../../domain/drift/grown.ts';
import { countedAs } from '../../domain/label-schema.ts';
import { intakeMeasures } from '../../domain/measures/changes.ts';
import { stepMeasures } from '../../domain/pipeline/measures.ts';
import { metricsIn } from '../../domain/pipeline/steps.ts';
import type { Json } from '../../domain/words.ts';
import type { Handler, ProjectState, Services } from '../../http/handler.ts';
import { modelShown } from '../../http/model-shown.ts';
import { readerOf } from '../../http/reader.ts';
import type { driftContract } from './contract.ts';

/** So many are shown, and looked for among so many of the newest, a lot at a time. */
const mostShown = 12;
const mostLooked = 2_000;
const lot = 500;

const inputOf = (subject: DriftSubject): string | null =>
  subject.startsWith('input:') ? subject.slice('input:'.length) : null;

/** What an item counts as in one subject. */
const countsAs = (
  { modelValue, confidence, inputs, steps }: MeasuredItem,
  subject: DriftSubject,
  { schema, monitoredInputs, pipeline }: ProjectState,
): BinCounts => {
  const item = {
    modelVersionId: '',
    value: countedAs(schema, modelValue),
    confidence,
    latencyMs: null,
    inputs,
  };
  const measures = [
    ...intakeMeasures(item, 'review', monitoredInputs),
    ...stepMeasures('', steps ?? {}, pipeline),
  ];
  return driftCounts(measures)[subject] ?? {};
};

/** What an item has there. */
const valueIn = ({ modelValue, confidence, inputs, steps }: MeasuredItem, subject: DriftSubject): Json => {
  const input = inputOf(subject);
  if (input !== null) return { ...metricsIn(steps ?? {}), ...inputs }[input] ?? null;
  return subject === 'confidence' ? confidence : modelValue;
};

/** The newest items of a time that pass, among the newest that are looked at. */
const newest = async (
  q: Queryable,
  reader: ItemReader,
  filter: MeasuredFilter,
  passes: (item: MeasuredItem) => boolean,
): Promise<MeasuredItem[]> => {
  const found: MeasuredItem[] = [];
  let before: string | null = null;
  for (let looked = 0; looked < mostLooked && found.length < mostShown; looked += lot) {
    const rows: MeasuredItem[] = await measuredItems(q, reader, filter, before, lot);
    found.push(...rows.filter(passes));
    before = rows.at(-1)?.id ?? null;
    if (rows.length < lot) break;
  }
  return found.slice(0, mostShown);
};

/**
 * The newest items of the latest window in the group whose share grew most. What a model or a step made of an item is told
 * of none that its reader may yet judge blind: such items are left out there.
 */
export const movedItems =
  (s: Services): Handler<(typeof driftContract)['movedItems']> =>
  ({ project, principal, query: { model, subject } }) =>
    s.db.read(async (q) => {
      const { shown } = await modelShown(q, project.id, model);
      const reference = shown && (await driftReference(q, project.id, shown.id));
      const states = await driftStates(q, project.id);
      const state = states.find((one) => one.modelVersionId === shown?.id && one.subject === subject);
      const grown = state?.latest?.result.grown;
      if (!reference || !state?.latest || !grown) return { rows: [] };
      const { start: from, end: to } = state.latest;
      const filter = { modelVersionId: reference.modelVersionId, from, to };
      const isGrown = liesIn(reference.counts[subject] ?? {}, grown.group);
      const isOfItem = project.monitoredInputs.some(({ name }) => name === inputOf(subject));
      const passes = (item: MeasuredItem) =>
        (isOfItem || !item.withheld) && isGrown(countsAs(item, subject, project));
      const items = await newest(q, readerOf(principal, project.id), filter, passes);
      const payloads = await payloadsOf(
        q,
        items.map(({ id }) => id),
      );
      return {
        rows: items.map((item) => ({
          key: item.key,
          payload: payloads.get(item.id) ?? null,
          value: valueIn(item, subject),
          receivedAt: new Date(item.receivedAt).toISOString(),
        })),
      };
    });
