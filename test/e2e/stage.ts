import { test as base, type Page } from '@playwright/test';
import { startServer, type PersonCaller, type TestServer } from '../support/server.ts';

/** Opens the application in a browser of its own, signed in as this person. */
export type OpenAs = (person: PersonCaller, path: string) => Promise<Page>;

/** The time of the server, which can be put forward. */
type ServerClock = { now: () => number; pass: (ms: number) => void };

/** Tests with a real server of their own and as many browsers as they have people. */
export const test = base.extend<{ clock: ServerClock; server: TestServer; openAs: OpenAs }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
  clock: async ({}, use) => {
    let ahead = 0;
    await use({
      now: () => Date.now() + ahead,
      pass: (ms) => {
        ahead += ms;
      },
    });
  },
  server: async ({ clock }, use) => {
    const server = await startServer({ now: clock.now });
    await use(server);
    await server.close();
  },
  openAs: async ({ browser, server, contextOptions }, use) => {
    await use(async (person, path) => {
      const context = await browser.newContext(contextOptions);
      const [name = '', value = ''] = person.cookie.split('=');
      await context.addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: 'Lax' }]);
      const page = await context.newPage();
      await page.goto(server.url + path);
      return page;
    });
  },
});

export { expect } from '@playwright/test';
