import { readFile } from 'node:fs/promises';
import { aPrediction, submit } from '../support/server.ts';
import { deskOf } from '../support/desk.ts';
import { desktop, expectNoViolationsInEither, expectToFitOtherScreens } from './axe.ts';
import { expect, test } from './stage.ts';

test.use({ contextOptions: { colorScheme: 'light', viewport: desktop, reducedMotion: 'reduce' } });

test('an analyst freezes the labels, sees their balance, fetches them as CSV, and what changed by the next time', async ({
  server,
  openAs,
}) => {
  const project = await server.project({ degree: 'partial', threshold: 0.9, blindShare: 1, auditShare: 0 });
  const service = await server.service(project);
  await submit(service, project, [
    ...['a', 'b', 'c'].map((key) => aPrediction({ key, confidence: 0.55 })),
    aPrediction({ key: 'sure', confidence: 0.95 }),
  ]);
  const desk = await deskOf(server, project);
  for (const value of ['scratched', 'intact']) await desk.decides(await desk.claimsOne(), value);

  const page = await openAs(await server.person('analyst', project, 'Ana'), `/projects/${project}/overview`);
  await page.getByRole('navigation').getByRole('link', { name: 'Datasets' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing was frozen yet' })).toBeVisible();
  await page.getByRole('button', { name: 'New snapshot' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Validation').fill('30');
  await form.getByLabel('Test', { exact: true }).fill('80');
  await expect(form.getByRole('status')).toHaveText('That is more than all rows together.');
  await form.getByRole('button', { name: 'Freeze it' }).click();
  await expect(form.getByLabel('Test', { exact: true })).toHaveAccessibleDescription(
    /validation and test are more/,
  );
  await expect(form.getByLabel('Name')).toBeFocused();
  await form.getByLabel('Name').fill('First');
  await form.getByLabel('Test', { exact: true }).fill('0');
  await form.getByLabel('Validation').fill('0');
  await expect(form.getByRole('status')).toHaveText('100 % remains for training.');
  await form.getByRole('button', { name: 'Freeze it' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'First' })).toBeVisible();
  const balance = page.getByRole('region', { name: 'Class balance' }).first();
  await expect(balance.getByRole('row', { name: /Scratched/ })).toHaveText(/Scratched200/);
  await expect(balance.getByRole('row', { name: /Intact/ })).toHaveText(/Intact100/);
  const confidence = page.getByRole('region', { name: 'Confidence' });
  await confidence.getByRole('button', { name: 'Show as table' }).click();
  await expect(confidence.getByRole('row', { name: /0\.5 – 0\.6/ })).toContainText('2');
  await expect(page.getByText('Items that the model was unsure of are over-represented')).toBeVisible();
  await expect(page.getByText('There is no other snapshot to compare it with.')).toBeVisible();

  const files = page.getByRole('region', { name: 'Files', exact: true });
  await expect(files.getByRole('radio', { name: /^YOLO/ })).toBeDisabled();
  await expect(
    files.getByText('Not for it: takes images with boxes or polygons alone').first(),
  ).toBeVisible();
  await files.getByRole('radio', { name: /^Hugging Face/ }).click();
  await expect(files.getByRole('radio', { name: 'Data alone' })).toBeDisabled();
  await files.getByRole('radio', { name: /^CSV/ }).click();
  await files.getByText('Data alone').click();
  await files.getByRole('button', { name: 'Write the file' }).click();
  const downloading = page.waitForEvent('download');
  await files.getByRole('link', { name: 'Download CSV' }).click();
  const [head, ...lines] = (await readFile(await (await downloading).path(), 'utf8')).trim().split('\r\n');
  expect(head).toMatch(/^key,/);
  expect(lines.map((line) => line.split(',')[0])).toEqual(['a', 'b', 'sure']);

  await files.getByRole('button', { name: 'Link to CSV' }).click();
  const link = page.getByRole('dialog');
  await link.getByLabel('Works for').fill('2');
  await link.getByRole('button', { name: 'Make the link' }).click();
  const linked = await fetch(await link.getByLabel('Link', { exact: true }).inputValue());
  expect((await linked.text()).startsWith('key,')).toBe(true);
  await link.getByRole('button', { name: 'Done' }).click();
  await expect(files.getByText('A link works until')).toBeVisible();

  await desk.decides(await desk.claimsOne(), 'intact');
  await page.getByRole('button', { name: 'Again…' }).click();
  await expect(form.getByLabel('Validation')).toHaveValue('0 %');
  await expect(form.getByRole('combobox', { name: 'Goes on from' })).toHaveValue('First');
  await form.getByLabel('Name').fill('Second');
  await form.getByRole('button', { name: 'Freeze it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Second' })).toBeVisible();
  const difference = page.getByRole('region', { name: 'What changed' });
  await expect(difference.getByLabel('Compared with', { exact: true }).first()).toHaveValue('First');
  await expect(difference).toContainText('Changed0Added1Removed0Unchanged3');
  await expect(difference.getByRole('row', { name: /^c/ })).toContainText('Intact');
  const rows = page.getByRole('region', { name: 'Rows', exact: true });
  await expect(rows.getByRole('status')).toHaveText('4 of 4 rows');
  await rows.getByText('Validation').click();
  await expect(rows.getByText('There is no row here.')).toBeVisible();
  await expectNoViolationsInEither(page);
  await expectToFitOtherScreens(page);

  await page.getByRole('link', { name: 'Datasets' }).first().click();
  await expect(page.getByRole('row', { name: /^Second/ })).toContainText('First');
  await page.getByRole('button', { name: 'Show as table' }).click();
  await expect(
    page.getByRole('region', { name: 'Rows by snapshot' }).getByRole('row', { name: /^Second/ }),
  ).toHaveText(/4\+1$/);
  await expectNoViolationsInEither(page);
  await expectToFitOtherScreens(page);
});

test('who may judge sees what a snapshot comes to, and is told why its labels are kept from them', async ({
  server,
  openAs,
}) => {
  const project = await server.project({ degree: 'partial', threshold: 0.9, auditShare: 0 });
  const service = await server.service(project);
  const sure = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => aPrediction({ key: `sure-${from + i}`, confidence: 0.95 }));
  await submit(service, project, sure(0, 3));
  const page = await openAs(await server.person('lead', project, 'Lea'), `/projects/${project}/datasets`);
  const form = page.getByRole('dialog');
  await page.getByRole('button', { name: 'New snapshot' }).click();
  await form.getByLabel('Name').fill('Of few');
  await form.getByRole('button', { name: 'Freeze it' }).click();
  await expect(page.getByText('It has too few rows for you')).toBeVisible();

  await submit(service, project, sure(3, 60));
  await page.getByRole('button', { name: 'Again…' }).click();
  await form.getByLabel('Name').fill('Of the lead');
  await form.getByLabel('Seal the test split').check();
  await form.getByRole('button', { name: 'Freeze it' }).click();
  await expect(page.getByRole('region', { name: 'Figures' })).toContainText('Rows60');
  for (const name of ['Files', 'What changed', 'Rows'])
    await expect(page.getByRole('region', { name, exact: true })).toContainText('Kept from you');
  await expect(page.getByText(/cannot be (listed|shown)|They cannot/)).toHaveCount(0);

  await page.getByRole('button', { name: 'Again…' }).click();
  await expect(form).toContainText('The test split is sealed by “Of the lead”');
  await expect(form.getByLabel('Test', { exact: true })).toBeDisabled();
});
