import { test as base, type BrowserContext, type Page } from '@playwright/test';
import type { Job } from '../../server/jobs/job.ts';
import { startServer, type PersonCaller, type TestServer } from '../support/server.ts';

/**
 * Opens the application in a browser of its own, signed in as this person. Requests are intercepted in `before`: what is
 * set up on a page that has loaded already may come too late for the request that follows at once.
 */
export type OpenAs = (
  person: PersonCaller,
  path: string,
  before?: (page: Page) => Promise<unknown>,
) => Promise<Page>;

/** A page in a browser of its own, of somebody who is not signed in. */
type NewBrowser = () => Promise<Page>;

/** The time of the server, which can be put forward. */
type ServerClock = { now: () => number; pass: (ms: number) => void };

/** Tests with a real server of their own and as many browsers as they have people. */
export const test = base.extend<{
  /** Settings of the server beside those of every test: `test.use({ env: { … } })`. */
  env: Record<string, string>;
  /** What the server does by itself; null: all that it does. */
  jobs: readonly Job[] | null;
  clock: ServerClock;
  server: TestServer;
  newBrowser: NewBrowser;
  openAs: OpenAs;
}>({
  env: [{}, { option: true }],
  jobs: [null, { option: true }],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
  clock: async ({}, provide) => {
    let ahead = 0;
    await provide({
      now: () => Date.now() + ahead,
      pass: (ms) => {
        ahead += ms;
      },
    });
  },
  server: async ({ clock, env, jobs }, provide) => {
    const server = await startServer({ now: clock.now, env, ...(jobs && { jobs }) });
    await provide(server);
    await server.close();
  },
  newBrowser: async ({ browser, contextOptions }, provide) => {
    const contexts: BrowserContext[] = [];
    await provide(async () => {
      const context = await browser.newContext(contextOptions);
      // Pages that nobody opens are not loaded ahead.
      await context.addInitScript(() => {
        if ('connection' in navigator && navigator.connection instanceof EventTarget)
          Object.defineProperty(navigator.connection, 'saveData', { value: true });
      });
      contexts.push(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
  openAs: async ({ server, newBrowser }, provide) => {
    await provide(async (person, path, before) => {
      const page = await newBrowser();
      const [name = '', value = ''] = person.cookie.split('=');
      const cookie = { name, value, url: server.url, httpOnly: true, sameSite: 'Lax' as const };
      await page.context().addCookies([cookie]);
      await before?.(page);
      await page.goto(server.url + path);
      return page;
    });
  },
});

export { expect } from '@playwright/test';
