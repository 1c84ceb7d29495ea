import { api } from '../../server/api.ts';
import { deskOf } from '../support/desk.ts';
import { aPrediction, submit } from '../support/server.ts';
import { expect, test } from './stage.ts';

test('a lead has a training done: from the labels there are, live, to a version beside the one before', async ({
  server,
  openAs,
}) => {
  const project = await server.project({ degree: 'shadow' });
  const service = await server.service(project);
  await submit(service, project, [aPrediction({ key: 'a' }), aPrediction({ key: 'b' })]);
  const desk = await deskOf(server, project);
  for (const value of ['scratched', 'intact']) await desk.decides(await desk.claimsOne(), value);

  const lead = await server.person('lead', project, 'Lea');
  const page = await openAs(lead, `/projects/${project}/overview`);
  await page.getByRole('navigation').getByRole('link', { name: 'Retraining' }).click();
  await expect(page.getByRole('heading', { name: 'No training yet' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'trainer in Python' })).toContainText(
    `/projects/${project}/retraining/cycles`,
  );

  await page.getByRole('button', { name: 'Request a training' }).click();
  const asked = page.getByRole('dialog');
  await expect(asked).toContainText('2 labels in force, 2 of them new by people');
  await asked.getByRole('button', { name: 'Request it' }).click();
  const lane = page.getByRole('list').filter({ hasText: 'Asked for by hand, Lea' }).getByRole('listitem');
  const step = (name: string) => lane.getByRole('listitem').filter({ hasText: name });
  await expect(step('Data')).toContainText('2 labels, 2 new by people');
  await expect(page.getByRole('button', { name: 'Request a training' })).toBeDisabled();

  // Nothing is asked for again by hand from here on: the socket tells.
  const params = { project };
  const [cycle] = (await service.call(api.retraining.cycles, { params })).rows;
  const reports = { params: { project, id: cycle?.id ?? '' } };
  await service.call(api.retraining.report, { ...reports, body: { report: 'started' } });
  const half = { report: 'progress', progress: 0.5, message: 'epoch 5 of 10' } as const;
  await service.call(api.retraining.report, { ...reports, body: half });
  await expect(step('Training')).toContainText('epoch 5 of 10');
  await expect(page.getByRole('progressbar', { name: 'Training: 50 %' })).toBeVisible();
  await service.call(api.retraining.report, {
    ...reports,
    body: { report: 'finished', model: 'scratches@2' },
  });
  await expect(step('Training')).toContainText('scratches@2');
  await expect(page.getByLabel('Gain')).toContainText('After: scratches@2Has not predicted yet');

  await page.getByRole('button', { name: 'Change the triggers' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('switch', { name: /enough new labels/ }).click();
  await form.getByRole('textbox', { name: 'New labels' }).fill('4');
  await form.getByRole('button', { name: 'Save' }).click();
  const trigger = page.getByRole('region', { name: 'Triggers' }).getByRole('listitem');
  await expect(trigger.filter({ hasText: '4 new labels by people' })).toContainText('0 of 4');
});
