import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import { aPrediction, submit } from '../support/server.ts';
import { expect, test } from './stage.ts';

test('the whole job: submit over HTTP, claim, decide by keyboard, undo, decide, export, the row', async ({
  server,
  openAs,
}) => {
  const project = await server.project({ degree: 'partial', threshold: 0.9, blindShare: 0, auditShare: 0 });
  const line = await server.service(project);
  await submit(line, project, [
    aPrediction({ key: 'phone-1', payload: { text: 'A long scratch over the camera' }, confidence: 0.6 }),
    aPrediction({ key: 'phone-2', payload: { text: 'Spotless but for a thumbprint' }, confidence: 0.7 }),
    aPrediction({ key: 'phone-3', payload: { text: 'Certainly scratched' }, confidence: 0.99 }),
  ]);
  const inspector = await server.person('inspector', project, 'Ida');
  const page = await openAs(inspector, `/projects/${project}/review`);

  // Claimed: the oldest item is in hand with the model's suggestion beside the answers.
  await expect(page.getByText('A long scratch over the camera')).toBeVisible();
  await expect(page.getByText(/Suggested by scratches@1/)).toBeVisible();

  // Decided by one key, which brings the next item.
  await page.keyboard.press('k');
  await expect(page.getByText('Spotless but for a thumbprint')).toBeVisible();

  // Undone by one key: the first item is back with the answer given, and another answer replaces it.
  await page.keyboard.press('u');
  await expect(page.getByText('A long scratch over the camera')).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByText('Spotless but for a thumbprint')).toBeVisible();

  // The last item; then nothing waits, and the page says so.
  await page.keyboard.press('k');
  await expect(page.getByText('Nothing waits for review')).toBeVisible();
  await expect(page.getByText(/All saved/)).toBeVisible();
  await line.call(api.items.label, { params: { project, key: 'phone-2' }, query: { wait: 30 } });

  const rows = await line.fetch(addressOf(api.labels.export, { project }, { format: 'jsonl' }));
  const labels = (await rows.text())
    .trim()
    .split('\n')
    .map((row) => JSON.parse(row) as Record<string, unknown>);
  expect(labels.map((l) => [l['key'], l['value'], l['source'], l['review_probability']])).toEqual([
    ['phone-3', 'scratched', 'auto', 0],
    ['phone-1', 'scratched', 'human', 1],
    ['phone-2', 'intact', 'human', 1],
  ]);
  expect(labels[1]).toMatchObject({ agreed: true, arm: 'assisted', inspectors: 1, model_value: 'scratched' });
});

test('what a colleague decides and what arrives is seen without a reload', async ({ server, openAs }) => {
  const project = await server.project({ degree: 'human_only' });
  const line = await server.service(project);
  const lead = await server.person('lead', project, 'Lea');
  const inspector = await server.person('inspector', project, 'Ida');
  const overview = await openAs(lead, `/projects/${project}/overview`);
  const review = await openAs(inspector, `/projects/${project}/review`);
  await expect(overview.getByText('Ida')).toBeVisible();

  // The empty desk fills by itself when something is submitted.
  await submit(line, project, [aPrediction({ payload: { text: 'The first phone' } })]);
  await expect(review.getByText('The first phone')).toBeVisible();
  await review.keyboard.press('j');

  await overview.getByRole('button', { name: /show as table/i }).click();
  await expect(overview.getByRole('table').first()).toBeVisible();
});
