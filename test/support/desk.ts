import { randomUUID } from 'node:crypto';
import { api } from '../../server/api.ts';
import type { ReplyOf, SentBody } from '../../server/contract/route.ts';
import { gridCells } from '../../server/domain/grid.ts';
import type { Role } from '../../server/domain/roles.ts';
import type { Json } from '../../server/domain/words.ts';
import type {
  Availability,
  Claimed,
  Decided,
  HeldReview,
  MyDecision,
} from '../../server/features/reviews/contract.ts';
import type { Answer, PersonCaller, TestServer } from './server.ts';

const { claim, decide, skip, escalate, ask, release, renew, myDecisions, change } = api.reviews;

/** There is nothing to claim, and nothing that anybody else could. */
export const nothingMore: Availability = {
  claimable: 0,
  excluded: 0,
  heldByOthers: 0,
  heldUntil: null,
  holders: null,
  assignedToOthers: 0,
  lacking: [],
  forLeads: 0,
  asked: 0,
  paused: false,
};

/** A review as far as it takes one to end it. */
export type Held = Pick<HeldReview, 'id' | 'token'>;

/** Somebody who works on a project's reviews. */
export type Desk = PersonCaller & {
  project: string;
  asksForReviews(count?: number, more?: { resume?: boolean; grid?: boolean }): Promise<Claimed>;
  /** Claims the next grid. */
  claimsGrid(count?: number): Promise<HeldReview[]>;
  claims(count?: number): Promise<HeldReview[]>;
  /** Claims the one next review; throws where there is none. */
  claimsOne(): Promise<HeldReview>;
  decides(review: Held, value: Json, more?: Partial<SentBody<typeof decide>>): Promise<Decided>;
  /** The same, giving the answer, refused or not. */
  triesToDecide(
    review: Held,
    value: Json,
    more?: Partial<SentBody<typeof decide>>,
  ): Promise<Answer<typeof decide>>;
  skips(review: Held, more?: Partial<SentBody<typeof skip>>): Promise<Decided>;
  triesToSkip(review: Held): Promise<Answer<typeof skip>>;
  escalates(review: Held, more?: Partial<SentBody<typeof escalate>>): Promise<Decided>;
  triesToEscalate(review: Held): Promise<Answer<typeof escalate>>;
  /** Asks the leads. */
  asks(review: Held, text: string, more?: Partial<SentBody<typeof ask>>): Promise<Decided>;
  triesToAsk(review: Held, text: string, more?: Partial<SentBody<typeof ask>>): Promise<Answer<typeof ask>>;
  changes(
    decisionId: string,
    value: Json,
    more?: Partial<SentBody<typeof change>>,
  ): Promise<ReplyOf<typeof change>>;
  triesToChange(
    decisionId: string,
    value: Json,
    more?: Partial<SentBody<typeof change>>,
  ): Promise<Answer<typeof change>>;
  releases(...reviews: Held[]): Promise<void>;
  /** Until when each is held; null: lost. */
  renews(...reviews: Held[]): Promise<(string | null)[]>;
  latest(limit?: number): Promise<MyDecision[]>;
};

const leasesOf = (reviews: Held[]) => reviews.map(({ id, token }) => ({ reviewId: id, token }));

/** Puts a person to work on a project. */
export const atDesk = (person: PersonCaller, project: string): Desk => {
  const of = (review: Held) => ({ project, id: review.id });
  const ending = (review: Held) => ({ decisionId: randomUUID(), token: review.token });
  const decision = (review: Held, value: Json, more: Partial<SentBody<typeof decide>> = {}) => ({
    params: of(review),
    body: { ...ending(review), value, suggestionShown: false, ...more },
  });
  const asksForReviews: Desk['asksForReviews'] = (count = 1, more = {}) =>
    person.call(claim, { params: { project }, body: { count, ...more } });
  const claims = async (count = 1) => (await asksForReviews(count)).reviews;
  return {
    ...person,
    project,
    asksForReviews,
    claims,
    claimsGrid: async (count = gridCells) => (await asksForReviews(count, { grid: true })).reviews,
    claimsOne: async () => {
      const [review] = await claims();
      if (!review) throw new Error(`there is no review for ${person.name}`);
      return review;
    },
    decides: (review, value, more) => person.call(decide, decision(review, value, more)),
    triesToDecide: (review, value, more) => person.ask(decide, decision(review, value, more)),
    skips: (review, more = {}) =>
      person.call(skip, {
        params: of(review),
        body: { ...ending(review), reason: 'unclear', ...more },
      }),
    triesToSkip: (review) =>
      person.ask(skip, { params: of(review), body: { ...ending(review), reason: 'unclear' } }),
    escalates: (review, more = {}) =>
      person.call(escalate, {
        params: of(review),
        body: { ...ending(review), note: 'what is this?', ...more },
      }),
    triesToEscalate: (review) =>
      person.ask(escalate, { params: of(review), body: { ...ending(review), note: 'what is this?' } }),
    asks: (review, text, more = {}) =>
      person.call(ask, { params: of(review), body: { ...ending(review), text, ...more } }),
    triesToAsk: (review, text, more = {}) =>
      person.ask(ask, { params: of(review), body: { ...ending(review), text, ...more } }),
    changes: (id, value, more = {}) =>
      person.call(change, { params: { project, id }, body: { decisionId: randomUUID(), value, ...more } }),
    triesToChange: (id, value, more = {}) =>
      person.ask(change, { params: { project, id }, body: { decisionId: randomUUID(), value, ...more } }),
    releases: async (...reviews) => {
      await person.call(release, { params: { project }, body: { leases: leasesOf(reviews) } });
    },
    renews: async (...reviews) => {
      const { renewals } = await person.call(renew, {
        params: { project },
        body: { leases: leasesOf(reviews) },
      });
      return renewals.map(({ expiresAt }) => expiresAt);
    },
    latest: async (limit = 50) =>
      (await person.call(myDecisions, { params: { project }, query: { limit } })).decisions,
  };
};

/** A signed-in person with this role in the project, at work on it. */
export const deskOf = async (
  server: TestServer,
  project: string,
  role: Role = 'inspector',
  name?: string,
): Promise<Desk> => atDesk(await server.person(role, project, name), project);
