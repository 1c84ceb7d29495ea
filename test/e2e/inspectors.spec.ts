import { api } from '../../server/api.ts';
import { atDesk, deskOf, type Desk } from '../support/desk.ts';
import { givenEstimate } from '../support/estimate.ts';
import { aPrediction, submit, type TestServer } from '../support/server.ts';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './stage.ts';

const twice = {
  name: 'two',
  when: [{ on: 'confidence' as const, op: 'lt' as const, value: 1 }],
  then: { review: true, inspectors: 2 as const },
};

/** Three inspectors of whom each two judged the same 40 items; the third calls every fifth something else. */
const judgedInPairs = async (server: TestServer, project: string): Promise<void> => {
  const service = await server.service(project);
  const people: Desk[] = [];
  for (const name of ['Ann', 'Ben', 'Cyd'])
    people.push(atDesk(await server.person('inspector', project, name), project));
  const [ann, ben, cyd] = people as [Desk, Desk, Desk]; // three were made
  for (const [p, pair] of [
    [ann, ben],
    [ann, cyd],
    [ben, cyd],
  ].entries()) {
    const keys = Array.from({ length: 40 }, (_, i) => `phone-${p}-${i}`);
    await submit(
      service,
      project,
      keys.map((key) => aPrediction({ key })),
    );
    for (const desk of pair)
      for (let n = 0; n < keys.length; n += 1) {
        const review = await desk.claimsOne();
        const i = keys.indexOf(review.key);
        const isWrong = desk === cyd && i % 5 === 0;
        await desk.decides(review, (i % 2 === 0) === isWrong ? 'intact' : 'scratched');
      }
  }
};

test('a lead finds out whose answers can be relied on', async ({ server, openAs }) => {
  const project = await server.project({ degree: 'shadow', rules: [twice] });
  const page = await openAs(await server.person('lead', project, 'Lea'), `/projects/${project}/overview`);
  await page.getByRole('navigation').getByRole('link', { name: 'Inspectors' }).click();
  const estimate = page.getByRole('region', { name: 'Estimate', exact: true });
  await expect(estimate).toContainText('Not enough yet: 0 of at least 3 inspectors');
  await expect(page.getByText('No two inspectors have judged the same item yet.')).toBeVisible();

  await judgedInPairs(server, project);
  await page.reload();
  const agreement = page.getByRole('region', { name: 'Agreement' });
  await expect(agreement).toContainText('240 answers of 3 inspectors');
  await expect(agreement).toContainText('n = 0, 30 more needed'); // nobody saw a suggestion
  const pairs = page.getByRole('region', { name: 'Pairs' }).getByRole('table');
  await expect(pairs.getByRole('row', { name: /Ann and Ben|Ben and Ann/ })).toContainText('1.00');
  await expectNoViolations(page);

  await estimate.getByRole('button', { name: 'Estimate' }).click();
  await expect(estimate).toContainText('240 answers of 3 inspectors on 120 items');
  const inspectors = page.getByRole('region', { name: 'Each inspector' }).getByRole('table');
  await expect(inspectors.getByRole('row', { name: /Cyd/ })).toContainText('80.0');
  await expect(inspectors.getByRole('row', { name: /Ann/ })).toContainText('100.0');
  await expectNoViolations(page);
  await inspectors.getByRole('button', { name: 'Mistakes of Cyd' }).click();
  await expect(page.getByRole('dialog')).toContainText('What Cyd answers');
  await expect(
    page
      .getByRole('dialog')
      .getByRole('row', { name: /Scratched/ })
      .last(),
  ).toContainText('20.0');
  await expectNoViolations(page);
});

