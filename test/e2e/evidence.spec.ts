import { watchAudits } from '../../server/features/audits/watch-audits.job.ts';
import { atDesk } from '../support/desk.ts';
import { casesToFit, judgeHeldOut } from '../support/held-out.ts';
import { aPrediction, submit, type TestServer } from '../support/server.ts';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './stage.ts';

/**
 * Items of which a person has judged all that came to people: of every five predictions one is wrong. The model knows
 * which, or is as sure of those as of others.
 */
const judged = async (
  server: TestServer,
  project: string,
  n: number,
  { knows = false } = {},
): Promise<void> => {
  const service = await server.service(project);
  const records = Array.from({ length: n }, (_, i) =>
    aPrediction({
      key: `phone-${i}`,
      value: i % 2 === 0 ? 'scratched' : 'intact',
      confidence: knows ? (i % 5 === 0 ? 0.6 : 0.97) : 0.5 + (i % 10) / 20,
    }),
  );
  await submit(service, project, records);
  const ida = atDesk(await server.person('inspector', project, 'Ida'), project);
  for (let [review] = await ida.claims(); review;) {
    const i = Number(review.key.replace('phone-', ''));
    const isScratched = (i % 2 === 0) !== (i % 5 === 0);
    const value = isScratched ? 'scratched' : 'intact';
    const { reviews } = await ida.decides(review, value, {
      claim: 1,
      timeSpentMs: i % 7 === 0 ? 700 : 3_000 + i * 10,
    });
    [review] = reviews;
  }
};

test('a lead finds out how far the model can be trusted, and looks at what it got wrong', async ({
  server,
  openAs,
}) => {
  const project = await server.project({
    degree: 'partial',
    threshold: 0.9,
    auditShare: 0.5,
    blindShare: 0.5,
  });
  const page = await openAs(await server.person('lead', project, 'Lea'), `/projects/${project}/overview`);
  await page.getByRole('navigation').getByRole('link', { name: 'Evidence' }).click();
  await expect(page.getByText('No model version yet')).toBeVisible();

  await judged(server, project, 160);
  await page.reload();
  const accuracy = page.getByRole('region', { name: 'Accuracy', exact: true });
  await expect(accuracy).toContainText(/Not enough yet: about [\d,]+ more blind reviews until ±2 points/);
  await expect(accuracy).toContainText('The naive figure is no accuracy');
  await expect(accuracy.getByText(/^\d+ of at least 30 blind reviews$/)).toHaveCount(0);

  // Each way of asking by itself; the cells lead to their items.
  const comparison = page.getByRole('region', { name: 'Side by side' });
  await comparison.getByRole('tab', { name: /Blind/ }).click();
  await expect(comparison.getByRole('table').first()).toContainText('Scratched');
  const cell = comparison.getByRole('link', { name: /said “Scratched”, people answered “Intact”/ });
  const count = Number(await cell.textContent());
  await cell.click();
  await expect(page).toHaveURL(/items\?.*class=intact/);
  const rows = page.getByRole('table', { name: 'Items' }).getByRole('row');
  await expect(rows).toHaveCount(1 + count);
  for (const row of (await rows.all()).slice(1))
    await expect(row.getByRole('cell')).toContainText([/./, 'Intact', 'Scratched']);
  await page.goBack();

  await expect(page.getByRole('region', { name: 'Automation bias' })).toContainText(
    'Taken in under a second',
  );
  await page
    .getByRole('region', { name: 'Calibration' })
    .getByRole('button', { name: 'Show as table' })
    .click();
  await expect(page.getByRole('region', { name: 'Calibration' }).getByRole('table')).toBeVisible();
  const overTime = page.getByRole('region', { name: 'Over time' });
  await expect(overTime.getByRole('img', { name: /Agreement by the day/ })).toBeVisible();
  await overTime.getByRole('button', { name: 'Show as table' }).click();
  await expect(overTime.getByRole('table').getByRole('row').nth(1)).toContainText(/n = \d+/);
  await expectNoViolations(page);

  // The same by name, for the lead alone.
  await page.getByRole('navigation').getByRole('link', { name: 'Inspectors' }).click();
  const bias = page.getByRole('region', { name: 'Automation bias' }).getByRole('row', { name: /Ida/ });
  await expect(bias).toContainText(/\d+ assisted, \d+ blind.* points/);
  await expectNoViolations(page);
});

test('a lead puts a certified threshold in force, and is told once it has lapsed', async ({
  server,
  clock,
  openAs,
}) => {
  const project = await server.project({ degree: 'shadow' });
  const lea = await server.person('lead', project, 'Lea');
  const page = await openAs(lea, `/projects/${project}/settings`);
  const settings = page.getByRole('region', { name: 'Certificates' });
  await settings.getByLabel('Wrong at most').fill('25');
  await settings.getByLabel('With a confidence of').fill('80');
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The settings are saved')).toBeVisible();

  // Whichever items are drawn for calibrators, far more than enough are left at each threshold above 0.6.
  await judged(server, project, 130, { knows: true });
  clock.pass(60_000);
  await page.goto(`${server.url}/projects/${project}/evidence`);
  const thresholds = page.getByRole('region', { name: 'Thresholds', exact: true });
  await expect(thresholds).toContainText(/at most 25.% of what it accepts is wrong/);
  await thresholds.getByRole('button', { name: 'Use the certified threshold 0.8', exact: true }).click();
  const question = page.getByRole('dialog');
  await expect(question).toContainText('The degree of automation becomes');
  await question.getByRole('button', { name: 'Put it in force' }).click();
  await expect(page.getByText('The policy rests on a certificate')).toBeVisible();
  await expect(thresholds.getByText('In force', { exact: true })).toBeVisible();
  await thresholds.getByRole('button', { name: 'Show as chart' }).click();
  await expect(thresholds.getByRole('img', { name: /Automated share against error/ })).toBeVisible();
  await expectNoViolations(page);

  await submit(await server.service(project), project, [aPrediction({ model: 'scratches@2' })]);
  await page.reload();
  await expect(page.getByText('A certificate of the policy has lapsed')).toBeVisible();
  await expect(page.getByText('Another model version decides now.')).toBeVisible();
});

