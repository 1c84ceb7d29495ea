import { api } from '../../server/api.ts';
import { deskOf } from '../support/desk.ts';
import { bring, deskOn } from './desk.ts';
import { desktop, expectNoViolations, expectNoViolationsInEither, expectToFitOtherScreens } from './axe.ts';
import { expect, test } from './stage.ts';

test.use({ contextOptions: { colorScheme: 'light', viewport: desktop, reducedMotion: 'reduce' } });

test('a lead sees who holds what and gives it to somebody else, and an inspector is told why nothing is left', async ({
  server,
  openAs,
}) => {
  const project = await server.project();
  await bring(server, project, ['phone 1', 'phone 2', 'phone 3']);
  const ida = await server.person('inspector', project, 'Ida');
  const ivo = await deskOf(server, project, 'inspector', 'Ivo');
  const lea = await server.person('lead', project, 'Lea');
  await ivo.claims(2);
  await lea.call(api.projects.update, { params: { project }, body: { namesHolders: true } });
  const page = await openAs(lea, `/projects/${project}/people`);

  await test.step('a skill is made, and asked for of an item', async () => {
    await page.getByRole('button', { name: 'Add' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Title').fill('Reads Chinese');
    await expect(dialog.getByLabel('Name')).toHaveValue('reads-chinese');
    await expectNoViolations(page, 'adding a group');
    await dialog.getByRole('button', { name: 'Save' }).click();
    const groups = page.getByRole('region', { name: 'Groups and skills' }).first();
    await expect(groups.getByRole('row', { name: /Reads Chinese/ })).toContainText('Nobody');
    await expectNoViolationsInEither(page, 'groups');
    await page.goto(`${server.url}/projects/${project}/items/phone 3`);
    await page.getByRole('button', { name: 'Assign', exact: true }).click();
    await page.getByRole('dialog').getByRole('combobox', { name: 'Give to' }).click();
    await page.getByRole('option', { name: 'Needs: Reads Chinese' }).click();
    await page.getByRole('dialog').getByLabel('Why').fill('The label is in Chinese');
    await expectNoViolations(page, 'assigning');
    await page.getByRole('dialog').getByRole('button', { name: 'Assign' }).click();
    await expect(page.getByText('1 assigned')).toBeVisible();
  });

  const desk = await openAs(ida, `/projects/${project}/review`);
  await test.step('an inspector is told why there is nothing for them', async () => {
    await expect(desk.getByRole('heading', { name: 'Nothing waits for you' })).toBeVisible();
    await expect(desk.getByText(/2 items are in the hands of Ivo, until .* at most/)).toBeVisible();
    await expect(desk.getByText('One item needs “Reads Chinese”, a skill or group')).toBeVisible();
    await expectNoViolationsInEither(desk, 'nothing for you');
  });

  await test.step('what somebody holds is given to another, live', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Queue' }).click();
    const holds = page.getByRole('region', { name: 'In hand' }).first();
    await expect(holds.getByRole('row', { name: /phone 1/ })).toContainText('Ivo');
    await expect(page.getByText('Nobody can be given it')).toBeVisible();
    await expectNoViolationsInEither(page, 'queue');
    await expectToFitOtherScreens(page, 'queue');
    await holds.getByRole('checkbox', { name: 'Mark phone 1, held by Ivo' }).check();
    await holds.getByRole('button', { name: 'Reassign' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Give to' }).click();
    await page.getByRole('option', { name: 'Ida' }).click();
    await dialog.getByRole('button', { name: 'Assign' }).click();
    await expect(dialog.getByText('Say why')).toBeVisible();
    await dialog.getByLabel('Why').fill('Ivo went home');
    await dialog.getByRole('button', { name: 'Assign' }).click();
    await deskOn(desk).holds('phone 1');
    await expect(holds.getByRole('row', { name: /phone 1/ })).toContainText('Ida');
    await page.getByRole('navigation').getByRole('link', { name: 'Audit log' }).click();
    await expect(page.getByText('said who gets').first()).toBeVisible();
  });
});
