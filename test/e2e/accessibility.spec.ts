import type { Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { api } from '../../server/api.ts';
import { aPrediction, submit, type PersonCaller, type TestServer } from '../support/server.ts';
import { desktop, expectNoViolations, expectNoViolationsInEither, expectToFitOtherScreens } from './axe.ts';
import { expect, test } from './stage.ts';

/** A project in full swing: items of every kind of routing, decisions, a dispute, revisions. */
const inFullSwing = async (server: TestServer): Promise<{ project: string; admin: PersonCaller }> => {
  const project = await server.project(
    {
      degree: 'partial',
      threshold: 0.9,
      auditShare: 0.5,
      rules: [
        {
          name: 'dark',
          when: [{ on: 'input', name: 'brightness', op: 'lt', value: 0.2 }],
          then: { inspectors: 2 },
        },
      ],
    },
    { instructions: '## How to judge\n\nLook at the **corners**.' },
  );
  const admin = await server.person('admin', undefined, 'Ada');
  const loudness = { name: 'loudness', type: 'number', low: 0, high: 1 } as const;
  const pipeline = [
    { name: 'voice', after: [], metrics: [loudness] },
    { name: 'words', after: ['voice'], metrics: [] },
  ];
  await admin.call(api.projects.update, { params: { project }, body: { pipeline } });
  const line = await server.service(project);
  await submit(
    line,
    project,
    Array.from({ length: 12 }, (_, i) =>
      aPrediction({
        key: `phone-${i}`,
        confidence: i / 12,
        inputs: { brightness: i / 12 },
        scores: { scratched: 0.6, intact: 0.4 },
        steps: {
          voice: {
            output: { from: 1 },
            metrics: { loudness: 0.4 },
            latencyMs: 12,
            error: i % 2 ? 'cut off' : null,
          },
        },
      }),
    ),
  );
  for (const name of ['Ida', 'Ivo']) {
    const inspector = await server.person('inspector', project, name);
    const { reviews } = await inspector.call(api.reviews.claim, { params: { project }, body: { count: 3 } });
    for (const { id, token } of reviews)
      await inspector.call(api.reviews.decide, {
        params: { project, id },
        body: {
          decisionId: randomUUID(),
          token,
          value: name === 'Ida' ? 'scratched' : 'intact',
          suggestionShown: true,
        },
      });
  }
  const ina = await server.person('inspector', project, 'Ina');
  const asked = await ina.call(api.reviews.claim, { params: { project }, body: { count: 2 } });
  for (const { id, token } of asked.reviews)
    await ina.call(api.reviews.ask, {
      params: { project, id },
      body: { decisionId: randomUUID(), token, text: 'Is this a scratch, or dust?' },
    });
  await admin.call(api.retraining.request, { params: { project } });
  return { project, admin };
};

/** All pages, in parts of about the same length; those of a project without a slash before them. */
const pages = {
  'on items and models': [
    'overview',
    'review',
    'queue',
    'items',
    'items/phone-1',
    'policy',
    'items/phone-11',
    'what-if',
    'models',
    'rollouts',
    'evidence',
    'monitoring',
  ],
  'on people and settings': [
    '/',
    '/new-project',
    '/admin/people',
    '/admin/audit-log',
    '/admin/system',
    'alarms',
    'inspectors',
    'export',
    'datasets',
    'retraining',
    'me',
    'questions',
    'people',
    'keys',
    'settings',
    'audit-log',
    '/account',
  ],
} as const;

/** Goes to a page as a link does, without loading the application anew, and waits until all is there. */
const goTo = async (page: Page, path: string): Promise<void> => {
  const left = 'data-left';
  const heading = page.getByRole('main').getByRole('heading').first();
  await heading.evaluate((h, mark) => h.setAttribute(mark, ''), left);
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await expect(page.locator(`[${left}]`)).toHaveCount(0);
  await expect(heading).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
};

test.describe('in light, in dark and on a tablet', () => {
  test.use({
    contextOptions: { colorScheme: 'light', viewport: desktop, reducedMotion: 'reduce' },
  });

  for (const [part, paths] of Object.entries(pages))
    test(`axe finds no violation on any page ${part}, and none is wider than the screen`, async ({
      server,
      openAs,
    }) => {
      const { project, admin } = await inFullSwing(server);
      const page = await openAs(admin, '/account');
      for (const path of paths) {
        await goTo(page, path.startsWith('/') ? path : `/projects/${project}/${path}`);
        await expectNoViolationsInEither(page, path);
        await expectToFitOtherScreens(page, path);
      }
    });
});

test('axe finds no violation on the pages before signing in', async ({ server, page }) => {
  for (const path of ['/sign-in', '/link/spent']) {
    await page.goto(server.url + path);
    await expect(page.getByRole('main')).toBeVisible();
    await expectNoViolations(page, path);
  }
});