test('a lead has differing answers settled by what each is worth, and sees that they were', async ({
  server,
  openAs,
}) => {
  const project = await server.project({ degree: 'shadow', rules: [twice] });
  const lead = await server.person('lead', project, 'Lea');
  const page = await openAs(lead, `/projects/${project}/settings`);
  const settings = page.getByRole('region', { name: 'Differing answers' });
  await expect(settings.getByRole('radio', { name: 'A lead', exact: true })).toBeChecked();
  await settings.getByRole('radio', { name: 'What the answers are worth, else a lead' }).check();
  await expect(settings.getByRole('status')).toContainText('There is no estimate yet');
  const least = settings.getByRole('textbox', { name: 'Where it is probable by at least' });
  await least.fill('40');
  await least.blur();
  await expect(least).toHaveValue(/^50.1/);
  await least.fill('80');
  await expectNoViolations(page);
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The settings are saved')).toBeVisible();
  expect(await lead.call(api.projects.get, { params: { project } })).toMatchObject({
    resolution: 'posterior',
    posteriorAtLeast: 0.8,
  });

  const [ann, ben] = [
    await deskOf(server, project, 'inspector', 'Ann'),
    await deskOf(server, project, 'inspector', 'Ben'),
  ];
  await givenEstimate(server, project, lead.id, [
    { userId: ann.id, answers: 100, right: 0.9 },
    { userId: ben.id, answers: 100, right: 0.6 },
  ]);
  await submit(await server.service(project), project, [aPrediction({ key: 'phone' })]);
  await ann.decides(await ann.claimsOne(), 'scratched');
  await ben.decides(await ben.claimsOne(), 'intact');
  await page.goto(`${server.url}/projects/${project}/items/phone`);
  const standing = page.getByRole('region', { name: 'Label in force' });
  await expect(standing).toContainText('Scratched');
  await expect(standing).toContainText('Posterior');
  const lineage = page.getByRole('region', { name: 'Lineage' });
  await expect(lineage).toContainText('from Ann, Ben');
  await expect(lineage).toContainText('84.8\u00a0% probable by the estimate of');
  await expectNoViolations(page);
});

test('a lead sees which labels an estimate doubts', async ({ server, openAs }) => {
  const project = await server.project({ degree: 'shadow', rules: [twice] });
  await judgedInPairs(server, project);
  const lead = atDesk(await server.person('lead', project, 'Lea'), project);
  await lead.call(api.projects.update, { params: { project }, body: { opinionsNamed: true } });
  const review = await lead.claimsOne();
  const { key } = review;
  const { decisions } = await lead.call(api.items.get, { params: { project, key } });
  const wrong = decisions.find(({ inspector }) => inspector === 'Cyd')?.value ?? null;
  await lead.decides(review, wrong);

  const page = await openAs(lead, `/projects/${project}/inspectors`);
  await page.getByRole('button', { name: 'Estimate' }).click();
  const doubts = page.getByRole('region', { name: 'Labels that the posterior doubts' }).first();
  await expect(doubts.getByRole('row')).toHaveCount(2);
  await expect(doubts).toContainText('Adjudicated');
  await expectNoViolations(page);
  await doubts.getByRole('link', { name: key }).click();
  await expect(page.getByRole('region', { name: 'Latest estimate' })).toContainText('%');
  await expectNoViolations(page);
});

test('an analyst is told of the project, and of nobody by name', async ({ server, openAs }) => {
  const project = await server.project({ degree: 'shadow', rules: [twice] });
  await judgedInPairs(server, project);
  const page = await openAs(
    await server.person('analyst', project, 'Ana'),
    `/projects/${project}/inspectors`,
  );
  await expect(page.getByRole('region', { name: 'Agreement' })).toContainText('240 answers of 3 inspectors');
  await page.getByRole('button', { name: 'Estimate' }).click();
  await expect(page.getByRole('region', { name: 'Estimate', exact: true })).toContainText('on 120 items');
  await expect(page.getByRole('region', { name: 'Pairs' })).toHaveCount(0);
  for (const name of ['Ann', 'Ben', 'Cyd']) await expect(page.getByText(name)).toHaveCount(0);
});

test('an inspector is not shown how they fare', async ({ server, openAs }) => {
  const project = await server.project({ degree: 'shadow' });
  const page = await openAs(
    await server.person('inspector', project, 'Ida'),
    `/projects/${project}/inspectors`,
  );
  await expect(page.getByText('This page is not for your role')).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Inspectors' })).toHaveCount(0);
});
