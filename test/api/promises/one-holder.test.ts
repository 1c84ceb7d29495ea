import { beforeAll, expect, it } from 'vitest';
import { deskOf, type Desk } from '../../support/desk.ts';
import { aPrediction, submit, type TestServer } from '../../support/server.ts';
import { onBothServers, stoppedClock } from '../../support/servers.ts';

const reviews = 5_000;
const inspectors = 50;

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer;
  let project: string;
  let desks: Desk[];
  beforeAll(async () => {
    server = await start({ now: clock.now });
    project = await server.project();
    const service = await server.service(project);
    for (let i = 0; i < reviews; i += 1_000)
      await submit(
        service,
        project,
        Array.from({ length: 1_000 }, () => aPrediction()),
      );
    desks = await Promise.all(Array.from({ length: inspectors }, () => deskOf(server, project)));
  });

  /** Everybody claims at the same time, by lots of different sizes, until nobody is given any more. */
  const everybodyClaims = async () => {
    const claimed: { id: string; token: number }[] = [];
    const claims = async (desk: Desk, i: number) => {
      for (;;) {
        const lot = await desk.claims(1 + (i % 10));
        if (lot.length === 0) return;
        claimed.push(...lot);
      }
    };
    await Promise.all(desks.map(claims));
    return claimed;
  };

  it(
    'promise 2: of 5,000 reviews that 50 inspectors claim at once, each is given to one of them',
    { timeout: 120_000 },
    async () => {
      const claimed = await everybodyClaims();
      expect(claimed).toHaveLength(reviews);
      expect(new Set(claimed.map((r) => r.id)).size).toBe(reviews);
      expect(claimed.every((r) => r.token === 1)).toBe(true);
    },
  );

  it(
    'promise 2: when all leases have run out, each review is given to one of them again',
    { timeout: 120_000 },
    async () => {
      clock.pass(120_001);
      const claimed = await everybodyClaims();
      expect(claimed).toHaveLength(reviews);
      expect(new Set(claimed.map((r) => r.id)).size).toBe(reviews);
      expect(claimed.every((r) => r.token === 2)).toBe(true);
    },
  );
});
