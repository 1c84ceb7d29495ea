import { api } from '../../server/api.ts';
import type { LabelSchema } from '../../server/domain/label-schema.ts';
import type { Json } from '../../server/domain/words.ts';
import { deskOf } from '../support/desk.ts';
import { scratchClasses } from '../support/server.ts';
import { expectNoViolationsInEither, expectToFitOtherScreens } from './axe.ts';
import { bring } from './desk.ts';
import { expect, test } from './stage.ts';

const always = { required: true, when: null };
const report: LabelSchema = {
  kind: 'form',
  fields: [
    { name: 'state', title: 'State', ...always, schema: { kind: 'choice', classes: scratchClasses } },
    {
      name: 'length',
      title: 'Length',
      ...always,
      schema: { kind: 'number', min: 0, max: 50, step: null, unit: 'mm', tolerance: 1 },
    },
    {
      name: 'said',
      title: 'What the caller says',
      ...always,
      schema: { kind: 'transcript', maxLength: 500, tolerance: 0 },
    },
  ],
};

test('a lead sees in which fields opinions on a form differ, begins with one of them and corrects it', async ({
  server,
  openAs,
}) => {
  const policy = { degree: 'human_only', inspectors: 3, consensus: 'majority' } as const;
  const project = await server.project(policy, { schema: report });
  const value = { state: 'scratched', length: 10, said: 'the glass is scratched' };
  await bring(server, project, ['call 1'], { value });
  const answers: Json[] = [
    { state: 'scratched', length: 10, said: 'The glass is scratched near the camera' },
    { state: 'scratched', length: 30, said: 'The glass is scratched, near the cameras' },
    { state: 'intact', length: 45, said: 'A glass was scratched near the camera' },
  ];
  for (const answer of answers) {
    const desk = await deskOf(server, project);
    await desk.decides(await desk.claimsOne(), answer);
  }

  const lea = await server.person('lead', project, 'Lea');
  const page = await openAs(lea, `/projects/${project}/review`);
  const opinions = page.getByRole('region', { name: 'Opinions', exact: true });
  await expect(opinions).toContainText('3 opinions differ. You settle it.');
  await expect(opinions.getByRole('region', { name: 'Length, differs' })).toContainText('45 mm');
  const said = opinions.getByRole('region', { name: 'What the caller says, differs' });
  await said.getByRole('combobox', { name: 'Compared with' }).selectOption('Opinion A');
  await expect(
    said.getByRole('group', { name: 'Opinion B, compared with Opinion A' }).locator('ins'),
  ).not.toHaveCount(0);
  const state = opinions.getByRole('table', { name: 'Who said which' });
  await expect(
    state.getByRole('row', { name: /^Scratched/ }).getByRole('img', { name: 'says so' }),
  ).toHaveCount(2);
  await expectNoViolationsInEither(page, 'an adjudication by field');
  await expectToFitOtherScreens(page, 'an adjudication by field');

  const first = opinions.getByRole('listitem').filter({ hasText: '10 mm' }).first();
  await first.getByRole('button', { name: /^Edit Opinion/ }).click();
  await page.getByRole('textbox', { name: 'Transcript' }).fill('The glass is scratched near the cameras');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Nothing waits for review')).toBeVisible();
  const settledTo = { params: { project, key: 'call 1' }, query: { wait: 30 } };
  const { label } = await lea.call(api.items.label, settledTo);
  expect(label).toMatchObject({
    source: 'adjudicated',
    value: { state: 'scratched', length: 10, said: 'The glass is scratched near the cameras' },
  });

  await page.goto(`${server.url}/projects/${project}/items/call 1`);
  const settled = page.getByRole('region', { name: 'Opinions that differ' });
  await expect(settled.getByRole('region', { name: 'Length, differs' })).toContainText('30 mm');
  await expectNoViolationsInEither(page, 'an item with opinions that differ');
});
