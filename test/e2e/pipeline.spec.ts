import { aPrediction, submit } from '../support/server.ts';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './stage.ts';

test('a lead declares steps, and sees which of them went wrong first', async ({ server, openAs }) => {
  const project = await server.project();
  const lead = await server.person('lead', project, 'Lea');
  const page = await openAs(lead, `/projects/${project}/settings`);
  const pipeline = page.getByRole('region', { name: 'Pipeline', exact: true });
  await pipeline.getByRole('button', { name: 'Add a step' }).click();
  await pipeline.getByRole('textbox', { name: 'Name of step 1' }).fill('Voice detection');
  await pipeline.getByRole('button', { name: 'Save' }).click();
  await expect(pipeline.getByText('Lower-case letters, digits, single - and _')).toBeVisible();
  await pipeline.getByRole('textbox', { name: 'Name of step 1' }).fill('voice');
  await pipeline.getByRole('button', { name: 'Add a metric to voice' }).click();
  await pipeline.getByRole('textbox', { name: 'Name of metric 1 of voice' }).fill('loudness');
  await pipeline.getByRole('button', { name: 'Add a step' }).click();
  await pipeline.getByRole('textbox', { name: 'Name of step 2' }).fill('words');
  await pipeline.getByRole('button', { name: 'Move words up' }).click();
  await pipeline.getByRole('button', { name: 'Save' }).click();
  await expect(pipeline.getByText('Must stand before this step')).toBeVisible();
  await pipeline.getByRole('button', { name: 'Move words down' }).click();
  await pipeline.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The settings are saved')).toBeVisible();

  const service = await server.service(project);
  const failed = { error: 'no microphone', latencyMs: 3 };
  await submit(
    service,
    project,
    Array.from({ length: 120 }, (_, i) =>
      aPrediction({
        key: `call-${i}`,
        steps: {
          voice: i < 60 ? { metrics: { loudness: 0.5 }, output: { from: 0.1 }, latencyMs: 12 } : failed,
        },
      }),
    ),
  );
  await page.getByRole('navigation').getByRole('link', { name: 'Monitoring' }).click();
  const voice = pipeline.getByRole('listitem', { name: 'voice' });
  await expect(voice).toContainText('Fails often');
  await expect(voice).toContainText(/50\.0\s%/);
  await expect(voice).toContainText('Moved first');
  await expect(pipeline.getByRole('listitem', { name: 'words' })).toContainText('Not heard from');
  await expect(pipeline.getByRole('alert')).toContainText('“voice” moved first: it fails often');
  await expectNoViolations(page);
  await voice.getByRole('link', { name: 'Charts of voice' }).click();
  const charts = page.getByRole('region', { name: 'Step “voice”' });
  await expect(charts.getByRole('heading', { name: 'Values of “loudness”' })).toBeInViewport();
  await pipeline.getByRole('button', { name: 'Show as table' }).click();
  await expect(pipeline.getByRole('row', { name: /^words/ })).toContainText('voice');

  const analyst = await openAs(await server.person('analyst', project), `/projects/${project}/items/call-99`);
  await expect(analyst.getByRole('article', { name: 'voice' })).toContainText('no microphone');
});
