import { bring, deskOn, draftsKept, expectDecisions } from './desk.ts';
import { expect, test } from './stage.ts';

test('keys of one’s own and a note that is being written come back after a reload, and one’s work is counted', async ({
  server,
  openAs,
}) => {
  const project = await server.project({ degree: 'assistance', blindShare: 0 });
  await bring(server, project, ['phone 1', 'phone 2']);
  const ida = await server.person('inspector', project, 'Ida');
  const page = await openAs(ida, `/projects/${project}/review`);
  const desk = deskOn(page);
  await desk.holds('phone 1');

  await page.keyboard.press('?');
  await desk.dialog.getByRole('button', { name: 'Change my keys' }).click();
  const skip = desk.dialog.getByLabel('Skip');
  await skip.fill('u');
  await expect(desk.dialog.getByText('Also the key of “Undo”')).toBeVisible();
  await skip.fill('j');
  await expect(desk.dialog.getByText('Answers “Scratched” in this project')).toBeVisible();
  await skip.fill('x');
  await desk.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(desk.dialog.getByRole('button', { name: 'Change my keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(desk.dialog).toBeHidden();

  await page.keyboard.press('s');
  await page.keyboard.press('x');
  const why = page.getByRole('dialog', { name: 'Skip this item: why?' });
  await why.getByLabel('Note').fill('a smudge');
  await expect.poll(() => draftsKept(page)).toBe(1);
  await page.reload();
  await desk.holds('phone 1');
  await page.keyboard.press('x');
  await expect(why.getByLabel('Note')).toHaveValue('a smudge');
  await why.getByRole('button', { name: 'Unclear' }).click();
  await desk.holds('phone 2');
  await page.keyboard.press('j');
  await expectDecisions(ida, project, ['phone 1: skip, standing', 'phone 2: scratched, standing']);

  await page.getByRole('main').getByRole('link', { name: 'My work' }).click();
  await expect(page.getByRole('heading', { name: 'My work' })).toBeVisible();
  await expect(page.getByText('1 skipped · 0 escalated')).toBeVisible();
  await expect(page.getByText('1 of 10 answers').first()).toBeVisible();
});
