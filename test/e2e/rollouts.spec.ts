import { watchRollouts } from '../../server/features/rollouts/watch-rollouts.job.ts';
import { runSlot } from '../../server/jobs/runner.ts';
import { stickyUniform } from '../../server/domain/draw.ts';
import { deskOf } from '../support/desk.ts';
import { aPrediction, submit } from '../support/server.ts';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './stage.ts';

test('a lead brings a version in step by step, it turns out worse, and what it had accepted goes to people', async ({
  server,
  clock,
  openAs,
}) => {
  const project = await server.project({ degree: 'partial', threshold: 0.8, auditShare: 0, blindShare: 1 });
  const service = await server.service(project);
  await submit(service, project, [
    aPrediction({ model: 'eye@2', confidence: 0.4 }),
    aPrediction({ model: 'eye@1', confidence: 0.4 }),
  ]);
  const page = await openAs(await server.person('lead', project, 'Lea'), `/projects/${project}/rollouts`);
  await expect(page.getByText('Whichever version predicts')).toBeVisible();
  await expectNoViolations(page);

  await page.getByRole('button', { name: 'Roll out a version' }).click();
  const form = page.getByRole('dialog', { name: 'Roll out a version' });
  await form.getByRole('combobox', { name: 'Version' }).click();
  await page.getByRole('option', { name: 'eye@2' }).click();
  await expect(form.getByText('It takes the place of eye@1')).toBeVisible();
  await form.getByLabel('Steps').fill('50, 20');
  await form.getByLabel('In shadow first').uncheck();
  await form.getByLabel('Labels of a step').fill('5');
  await form.getByRole('button', { name: 'Draw it up' }).click();
  await expect(form.getByText('must be greater than the step before')).toBeVisible();
  await form.getByLabel('Steps').fill('50, 100');
  await form.getByRole('button', { name: 'Draw it up' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'eye@2' })).toBeVisible();
  await page.getByRole('button', { name: 'Start…' }).click();
  const asks = page.getByRole('dialog');
  await expect(asks).toContainText('eye@2 decides 50.0 % of the units from then on');
  await asks.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByText('It decides 50 % of the units')).toBeVisible();
  const guardrails = page.getByRole('region', { name: 'Guardrails' }).first();
  await expect(guardrails.getByRole('row', { name: /Error/ })).toContainText('No data');

  await page.getByRole('button', { name: 'Go on…' }).click();
  await expect(asks).toContainText('Its guardrails do not pass yet');
  await expect(asks.getByRole('button', { name: 'Go on' })).toBeDisabled();
  await asks.getByRole('button', { name: 'Cancel' }).click();

  const rollout = page.url().split('/').at(-1) ?? '';
  const keys = Array.from({ length: 200 }, (_, i) => `phone-${i}`).filter(
    (key) => stickyUniform(rollout, key) < 0.5,
  );
  const of = (some: string[], more: object) =>
    some.map((key) => aPrediction({ key, model: 'eye@2', ...more }));
  await submit(service, project, [
    ...of(keys.slice(0, 12), { confidence: 0.5, priority: 9 }),
    ...of(keys.slice(12, 20), { confidence: 0.95 }),
  ]);
  const desk = await deskOf(server, project);
  for (let i = 0; i < 12; i += 1) await desk.decides(await desk.claimsOne(), i < 9 ? 'intact' : 'scratched');
  clock.pass(10_000);
  await runSlot(server.app.services, watchRollouts, AbortSignal.timeout(20_000));

  await expect(page.getByText('It decides nothing')).toBeVisible();
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await expect(timeline.getByRole('listitem').first()).toContainText('By itself');
  await expect(timeline.getByText('Error 75.0 % of 12: Fail')).toBeVisible();
  await expectNoViolations(page);

  await expect(page.getByText('8 items were accepted by it')).toBeVisible();
  await page.getByRole('button', { name: 'Send them to people' }).click();
  await expect(page.getByText('8 items wait for people')).toBeVisible();
  await expect(timeline.getByRole('listitem').first()).toContainText('Sent to people');

  await page.getByRole('navigation').getByRole('link', { name: 'Models' }).click();
  await expect(page.getByRole('article', { name: 'eye@1' })).toContainText('Live');
  await page.getByRole('button', { name: 'Retire eye@2' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retire' }).click();
  await expect(page.getByRole('article', { name: 'eye@2' })).toContainText('Retired');
});
