import { readFile } from 'node:fs/promises';
import { api } from '../../server/api.ts';
import { parseCsv } from '../support/csv.ts';
import { deskOf } from '../support/desk.ts';
import { aPrediction, scratchClasses, submit } from '../support/server.ts';
import { expect, test } from './stage.ts';

test('the models page has the numbers of each version, with intervals, and says where there are too few', async ({
  server,
  openAs,
}) => {
  const project = await server.project({ degree: 'partial', threshold: 0.9, blindShare: 0, auditShare: 0 });
  const line = await server.service(project);
  const sure = Array.from({ length: 10 }, () => aPrediction({ confidence: 0.99 }));
  const unsure = Array.from({ length: 30 }, () => aPrediction({ confidence: 0.5 }));
  await submit(line, project, [...sure, ...unsure]);
  await submit(line, project, [aPrediction({ model: 'scratches@2', confidence: 0.99 })]);
  const ida = await deskOf(server, project, 'inspector', 'Ida');
  for (let i = 0; i < 30; i += 1)
    await ida.decides(await ida.claimsOne(), i < 27 ? 'scratched' : 'intact', { suggestionShown: true });

  const page = await openAs(await server.person('lead', project, 'Lea'), `/projects/${project}/models`);
  const version = (name: string) => page.getByRole('article', { name });
  await expect(page.getByRole('article')).toHaveCount(2);
  await expect(version('scratches@1').getByRole('definition').nth(0)).toHaveText('40');
  await expect(version('scratches@1').getByRole('definition').nth(1)).toHaveText('25.0 % (10)');
  const agreement = version('scratches@1').getByRole('region', {
    name: 'Agreement of people with scratches@1',
  });
  await expect(agreement).toContainText('90.0 %');
  // Wilson's interval of 27 of 30.
  await expect(agreement).toContainText('74.4 – 96.5 % · n = 30');
  await expect(agreement.getByText('n = 0, 30 more needed')).toHaveCount(2);
  await expect(version('scratches@2').getByRole('definition').nth(1)).toHaveText('100.0 % (1)');
  await expect(version('scratches@2').getByText('Not enough yet')).toHaveCount(3);

  await page.getByRole('button', { name: 'Describe scratches@2' }).click();
  await page.getByRole('textbox', { name: 'Description' }).fill('Trained on the photographs of May');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(version('scratches@2')).toContainText('Trained on the photographs of May');
  await version('scratches@1').getByRole('link', { name: '40' }).click();
  await expect(page.getByText('All 40 items')).toBeVisible();
});

test('the export page counts the labels and downloads just these as CSV', async ({ server, openAs }) => {
  const project = await server.project({ degree: 'partial', threshold: 0.9, blindShare: 0, auditShare: 0 });
  await submit(await server.service(project), project, [
    aPrediction({ key: 'sure', confidence: 0.99 }),
    aPrediction({ key: 'unsure, "quoted"', confidence: 0.5, payload: { text: 'Two\nlines' } }),
    aPrediction({ key: 'waiting', confidence: 0.4 }),
  ]);
  const ida = await deskOf(server, project, 'inspector', 'Ida');
  await ida.decides(await ida.claimsOne(), 'intact');

  const page = await openAs(await server.person('analyst', project, 'Ann'), `/projects/${project}/export`);
  const count = page.getByRole('region', { name: 'What the export holds' });
  await expect(count.getByText('2 labels')).toBeVisible();
  await expect(count.getByRole('definition')).toHaveText(['1', '1', '0', '0', '0', '0']);
  await page.getByRole('radiogroup', { name: 'Format' }).getByText('CSV').click();
  const rowsOf = async () => {
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download CSV' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    const [head = [], ...rows] = parseCsv(await readFile(await download.path(), 'utf8'));
    return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]])));
  };
  expect(await rowsOf()).toMatchObject([
    { key: 'sure', value: 'scratched', source: 'auto', agreed: 'true', weight: '', inspectors: '0' },
    {
      key: 'unsure, "quoted"',
      payload: '{"text":"Two\\nlines"}',
      value: 'intact',
      source: 'human',
      agreed: 'false',
      arm: 'assisted',
      weight: '1',
      inspectors: '1',
    },
  ]);

  await page.getByRole('combobox', { name: 'Source' }).click();
  await page.getByRole('option', { name: 'Human' }).click();
  await expect(count.getByText('1 label', { exact: true })).toBeVisible();
  expect((await rowsOf()).map((row) => row['key'])).toEqual(['unsure, "quoted"']);
  await expect(page.getByRole('region', { name: 'curl example' })).toContainText('format=csv&source=human');
});

test('the audit log tells who changed what, with what stood there before and after', async ({
  server,
  openAs,
}) => {
  const project = await server.project({ degree: 'partial', threshold: 0.95 });
  const lea = await server.person('lead', project, 'Lea');
  const current = await lea.call(api.policy.current, { params: { project } });
  await lea.call(api.policy.save, {
    params: { project },
    body: { basedOn: 2, policy: { ...current.policy, threshold: 0.9 }, note: 'As agreed' },
  });
  await lea.call(api.projects.reviseSchema, {
    params: { project },
    body: {
      basedOn: 1,
      schema: {
        kind: 'choice',
        classes: scratchClasses.map((c) => (c.key === 'k' ? { ...c, title: 'Spotless' } : c)),
      },
    },
  });
  await lea.call(api.projects.update, { params: { project }, body: { question: 'Is there a scratch?' } });
  await lea.call(api.keys.create, {
    params: { project },
    body: { name: 'line 4', permissions: ['items.read'] },
  });
  const ida = await server.person('inspector', project, 'Ida');
  await lea.call(api.people.setRole, { params: { project, user: ida.id }, body: { role: 'analyst' } });

  const page = await openAs(lea, `/projects/${project}/audit-log`);
  const entry = (what: RegExp) =>
    page.getByRole('listitem').filter({ has: page.getByRole('button', { name: what }) });
  const opened = async (what: RegExp) => {
    await entry(what).getByRole('button').click();
    return entry(what).getByRole('table', { name: 'What changed' }).getByRole('row');
  };
  await expect(page.getByRole('listitem').first()).toContainText(`Lea set the role of ${ida.email}`);
  await expect(await opened(/set the role of/)).toContainText([/Before.*After/, /role.*inspector.*analyst/]);
  await expect(await opened(/changed the project/)).toContainText([
    /Before/,
    /question.*Is this phone scratched\?.*Is there a scratch\?/,
  ]);
  await expect(await opened(/Lea put .*policy.* in force/i)).toContainText([
    /Before/,
    /threshold.*0\.95.*0\.9/,
  ]);
  await expect(await opened(/Lea put .*schema.* in force/i)).toContainText([
    /Before/,
    /title.*Intact.*Spotless/,
  ]);
  await expect(await opened(/made the API key line 4/)).toContainText([/After/, /permissions.*items\.read/]);
});
