import { api } from '../../server/api.ts';
import { deskOf } from '../support/desk.ts';
import { aPrediction, submit } from '../support/server.ts';
import { expectNoViolations, expectToFitOtherScreens, desktop } from './axe.ts';
import { expect, test } from './stage.ts';

test.use({ contextOptions: { colorScheme: 'light', viewport: desktop, reducedMotion: 'reduce' } });

test('a lead marks gold items, and lets an inspector back who was paused for what they answered', async ({
  server,
  openAs,
}) => {
  const project = await server.project({ degree: 'partial', threshold: 0.8, auditShare: 0, blindShare: 0 });
  const service = await server.service(project);
  const known = Array.from({ length: 8 }, (_, i) => `known-${i}`);
  await submit(
    service,
    project,
    known.map((key) => aPrediction({ key, confidence: 0.99 })),
  );
  const lea = await server.person('lead', project, 'Lea');
  const page = await openAs(lea, `/projects/${project}/items/known-0`);

  await test.step('on the page of an item, with the label in force as the known answer', async () => {
    const gold = page.getByRole('region', { name: 'Gold', exact: true });
    await gold.getByRole('button', { name: 'Mark as gold' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('Scratched');
    await dialog.getByLabel('Note').fill('Seen under the lamp');
    await expectNoViolations(page, 'marking');
    await dialog.getByRole('button', { name: 'Mark as gold' }).click();
    await expect(gold).toContainText('The known answer, by Lea');
    await expect(gold).toContainText('Seen under the lamp');
    await expectNoViolations(page, 'a gold item');
    await expectToFitOtherScreens(page, 'a gold item');
  });

  await test.step('how many are mixed in, and who is paused', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
    const settings = page.getByRole('region', { name: 'Gold items' });
    await settings.getByLabel('Share of gold').fill('20');
    await settings.getByRole('switch', { name: 'Pause inspectors' }).check();
    await settings.getByLabel('After so many answers').fill('5');
    await settings.getByRole('button', { name: 'Save' }).click();
    await expect(settings.getByRole('button', { name: 'Save' })).toBeDisabled();
  });

  await service.call(api.gold.mark, {
    params: { project },
    body: { items: known.slice(1).map((key) => ({ key, value: 'scratched' })) },
  });
  await submit(
    service,
    project,
    Array.from({ length: 60 }, (_, i) => aPrediction({ key: `item-${i}` })),
  );
  const ida = await deskOf(server, project, 'inspector', 'Ida');
  let claimed = await ida.asksForReviews(1);
  while (!claimed.availability?.paused) {
    const [review] = claimed.reviews;
    if (!review) throw new Error('There is no more, and she was not paused');
    await ida.decides(review, 'intact');
    claimed = await ida.asksForReviews(1);
  }

  await test.step('she is told, and a lead lets her back', async () => {
    const desk = await openAs(ida, `/projects/${project}/review`);
    await expect(desk.getByRole('heading', { name: /paused/i })).toBeVisible();
    await expectNoViolations(desk, 'paused');
    await page.getByRole('navigation').getByRole('link', { name: 'Inspectors' }).click();
    const row = page.getByRole('region', { name: 'Gold items' }).last().getByRole('row', { name: /Ida/ });
    await expect(row).toContainText('Paused');
    await expect(row).toContainText('25 more needed');
    await expectNoViolations(page, 'inspectors');
    await expectToFitOtherScreens(page, 'inspectors');
    await row.getByRole('button', { name: 'Let back Ida' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Let back' }).click();
    await expect(row).toContainText('Is given items');
    await expect(desk.getByRole('region', { name: 'Item', exact: true }).getByRole('article')).toBeVisible();
  });
});
