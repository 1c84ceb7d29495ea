import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { HeldReview } from '../../../server/features/reviews/contract.ts';
import { deskOf, type Desk } from '../../support/desk.ts';
import { aPrediction, submit, type TestServer } from '../../support/server.ts';
import { onBothServers, stoppedClock } from '../../support/servers.ts';

const leaseMs = 120_000;

type Step =
  | { does: 'claim'; who: number; count: number; resume: boolean }
  | { does: 'renew' | 'decide' | 'skip' | 'escalate' | 'release'; who: number; which: number }
  | { does: 'wait'; ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('claim' as const),
      who: fc.nat(2),
      count: fc.integer({ min: 1, max: 3 }),
      resume: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constantFrom('renew', 'renew', 'decide', 'decide', 'skip', 'escalate', 'release'),
      who: fc.nat(2),
      which: fc.nat(20),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: leaseMs }) }),
  },
);

/** A claim as its holder remembers it. */
type Claim = { review: HeldReview; by: number; until: number };

onBothServers((start, engine) => {
  const clock = stoppedClock();
  let server: TestServer;
  beforeAll(async () => {
    server = await start({ now: clock.now });
  });

  it(
    'promise 2: whatever happens, a review has one holder, and nobody is given what they judged or passed on',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }), async (steps) => {
          const project = await server.project({
            degree: 'assistance',
            rules: [{ name: 'two', when: [{ on: 'class', in: ['intact'] }], then: { inspectors: 2 } }],
          });
          const items = ['scratched', 'scratched', 'intact', 'intact'].map((value) => aPrediction({ value }));
          await submit(await server.service(project), project, items);
          const desks: Desk[] = [];
          for (let i = 0; i < 3; i += 1) desks.push(await deskOf(server, project));

          /** The last claim of each review, while neither its end nor its release is known; and what nobody may see again. */
          const last = new Map<string, Claim>();
          const tokens = new Map<string, number>();
          const claims: Claim[] = [];
          const done = new Set<string>();

          const given = (review: HeldReview, by: number, isNew: boolean): void => {
            const before = last.get(review.id);
            expect(done.has(`${by} ${review.itemId}`), 'nobody is given what they judged or passed on').toBe(
              false,
            );
            if (isNew) {
              expect(before === undefined || before.until <= clock.now(), 'held by one only').toBe(true);
              expect(review.token, 'each claim has a token of its own').toBe(
                (tokens.get(review.id) ?? 0) + 1,
              );
            }
            for (const other of last.values())
              if (other.by === by && other.review.id !== review.id && other.until > clock.now())
                expect(other.review.itemId, 'one review of an item at a time').not.toBe(review.itemId);
            expect(Date.parse(review.expiresAt)).toBe(clock.now() + leaseMs);
            tokens.set(review.id, review.token);
            const claim = { review, by, until: clock.now() + leaseMs };
            last.set(review.id, claim);
            if (isNew) claims.push(claim);
          };

          /** Who has done with an item lets go of whatever else they hold of it. */
          const isDone = (who: number, { itemId }: HeldReview): void => {
            done.add(`${who} ${itemId}`);
            for (const [id, claim] of last)
              if (claim.by === who && claim.review.itemId === itemId) last.delete(id);
          };

          const happen = async (s: Step): Promise<void> => {
            if (s.does === 'wait') return clock.pass(s.ms);
            const desk = desks[s.who];
            if (!desk) throw new Error('there are three inspectors');
            if (s.does === 'claim') {
              const { reviews } = await desk.asksForReviews(s.count, { resume: s.resume });
              for (const review of reviews) {
                const known = last.get(review.id);
                given(
                  review,
                  s.who,
                  !(s.resume && known?.by === s.who && known.review.token === review.token),
                );
              }
              return;
            }
            const mine = claims.filter((c) => c.by === s.who);
            const claim = mine[s.which % Math.max(1, mine.length)];
            if (!claim) return;
            const { review } = claim;
            const current = last.get(review.id);
            const isLast = current?.review.token === review.token;
            const ends = (): void => {
              last.delete(review.id);
            };
            if (s.does === 'renew') {
              const [until] = await desk.renews(review);
              if (!isLast) expect(until, 'a claim that was followed by another is lost').toBeNull();
              else if (claim.until > clock.now() && current.until > clock.now())
                expect(until, 'a lease that runs is renewed').toBe(
                  new Date(clock.now() + leaseMs).toISOString(),
                );
              if (until && current) current.until = clock.now() + leaseMs;
            } else if (s.does === 'release') {
              await desk.releases(review);
              if (isLast) ends();
            } else if (s.does === 'decide') {
              const { status, body } = await desk.triesToDecide(review, 'intact');
              expect(status === 200 || status === 409).toBe(true);
              if (status !== 200) return;
              if (tokens.get(review.id) !== review.token)
                expect(body.standing, 'a claim that was followed by another cannot decide').toBe('opinion');
              else if (isLast && current.until > clock.now()) expect(body.standing).toBe('standing');
              isDone(s.who, review);
              if (body.standing === 'standing') ends();
            } else {
              const { status } = await (s.does === 'skip'
                ? desk.triesToSkip(review)
                : desk.triesToEscalate(review));
              expect([200, 403, 409]).toContain(status);
              if (tokens.get(review.id) !== review.token)
                expect(status, 'not with an old token').not.toBe(200);
              if (status !== 200) return;
              isDone(s.who, review);
              ends();
            }
          };
          for (const s of steps) await happen(s);
        }),
        { numRuns: engine === 'sqlite' ? 35 : 10, endOnFailure: true },
      );
    },
  );
});
