import { api } from '../../server/api.ts';
import { expectNoViolationsInEither, expectToFitOtherScreens } from './axe.ts';
import { bring, deskOn, expectDecisions } from './desk.ts';
import { expect, test } from './stage.ts';

const phones = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7'];

test('all of these are scratched but two: a grid is judged by keys, each cell a decision of its own', async ({
  server,
  openAs,
}) => {
  const project = await server.project({ degree: 'assistance', blindShare: 0 });
  const lead = await server.person('lead', project, 'Lea');
  const settings = await openAs(lead, `/projects/${project}/settings`);
  await settings.getByRole('switch', { name: 'Let inspectors judge similar items as a grid' }).check();
  await settings.getByRole('region', { name: 'Who gets what' }).getByRole('button', { name: 'Save' }).click();
  await expect.poll(async () => (await lead.call(api.projects.get, { params: { project } })).grid).toBe(true);
  for (const phone of phones) await bring(server, project, [phone]);
  await bring(server, project, ['other'], { value: 'intact' });

  const ida = await server.person('inspector', project, 'Ida');
  const page = await openAs(ida, `/projects/${project}/review`);
  const desk = deskOn(page);
  const cells = page.getByRole('list', { name: 'Items of the grid' });
  const cell = (name: string) => cells.getByRole('button', { name, exact: true });
  await desk.holds('p1');
  await page.keyboard.press('g');
  await expect(page.getByRole('button', { name: 'Grid', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(cell('p7')).toBeVisible();
  await expect(cell('p1')).toBeFocused();
  await expect(desk.suggestion).toContainText('All of these are suggested to be');
  await expectNoViolationsInEither(page, 'a grid');
  await expectToFitOtherScreens(page, 'a grid');

  // The second and the sixth are not.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(cell('p6, not Scratched')).toHaveAttribute('aria-pressed', 'true');
  await expect(desk.suggestion).toContainText('Accept for 5');
  await page.keyboard.press('Enter');
  await expect(cell('p2, not Scratched')).toBeFocused();
  await expect(cell('p1')).toBeHidden();
  // Another Enter accepts none of the exceptions.
  await page.keyboard.press('Enter');

  // One of them is looked at by itself, and an earlier one too; the grid is as it was.
  await page.keyboard.press('o');
  await desk.holds('p2');
  await page.keyboard.press('Escape');
  await page.keyboard.press('u');
  await desk.holds('p7');
  await page.keyboard.press('Escape');
  await expect(cell('p2, not Scratched')).toBeFocused();
  await page.keyboard.press('k');
  await expect(cell('p6, not Scratched')).toBeFocused();
  await page.keyboard.press('k');

  // What is suggested to be something else stands in the next grid.
  await expect(cell('other')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing waits for review')).toBeVisible();
  await expectDecisions(ida, project, [
    ...['p1', 'p3', 'p4', 'p5', 'p7'].map((key) => `${key}: scratched, standing`),
    'p2: intact, standing',
    'p6: intact, standing',
    'other: intact, standing',
  ]);
  const timesOf = async (key: string) => {
    const { decisions } = await lead.call(api.items.get, { params: { project, key } });
    return decisions.map(({ arm, suggestionShown, cells: n }) => ({ arm, suggestionShown, n }));
  };
  expect(await timesOf('p1')).toEqual([{ arm: 'assisted', suggestionShown: true, n: 5 }]);
  expect(await timesOf('p6')).toEqual([{ arm: 'assisted', suggestionShown: true, n: 1 }]);
});
