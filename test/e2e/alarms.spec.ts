import { evaluateAllAlarms } from '../../server/features/alarms/evaluate-alarms.job.ts';
import { sendMails } from '../../server/features/alarms/send-mails.job.ts';
import { runSlot } from '../../server/jobs/runner.ts';
import { atDesk } from '../support/desk.ts';
import { aPrediction, submit } from '../support/server.ts';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './stage.ts';

test('an alarm that a lead made is seen on every page as it fires, silenced, and cleared', async ({
  server,
  clock,
  openAs,
}) => {
  const project = await server.project({ degree: 'human_only' });
  const lea = await server.person('lead', project, 'Lea');
  const service = await server.service(project);
  /** Lets minutes pass, with an evaluation at the end of each. */
  const passes = async (minutes: number) => {
    for (let i = 0; i < minutes; i += 1) {
      clock.pass(60_000);
      for (const job of [evaluateAllAlarms, sendMails])
        await runSlot(server.app.services, job, new AbortController().signal);
    }
  };
  const page = await openAs(lea, `/projects/${project}/alarms`);
  const dialog = page.getByRole('dialog');
  const firing = page.getByRole('region', { name: 'Firing' });
  const watched = page.getByRole('region', { name: 'Watched' });
  await expect(firing).toContainText('No alarm fires');
  await expect(watched.getByRole('article', { name: 'Nothing comes in' })).toContainText('No data');

  await page.getByRole('button', { name: 'Add an alarm' }).click();
  await dialog.getByLabel('Name').fill('Long queue');
  await dialog.getByLabel('Threshold').fill('2');
  await dialog.getByLabel('For at least').fill('2');
  await dialog.getByLabel('Clears at').fill('3');
  await dialog.getByLabel('After at least').fill('0');
  await dialog.getByLabel('What to look at first').fill('Call Ida');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByText('must be at most the threshold')).toBeVisible();
  await dialog.getByLabel('Clears at').fill('0');
  await expect(dialog.getByText('Fires after 2 min above 2. Clears at once at 0 or less.')).toBeVisible();
  await expectNoViolations(page, 'the form of an alarm');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  const alarm = page.getByRole('article', { name: 'Long queue' });
  await expect(alarm).toContainText('No data');

  await page.getByRole('navigation').getByRole('link', { name: 'Overview' }).click();
  await submit(service, project, [aPrediction(), aPrediction(), aPrediction()]);
  await passes(3);
  const told = page.getByRole('alert', { name: 'Alarms fire' });
  await expect(told).toContainText('Long queue: Open reviews: 3 (alarm above 2)');
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Alarms.*1 alarm fires/ })
    .click();
  await expect(firing.getByRole('article', { name: 'Long queue' })).toContainText('Call Ida');

  await page.getByRole('button', { name: 'Silence: Long queue' }).click();
  await dialog.getByLabel('Why').fill('Stocktaking');
  await dialog.getByRole('button', { name: 'Silence', exact: true }).click();
  await expect(page.getByText(/By Lea, ends .*: Stocktaking/)).toBeVisible();
  await expect(alarm).toContainText('Nobody is told');
  await expectNoViolations(page, 'the alarms');
  await page.getByRole('button', { name: 'End the silence: Long queue' }).click();
  await expect(page.getByText('Stocktaking')).toHaveCount(0);

  const ida = atDesk(await server.person('inspector', project, 'Ida'), project);
  for (const review of await ida.claims(3)) await ida.decides(review, 'intact');
  await passes(1);
  await expect(watched.getByRole('article', { name: 'Long queue' })).toContainText('Well');
  await expect(page.getByRole('table', { name: 'What became of alarms' }).getByRole('row')).toContainText([
    'Alarm',
    'Well',
    'Fires',
  ]);

  const unheard = page.getByText('Alarms are not being evaluated');
  await expect(unheard).toHaveCount(0);
  // Nothing evaluates any more.
  clock.pass(10 * 60_000);
  await page.reload();
  await expect(unheard).toBeVisible();
});
