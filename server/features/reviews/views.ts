import { availabilityFor } from '../../../db/queries/availability.ts';
import { claimReviews, resumeHeld, type ReviewRow } from '../../../db/queries/claims.ts';
import type { Transaction } from '../../../db/database.ts';
import { claimGrid } from '../../../db/queries/grid-claims.ts';
import { reviewViews, type ReviewView } from '../../../db/queries/review-views.ts';
import { pausedSince } from '../../../db/queries/gold.ts';
import type { Audience, DecisionStanding } from '../../domain/words.ts';
import { raisedBy } from '../../domain/due.ts';
import { mayBeGrid } from '../../domain/grid.ts';
import { may, type Person } from '../../http/principal.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import type { Availability, Claimed, HeldReview, MyDecision, ToldStanding } from './contract.ts';
import { mixGold } from './mix-gold.ts';

const iso = (at: number): string => new Date(at).toISOString();

/** The queues a person takes from, in this order. */
export const audiencesOf = (person: Person, projectId: string): Audience[] =>
  may(person, 'reviews.lead', projectId) ? ['lead', 'inspector'] : ['inspector'];

/** What a review is for, as its inspector is told: that an item was accepted automatically says that the model was sure. */
const purposeTold = {
  review: 'review',
  audit: 'review',
  recheck: 'review',
  gold: 'review',
  adjudication: 'adjudication',
} as const;

/** How a decision counts, as its author is told. */
export const standingTold = (standing: DecisionStanding): ToldStanding =>
  standing === 'gold' ? 'standing' : standing;

/** The part of a review that stays true after it was decided. */
export const judgedView = (v: ReviewView): MyDecision['review'] => ({
  id: v.review.id,
  itemId: v.review.itemId,
  key: v.key,
  purpose: purposeTold[v.review.purpose],
  arm: v.review.arm,
  schemaRevision: v.schemaRevision,
  schema: v.schema,
  payload: v.payload,
  inputs: v.inputs,
  suggestion: v.suggestion,
});

/** Who judges blind is told of a due time only where it says nothing of what the model said. */
const mayKnowDue = ({ arm, dueTold }: ReviewRow): boolean => arm === 'assisted' || dueTold;

const heldView = (v: ReviewView): HeldReview => ({
  ...judgedView(v),
  token: v.review.token,
  expiresAt: iso(v.review.leaseExpiresAt ?? 0),
  // That it was raised tells of its due time, which not everybody is told.
  priority: -v.review.negPriority - (v.review.raisedAt === null ? 0 : raisedBy),
  waitingSince: iso(v.review.createdAt),
  opinions: v.opinions.map((o) => ({ ...o, at: o.at === null ? null : iso(o.at) })),
  escalation: v.escalation,
  dueAt: v.review.dueAt !== null && mayKnowDue(v.review) ? iso(v.review.dueAt) : null,
  thread: v.thread.map(({ inspectorId: _, createdAt, ...line }) => ({ ...line, at: iso(createdAt) })),
});

/** Why there is no more to claim; who holds it is told to leads, and to others where the project says so. */
const availabilityTold = async (
  tx: Transaction,
  project: ProjectState,
  person: Person,
  now: number,
): Promise<Omit<Availability, 'paused'>> => {
  const { id } = project;
  const { holders, ...counts } = await availabilityFor(tx, id, person.id, audiencesOf(person, id), now);
  const knows = project.namesHolders || may(person, 'queue.manage', id);
  return {
    ...counts,
    heldByOthers: holders.reduce((sum, { n }) => sum + n, 0),
    heldUntil: holders.length === 0 ? null : iso(Math.max(...holders.map(({ until }) => until))),
    holders: knows ? holders.map(({ name, n }) => ({ name, n })) : null,
  };
};

/**
 * Claims reviews for a person and shows them, with the reason where there are fewer than asked for. `resume` begins with
 * what the person holds already; for a grid, what stands in one.
 */
export const claimAndShow = async (
  tx: Transaction,
  services: Services,
  project: ProjectState,
  person: Person,
  { count, resume, grid }: { count: number; resume: boolean; grid: boolean },
): Promise<Claimed> => {
  const now = services.now();
  const leaseMs = project.leaseSeconds * 1000;
  const audiences = audiencesOf(person, project.id);
  const held: ReviewRow[] = resume ? await resumeHeld(tx, project.id, person.id, now, leaseMs) : [];
  const isPaused = (await pausedSince(tx, project.id, person.id)) !== null;
  const isGrid = grid && project.grid && mayBeGrid(project.itemKind, project.schema);
  const free = await (isGrid ? claimGrid : claimReviews)(tx, {
    projectId: project.id,
    userId: person.id,
    audiences,
    count: isPaused ? 0 : Math.max(0, count - held.length),
    now,
    leaseMs,
    schemaRevision: project.schemaRevision,
    cursor: services.cursors.of(tx, project.id, person.id, () =>
      services.publish.queueChanged(tx, project, 'top'),
    ),
  });
  const claimed = await mixGold(tx, services, project, person, free, isGrid);
  if (claimed.length > 0) services.publish.queueChanged(tx, project);
  const rows = [...held, ...claimed];
  const short = isGrid ? rows.length === 0 : rows.length < count;
  return {
    reviews: (await reviewViews(tx, rows, project)).map(heldView),
    availability: short ? { ...(await availabilityTold(tx, project, person, now)), paused: isPaused } : null,
  };
};
