import type { Page } from '@playwright/test';
import { atDesk } from '../support/desk.ts';
import { aPrediction, submit, type TestServer } from '../support/server.ts';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './stage.ts';

/** Two days in shadow: 80 items, all judged blind in 9 s each; the model is right wherever it is sure. */
const twoDays = async (server: TestServer, pass: (ms: number) => void): Promise<string> => {
  const project = await server.project({ degree: 'shadow', threshold: 0.5, auditShare: 0.25 });
  const service = await server.service(project);
  const record = (n: number) => aPrediction({ key: `phone-${n}`, confidence: (n % 40) / 40 });
  await submit(
    service,
    project,
    Array.from({ length: 40 }, (_, n) => record(n)),
  );
  pass(2 * 86_400_000);
  await submit(
    service,
    project,
    Array.from({ length: 40 }, (_, n) => record(n + 40)),
  );
  const ida = atDesk(await server.person('inspector', project, 'Ida'), project);
  for (let [review] = await ida.claims(); review;) {
    const isSure = Number(review.key.replace('phone-', '')) % 40 >= 20;
    const { reviews } = await ida.decides(review, isSure ? 'scratched' : 'intact', {
      claim: 1,
      timeSpentMs: 9_000,
    });
    [review] = reviews;
  }
  return project;
};

const onWhatIf = (page: Page) => {
  const table = page.getByRole('region', { name: 'Side by side' }).getByRole('table');
  return {
    /** What stands on the left and on the right. */
    row: (name: string) => table.getByRole('row', { name }).getByRole('cell'),
    field: (name: string) => page.getByRole('textbox', { name, exact: true }),
  };
};

test('an analyst weighs a draft against the policy in force and keeps it, and a lead puts it in force', async ({
  server,
  clock,
  openAs,
}) => {
  const project = await twoDays(server, clock.pass);
  const ann = await openAs(await server.person('analyst', project, 'Ann'), `/projects/${project}/overview`);
  await ann.getByRole('navigation').getByRole('link', { name: 'What if' }).click();
  const { row, field } = onWhatIf(ann);
  await expect(row('The model decides')).toHaveText([/^0\.0\s%/, /^0\.0\s%/]);
  await expect(row('Reviews a day').first()).toContainText('80 in all');

  await ann.getByRole('radio', { name: /Partial/ }).click();
  await expect(row('The model decides').nth(1)).toContainText('40 of 80');
  await expect(row('Of that, wrong').first()).toContainText('nothing is accepted');
  await expect(row('Of that, wrong').nth(1)).toContainText('40 blind labels');
  await expect(row('Of that, wrong').nth(1)).toContainText(/^0\.0\s%0\.\d – \d+\.\d\s%/);
  await field('Price of a review').fill('0.5');
  await field('Price of a mistake').fill('10');
  await expect(row('Cost of reviews a day').first()).toHaveText('20');
  await expect(row('Cost a day').nth(1)).toContainText('–');
  await expect(ann.getByText('A review takes 9.0 s, the mean of 80 that were timed.')).toBeVisible();

  // Too little above .9 to say anything.
  await field('Threshold for all classes').fill('0.9');
  await expect(row('Of that, wrong').nth(1)).toContainText('Not enough yet');
  await field('Threshold for all classes').fill('0.6');
  await expect(row('The model decides').nth(1)).toContainText('32 of 80');
  await expectNoViolations(ann);

  await field('Name of the draft').fill('Carefully partial');
  await ann.getByRole('button', { name: 'Save as draft' }).click();
  const drafts = ann.getByRole('region', { name: 'Drafts' });
  const kept = drafts.getByRole('listitem', { name: 'Carefully partial' });
  await expect(kept).toContainText('Threshold raised from 0.5 to 0.6');
  await expect(kept.getByRole('link', { name: 'Open in the policy' })).toHaveCount(0);
  await kept.getByRole('button', { name: 'Rename' }).click();
  await ann.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Partial at .6');
  await ann.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await expect(drafts.getByRole('listitem', { name: 'Partial at .6' })).toBeVisible();

  const lea = await openAs(await server.person('lead', project, 'Lea'), `/projects/${project}/what-if`);
  await lea.getByRole('combobox', { name: 'On the left' }).selectOption('Partial at .6');
  await expect(onWhatIf(lea).row('The model decides')).toHaveText([/32 of 80$/, /0 of 80$/]);
  await lea
    .getByRole('listitem', { name: 'Partial at .6' })
    .getByRole('link', { name: 'Open in the policy' })
    .click();
  const panel = lea.getByRole('complementary', { name: 'Your changes' });
  await expect(panel.getByText('Degree of automation: from Shadow to Partial')).toBeVisible();
  await expect(lea.getByRole('textbox', { name: 'Note' })).toHaveValue('Draft “Partial at .6”');
  await panel.getByRole('button', { name: 'Put in force' }).click();
  await expect(lea.getByText('Revision 3 is in force, by Lea')).toBeVisible();

  await lea.getByRole('navigation').getByRole('link', { name: 'What if' }).click();
  await lea.getByRole('listitem', { name: 'Partial at .6' }).getByRole('button', { name: 'Delete' }).click();
  await lea.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(lea.getByRole('region', { name: 'Drafts' })).toHaveCount(0);
});
