import { api } from '../../server/api.ts';
import { asLines } from '../support/imports.ts';
import { expect, test } from './stage.ts';

const rows = [
  { key: 'a', text: 'A phone', label: 'intact', site: 'Bonn' },
  { key: 'b', text: 'A scratched phone', label: 'scratched', site: 'Ulm' },
  { key: 'c', text: 'A dented phone', label: 'dented', site: 'Ulm' },
];

test('a lead brings labels from a file, sees how they would come in, and what became of them', async ({
  server,
  openAs,
}) => {
  const project = await server.project({ degree: 'shadow' });
  const lead = await server.person('lead', project, 'Lea');
  const page = await openAs(lead, `/projects/${project}/overview`);
  await page.getByRole('navigation').getByRole('link', { name: 'Import' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing was imported yet' })).toBeVisible();

  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'phones.jsonl', mimeType: 'text/plain', buffer: Buffer.from(asLines(rows)) });
  await expect(page.getByRole('combobox', { name: 'Format' })).toHaveValue('JSON Lines');
  await page.getByRole('button', { name: 'Look at it' }).click();
  const preview = page.getByRole('table', { name: 'The first rows, as they would come in' });
  await expect(preview.getByRole('row', { name: /A scratched phone/ })).toContainText('scratched');
  await expect(page.getByText('1 row would be refused.')).toBeVisible();

  await page.getByRole('combobox', { name: 'What site fills' }).click();
  await page.getByRole('option', { name: 'Input: site' }).click();
  await expect(preview.getByRole('row', { name: /A scratched phone/ })).toContainText('"site":"Ulm"');
  await page.getByRole('radio', { name: 'Gold' }).check();
  await expect(page.getByRole('radio', { name: 'Gold' })).toBeChecked();

  await page.getByRole('button', { name: 'Start the import' }).click();
  // The socket tells how far it has come.
  const card = page.getByRole('listitem').filter({ hasText: 'phones.jsonl' });
  await expect(card.getByText('Done', { exact: true })).toBeVisible();
  await expect(card.getByRole('definition').nth(2)).toHaveText('2');
  await expect(card.getByText('Row 3')).toBeVisible();
  const download = page.waitForEvent('download');
  await card.getByRole('link', { name: 'Download what is wrong with 1 row' }).click();
  expect((await download).suggestedFilename()).toBe(`${project}-import-errors.csv`);
  const gold = await lead.call(api.gold.list, { params: { project } });
  expect(gold.rows.map(({ key, value }) => [key, value])).toEqual([
    ['a', 'intact'],
    ['b', 'scratched'],
  ]);
});
