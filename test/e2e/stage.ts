import { test as base, type Page } from '@playwright/test';
import { startServer, type PersonCaller, type TestServer } from '../support/server.ts';

/** Opens the application in a browser of its own, signed in as this person. */
export type OpenAs = (person: PersonCaller, path: string) => Promise<Page>;

/** Tests with a real server of their own and as many browsers as they have people. */
export const test = base.extend<{ server: TestServer; openAs: OpenAs }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
  server: async ({}, use) => {
    const server = await startServer();
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
