import type { DecisionInPlace } from '../../../db/queries/decisions.ts';
import { policyOfRevision } from '../../../db/queries/policies.ts';
import { putLabel, setItemStatus, type ReviewAtHand } from '../../../db/queries/settling.ts';
import type { Transaction } from '../../../db/database.ts';
import { auditedCoverage } from '../../domain/audit-coverage.ts';
import type { Votes } from '../../domain/consensus.ts';
import { labelEvidence } from '../../domain/evidence.ts';
import { isEqual } from '../../domain/is-equal.ts';
import { countedAs, type LabelSchema } from '../../domain/label-schema.ts';
import { labelledMeasure } from '../../domain/measures/changes.ts';
import { consensusOf, type Policy } from '../../domain/policy.ts';
import { resolve, resolveByPosterior, type Agreement, type Resolution } from '../../domain/resolution.ts';
import type { Json } from '../../domain/words.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { consensusOn } from '../../kinds/consensus.ts';
import { sameLabel } from '../../kinds/registry.ts';
import { answerCounts, reliabilityCounts, type Counts } from './count-answer.ts';
import { followUp } from './follow-up.ts';
import { labelEvent } from './label-event.ts';
import { weighAnswers } from './weigh-answers.ts';

/** Compares answers as the project's label schema does. */
const sameBy =
  (schema: LabelSchema) =>
  (a: Json, b: Json): boolean =>
    sameLabel(schema, a, b);

const sameList = (a: string[], b: string[]): boolean =>
  a.length === b.length && a.every((x, i) => x === b[i]);

/** The answers that count, oldest first. */
const standingOnes = (decisions: readonly DecisionInPlace[]): DecisionInPlace[] =>
  decisions
    .filter(({ kind, standing }) => kind === 'answer' && standing === 'standing')
    .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));

const opinion = (a: DecisionInPlace) => ({ decisionId: a.id, value: a.value });

/** What the standing answers on an item add up to, by themselves. */
const consensus = (
  { item, routing, prediction }: ReviewAtHand,
  answers: DecisionInPlace[],
  agreement: Agreement,
  weighed: boolean,
): Resolution => {
  const adjudicated = answers.find((a) => a.purpose === 'adjudication');
  const opinions = answers.filter((a) => a.purpose !== 'adjudication').map(opinion);
  const automatic = item.destination === 'auto' ? prediction.value : undefined;
  const adjudication = adjudicated ? opinion(adjudicated) : null;
  return resolve({ automatic, asked: routing.inspectors, weighed, opinions, adjudication }, agreement);
};

/** The policy that an item was routed by, as its rule for consensus was known to whoever looked. */
const policyOfRouting = async (
  tx: Transaction,
  project: ProjectState,
  { policyRevision }: ReviewAtHand['routing'],
): Promise<Policy> =>
  policyRevision === project.policyRevision
    ? project.policy
    : policyOfRevision(tx, project.id, policyRevision);

/** The same, and the estimate that settles it where a lead would have to otherwise. */
const resolution = async (
  tx: Transaction,
  project: ProjectState,
  atHand: ReviewAtHand,
  answers: DecisionInPlace[],
): Promise<Resolution & { estimateId: string | null; posterior: number | null }> => {
  const rule = consensusOf(await policyOfRouting(tx, project, atHand.routing));
  const agreement = {
    same: sameBy(project.schema),
    verdict: (votes: Votes) => consensusOn(project.schema, rule, votes),
  };
  const next = consensus(atHand, answers, agreement, project.resolution === 'posterior');
  const weighed = next.needs === 'adjudication' ? await weighAnswers(tx, project, answers) : null;
  if (weighed === null) return { ...next, estimateId: null, posterior: null };
  const { value, ...lineage } = weighed;
  return { ...resolveByPosterior(value, answers.map(opinion)), ...lineage };
};

type Label = Resolution['label'];

/** Whether people stand behind a label. */
const isByPeople = (label: Pick<NonNullable<Label>, 'source'> | null): boolean =>
  label !== null && label.source !== 'auto';

/** What the item, where it was accepted automatically and drawn for an audit, adds to their coverage by how it stands. */
const coverage = ({ item, routing, label }: ReviewAtHand, next: Resolution): Counts => {
  if (item.destination !== 'auto' || routing.arm === null) return {};
  const change = auditedCoverage(
    { answered: isByPeople(label), disputed: item.status === 'disputed' },
    { answered: isByPeople(next.label), disputed: next.status === 'disputed' },
  );
  return { audits: [{ ...change, stratum: routing.stratum, at: routing.createdAt }] };
};

/**
 * Brings an item's label, status and further reviews in line with the standing answers, in the transaction that changed
 * them. `atHand` is the review that was ended, as it was before, with its item, whose lock the caller holds; `before` and
 * `after` are all decisions on the item. `schemaRevision` is that of the answer that caused the change. Answers what the
 * caller must add to the counters.
 */
export const settle = async (
  tx: Transaction,
  services: Services,
  project: ProjectState,
  atHand: ReviewAtHand,
  { before, after }: Record<'before' | 'after', readonly DecisionInPlace[]>,
  schemaRevision: number,
): Promise<Counts[]> => {
  const now = services.now();
  const same = sameBy(project.schema);
  const { item, routing, prediction, label } = atHand;
  const answers = standingOnes(after);
  const next = await resolution(tx, project, atHand, answers);
  const counts = [
    ...(await followUp(tx, services, project, atHand, next)),
    ...standingOnes(before).map((a) => answerCounts(project.schema, atHand, a, isByPeople(label), -1)),
    ...answers.map((a) => answerCounts(project.schema, atHand, a, isByPeople(next.label), 1)),
    coverage(atHand, next),
    reliabilityCounts(project.schema, { decisions: before, label }, { decisions: after, label: next.label }),
  ];

  const unchanged = next.label
    ? label !== null &&
      label.source === next.label.source &&
      isEqual(label.value, next.label.value) &&
      sameList(label.decisionIds, next.label.decisionIds)
    : label === null;
  if (unchanged) {
    if (item.status !== next.status) await setItemStatus(tx, item.id, next.status);
    return counts;
  }
  const agreed = next.label !== null && same(next.label.value, prediction.value);
  await services.outbox.write(tx, project, () => labelEvent(atHand, next.label, now));
  await putLabel(
    tx,
    atHand,
    next.status,
    next.label && {
      ...next.label,
      estimateId: next.estimateId,
      posterior: next.posterior,
      inspectors: next.label.source === 'auto' ? 0 : answers.length,
      agreed: prediction.value === null ? null : agreed,
      policyRevision: routing.policyRevision,
      schemaRevision: next.label.source === 'auto' ? routing.schemaRevision : schemaRevision,
    },
    now,
  );
  const evidence = (of: typeof label | Label, isAgreed: boolean, sign: 1 | -1) =>
    labelEvidence(
      of && { source: of.source, value: countedAs(project.schema, of.value) },
      routing,
      { ...prediction, value: countedAs(project.schema, prediction.value) },
      isAgreed,
      sign,
    );
  const wasAgreed = label !== null && same(label.value, prediction.value);
  const labels = [evidence(label, wasAgreed, -1), evidence(next.label, agreed, 1)].filter(
    (change) => change !== null,
  );
  const { modelVersionId } = item;
  const isLabelledNow = item.destination === 'review' && !isByPeople(label) && isByPeople(next.label);
  const measures = isLabelledNow ? [labelledMeasure(modelVersionId, now - routing.createdAt)] : [];
  return [...counts, { labels: labels.map((change) => ({ ...change, modelVersionId })), measures }];
};