test('a lead fits a calibrator and puts it in force, and sees what came in under it apart', async ({
  server,
  openAs,
}) => {
  const project = await server.project({ degree: 'shadow' });
  await judgeHeldOut(server, project, casesToFit.slice(1));
  const lea = await server.person('lead', project, 'Lea');
  const page = await openAs(lea, `/projects/${project}/evidence`);
  const calibrators = page.getByRole('region', { name: 'Calibrators', exact: true });
  await expect(calibrators).toContainText('About 20 labels are held out so far; a calibrator needs 100');
  await calibrators.getByRole('button', { name: 'Fit isotonic' }).click();
  await expect(page.getByRole('alert')).toContainText('99 labels are held out so far');
  await judgeHeldOut(server, project, casesToFit.slice(0, 1), casesToFit.length - 1);
  await page.reload();
  await calibrators.getByRole('button', { name: 'Fit temperature' }).click();
  await expect(calibrators.getByRole('row', { name: /1 · temperature/ })).toBeVisible();
  await calibrators.getByRole('button', { name: 'Fit isotonic' }).click();
  await calibrators.getByRole('button', { name: 'Use calibrator 2' }).click();
  const question = page.getByRole('dialog');
  await expect(question).toContainText('Certificates of scratches@1 lapse');
  await question.getByRole('button', { name: 'Put it in force' }).click();
  await expect(calibrators).toContainText('Calibrator 2 is in force');
  await expectNoViolations(page);

  const calibration = page.getByRole('region', { name: 'Calibration', exact: true });
  await expect(calibration).toContainText('Not enough yet');
  await submit(await server.service(project), project, [aPrediction({ key: 'after', confidence: 0.9 })]);
  const ida = atDesk(await server.person('inspector', project, 'Ida'), project);
  await ida.decides(await ida.claimsOne(), 'scratched');
  const diagram = calibration.getByRole('img', { name: /Reliability diagram/ });
  await expect(diagram, 'without a reload').toHaveAccessibleName(/with 1 blind review/);
  await calibration.getByRole('combobox', { name: 'What came in with' }).click();
  await page.getByRole('option', { name: /As the model says it/ }).click();
  await expect(diagram).toHaveAccessibleName(/with 100 blind reviews/);
  await expectNoViolations(page);

  await page.goto(`${server.url}/projects/${project}/items/after`);
  await expect(page.getByText(/confidence 0.9\d* · calibrated 0.\d+ \(calibrator 2\)/)).toBeVisible();
});

test('a lead sees which audits were planned, drawn and answered, and is told where they fall behind', async ({
  clock,
  server,
  openAs,
}) => {
  const project = await server.project({
    degree: 'full',
    auditShare: 0,
    auditStrata: [{ name: 'unsure', when: [{ on: 'confidence', op: 'lt', value: 0.9 }], share: 1 }],
  });
  const service = await server.service(project);
  await submit(
    service,
    project,
    Array.from({ length: 25 }, (_, i) => aPrediction({ key: `${i}`, confidence: i < 20 ? 0.8 : 0.95 })),
  );
  const ida = atDesk(await server.person('inspector', project, 'Ida'), project);
  await ida.decides(await ida.claimsOne(), 'intact');
  const page = await openAs(await server.person('lead', project, 'Lea'), `/projects/${project}/evidence`);
  const audits = page.getByRole('region', { name: 'Audits', exact: true }).first();
  const row = (name: string) => audits.getByRole('row', { name }).getByRole('cell');
  await expect(row('unsure')).toHaveText(['20', '20 (100.0 %)', '20 (100.0 %)', '0 (0.0 %)', '20', '0']);
  await expect(row('Everything else')).toHaveText(['5', '0 (0.0 %)', '0 (0.0 %)', '0', '0', '0']);
  await expect(audits).toContainText('In 1 of those waiting an inspector disagreed with the model');
  await expectNoViolations(page);

  clock.pass(74 * 3_600_000);
  await watchAudits.run(server.app.services, new AbortController().signal, 'watch-audits:1');
  const alarm = page.getByRole('alert').filter({ hasText: 'Audits fall behind what was planned' });
  await expect(alarm, 'without a reload').toContainText('unsure: 20 overdue');
  await expectNoViolations(page);
  await page.getByRole('navigation').getByRole('link', { name: 'Overview' }).click();
  await expect(alarm).toContainText('All audits: 20 overdue');
});

test('an inspector is not shown what the answers say of the model', async ({ server, openAs }) => {
  const project = await server.project({ degree: 'shadow' });
  const page = await openAs(
    await server.person('inspector', project, 'Ida'),
    `/projects/${project}/evidence`,
  );
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Evidence' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Accuracy', exact: true })).toHaveCount(0);
});
