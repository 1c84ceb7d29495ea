import type { Page } from '@playwright/test';
import { api } from '../../server/api.ts';
import { aPrediction, submit, type PersonCaller, type TestServer } from '../support/server.ts';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './stage.ts';

const partial = { degree: 'partial', threshold: 0.9, blindShare: 0.1, auditShare: 0 } as const;

/** A project whose model was sure of five in ten: confidences .05, .15 … .95, one of them for either class. */
const withHistory = async (server: TestServer): Promise<string> => {
  const project = await server.project(partial);
  await submit(
    await server.service(project),
    project,
    Array.from({ length: 10 }, (_, i) =>
      aPrediction({ confidence: (2 * i + 1) / 20, value: i % 2 === 0 ? 'scratched' : 'intact' }),
    ),
  );
  return project;
};

const policyOf = (person: PersonCaller, project: string) =>
  person.call(api.policy.current, { params: { project } });

/** The policy page as a lead has it before them. */
const onPolicy = (page: Page) => {
  const panel = page.getByRole('complementary', { name: 'Your changes' });
  const preview = panel.getByRole('region', { name: 'What it would have done' });
  const history = page.getByRole('region', { name: 'History' });
  return {
    panel,
    preview,
    /** As it was, with this, and the change. */
    counts: (what: string) => preview.getByRole('row', { name: what }).getByRole('cell'),
    field: (name: string) => page.getByRole('textbox', { name, exact: true }),
    putInForce: panel.getByRole('button', { name: 'Put in force' }),
    revision: (n: number) =>
      history.getByRole('listitem').filter({ has: page.getByRole('heading', { name: `Revision ${n}` }) }),
  };
};

test('the preview shows what would have been, before anything is saved', async ({ server, openAs }) => {
  const project = await withHistory(server);
  const lea = await server.person('lead', project, 'Lea');
  const page = await openAs(lea, `/projects/${project}/policy`);
  const { panel, preview, counts, field, putInForce } = onPolicy(page);
  await expect(counts('Model decides')).toHaveText(['1 10 %', '1 10 %', '±0']);
  await expect(panel.getByText('None: this is revision 2, which is in force.')).toBeVisible();
  await expect(putInForce).toBeDisabled();

  await field('Threshold for all classes').fill('0.6');
  await expect(panel.getByText('Threshold lowered from 0.9 to 0.6')).toBeVisible();
  await expect(counts('Model decides')).toHaveText(['1 10 %', '4 40 %', '+3']);
  await expect(counts('A person decides')).toHaveText(['9 90 %', '6 60 %', '−3']);
  await expect(preview.getByText('3 would go from a person to the model')).toBeVisible();
  await expect(preview.getByText('0 would go from the model to a person')).toBeVisible();
  await expect(preview.getByText('The 10 latest items')).toBeVisible();

  await page.getByRole('radio', { name: /Full/ }).click();
  await expect(counts('Model decides')).toHaveText(['1 10 %', '10 100 %', '+9']);
  await page.getByRole('radio', { name: /Human only/ }).click();
  await expect(counts('Model decides')).toHaveText(['1 10 %', '0 0 %', '−1']);
  await expect(preview.getByText('1 would go from the model to a person')).toBeVisible();

  expect((await policyOf(lea, project)).revision).toBe(2);
  await panel.getByRole('button', { name: 'Discard' }).click();
  await expect(field('Threshold for all classes')).toHaveValue('0.9');
  await expect(counts('Model decides')).toHaveText(['1 10 %', '1 10 %', '±0']);
});

test('what is not valid yet is told, and cannot be put in force', async ({ server, openAs }) => {
  const project = await withHistory(server);
  const lea = await server.person('lead', project, 'Lea');
  const page = await openAs(lea, `/projects/${project}/policy`);
  const { panel, field, putInForce } = onPolicy(page);
  await field('Threshold for all classes').fill('');
  await expect(panel.getByText('One field is not complete yet.')).toBeVisible();
  await expect(putInForce).toBeDisabled();
  await field('Threshold for all classes').fill('0.8');
  await expect(putInForce).toBeEnabled();

  // Leaving with changes is asked about.
  await page.getByRole('link', { name: 'Models' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stay' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(field('Threshold for all classes')).toHaveValue('0.8');
  await page.getByRole('link', { name: 'Models' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByRole('heading', { name: 'Models', level: 1 })).toBeVisible();
  expect((await policyOf(lea, project)).revision).toBe(2);
});

test('a change saved with a note is the next revision, its difference stands in words, and going back is a revision too', async ({
  server,
  openAs,
}) => {
  const project = await withHistory(server);
  const lea = await server.person('lead', project, 'Lea');
  const before = (await policyOf(lea, project)).policy;
  const page = await openAs(lea, `/projects/${project}/policy`);
  const { panel, field, putInForce, revision } = onPolicy(page);

  await field('Threshold for all classes').fill('0.7');
  await page.getByRole('button', { name: 'Threshold for one class' }).click();
  await page.getByRole('menuitem', { name: 'Scratched' }).click();
  await field('Threshold for Scratched').fill('0.95');
  await field('Audit share').fill('5');
  await page.getByRole('textbox', { name: 'Note' }).fill('A month without a miss');
  await putInForce.click();

  await expect(page.getByText('Revision 3 is in force, by Lea')).toBeVisible();
  await expect(revision(3)).toContainText('In force');
  await expect(revision(3)).toContainText('“A month without a miss”');
  await expect(revision(3).getByRole('list').getByRole('listitem')).toHaveText([
    'Threshold lowered from 0.9 to 0.7',
    'Threshold for “Scratched” set to 0.95',
    'Audits turned on at 5 %',
  ]);
  expect(await policyOf(lea, project)).toMatchObject({
    revision: 3,
    note: 'A month without a miss',
    author: { name: 'Lea' },
    policy: { ...before, threshold: 0.7, classThresholds: { scratched: 0.95 }, auditShare: 0.05 },
  });

  await revision(2).getByRole('button', { name: 'Go back to this' }).click();
  await expect(panel.getByText('Threshold raised from 0.7 to 0.9')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('Back to revision 2');
  await putInForce.click();
  await expect(revision(4)).toContainText('In force');
  await expect(revision(4)).toContainText('“Back to revision 2”');
  await expect(revision(3)).not.toContainText('In force');
  expect(await policyOf(lea, project)).toMatchObject({ revision: 4, policy: before });

  // The project's pages follow: the overview tells of the revision in force.
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(page.getByRole('link', { name: 'Policy, revision 4' })).toBeVisible();
});

test('a revision that a colleague saves meanwhile is shown, and the own changes are carried over to it', async ({
  server,
  openAs,
}) => {
  const project = await withHistory(server);
  const lea = await server.person('lead', project, 'Lea');
  const leo = await server.person('lead', project, 'Leo');
  const page = await openAs(lea, `/projects/${project}/policy`);
  const { panel, field, putInForce } = onPolicy(page);
  const { policy } = await policyOf(leo, project);
  await field('Audit share').fill('2');
  await field('Threshold for all classes').fill('0.7');
  await expect(putInForce).toBeEnabled();

  await leo.call(api.policy.save, {
    params: { project },
    body: { basedOn: 2, policy: { ...policy, threshold: 0.8, blindShare: 0.2 }, note: 'More blind reviews' },
  });
  const told = page
    .getByRole('alert')
    .filter({ hasText: 'Leo put revision 3 in force while you were editing' });
  await expect(told).toContainText('Their note: “More blind reviews”.');
  await expect(told.getByRole('listitem')).toHaveText([
    'Threshold lowered from 0.9 to 0.8',
    'Blind share raised from 10 % to 20 %',
  ]);
  await expect(putInForce).toBeDisabled();
  await told.getByRole('button', { name: 'Carry my changes over' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Your changes were carried over' })).toContainText(
    'Both of you had changed the threshold: yours is kept',
  );
  await expect(panel.getByText('Threshold lowered from 0.8 to 0.7')).toBeVisible();
  await putInForce.click();
  await expect(page.getByText('Revision 4 is in force, by Lea')).toBeVisible();
  expect((await policyOf(lea, project)).policy).toEqual({
    ...policy,
    threshold: 0.7,
    blindShare: 0.2,
    auditShare: 0.02,
  });
});

test('a save that crosses that of a colleague is refused, and loses nothing', async ({ server, openAs }) => {
  const project = await withHistory(server);
  const lea = await server.person('lead', project, 'Lea');
  const leo = await server.person('lead', project, 'Leo');
  const { policy } = await policyOf(leo, project);
  // Leo's save is carried out while Lea's is on its way.
  let crossed = false;
  const page = await openAs(lea, `/projects/${project}/policy`, (opening) =>
    opening.route('**/policies', async (route) => {
      const body = { basedOn: 2, policy: { ...policy, blindShare: 0.2 } };
      if (route.request().method() === 'POST' && !crossed) {
        crossed = true;
        await leo.call(api.policy.save, { params: { project }, body });
      }
      await route.continue();
    }),
  );
  const { field, putInForce } = onPolicy(page);
  await field('Threshold for all classes').fill('0.7');
  await putInForce.click();
  const told = page.getByRole('alert').filter({ hasText: 'Leo put revision 3 in force' });
  await expect(told).toBeVisible();
  await expect(field('Threshold for all classes')).toHaveValue('0.7');
  await told.getByRole('button', { name: 'Discard mine' }).click();
  await expect(told).toBeHidden();
  await expect(field('Threshold for all classes')).toHaveValue('0.9');
  expect((await policyOf(lea, project)).revision).toBe(3);
});

test('promise 6: turning audits off says what is lost, before and after', async ({ server, openAs }) => {
  const project = await server.project({ ...partial, auditShare: 0.05 });
  const page = await openAs(await server.person('lead', project, 'Lea'), `/projects/${project}/policy`);
  const { panel, field, putInForce, revision } = onPolicy(page);
  const lost = page.getByRole('alert').filter({ hasText: 'Audits are off: no estimate, no certificate' });
  await expect(field('Audit share')).toHaveValue('5 %');
  await expect(lost).toBeHidden();
  await field('Audit share').fill('0');
  await expect(lost).toContainText('How often it is wrong there cannot be estimated');
  await expect(panel.getByText('Audits turned off (they were 5 %)')).toBeVisible();
  await putInForce.click();
  await expect(revision(3)).toContainText('Audits turned off (they were 5 %)');
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Audits are off' })).toContainText(
    'its quality cannot be estimated',
  );
  await expect(page.getByText('audit share 0')).toBeVisible();
});

test('audits by stratum: begun from a preset, put in order, and promise 6 for a share of 0', async ({
  server,
  openAs,
}) => {
  const project = await withHistory(server);
  const lea = await server.person('lead', project, 'Lea');
  const page = await openAs(lea, `/projects/${project}/policy`);
  const { panel, counts, field, putInForce } = onPolicy(page);
  await field('Audit share').fill('5');
  const strata = page.getByRole('group', { name: 'Audit strata' });
  const add = async (preset: string) => {
    await strata.getByRole('button', { name: 'Add a stratum' }).click();
    await page.getByRole('menuitem', { name: preset }).click();
  };
  await add('Near the threshold');
  const near = strata.getByRole('listitem', { name: 'Near the threshold' });
  await expect(near.getByRole('textbox', { name: 'Confidence' })).toHaveValue('0.95');
  await add('A rare class');
  const rare = strata.getByRole('listitem', { name: 'A rare class' });
  await expect(panel).toContainText('One field is not complete yet. Choose at least one.');
  await rare.getByRole('combobox', { name: 'Answers' }).click();
  await page.getByRole('option', { name: 'Intact' }).click();
  await page.keyboard.press('Escape');
  await rare.getByRole('textbox', { name: 'Share audited' }).fill('100');
  await rare.getByRole('button', { name: 'Move “A rare class” up' }).click();
  await expect(panel).toContainText(
    'Audit stratum “A rare class” added: if the model says “Intact”, 100 % of it is audited',
  );
  // Of the ten latest the model decides one, which it says is intact.
  await expect(counts('of which audited')).toHaveText(['0 0 %', '1 10 %', '+1']);

  await near.getByRole('textbox', { name: 'Share audited' }).fill('0');
  await expect(near.getByRole('alert')).toContainText('Audits are off for “Near the threshold”');
  await expectNoViolations(page);
  await putInForce.click();
  await expect(page.getByText('Revision 3 is in force, by Lea')).toBeVisible();
  expect((await policyOf(lea, project)).policy.auditStrata).toEqual([
    { name: 'A rare class', when: [{ on: 'class', in: ['intact'] }], share: 1 },
    { name: 'Near the threshold', when: [{ on: 'confidence', op: 'lt', value: 0.95 }], share: 0 },
  ]);
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(
    page.getByRole('alert').filter({ hasText: 'Audits are off for “Near the threshold”' }),
  ).toBeVisible();
});

test('an analyst reads the policy in words, and cannot change it', async ({ server, openAs }) => {
  const project = await withHistory(server);
  const page = await openAs(await server.person('analyst', project, 'Ann'), `/projects/${project}/policy`);
  await expect(page.getByRole('heading', { name: 'Partial', exact: true })).toBeVisible();
  await expect(page.getByText('Off: no estimate and no certificate')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Go back to this' })).toHaveCount(0);
  await expect(onPolicy(page).putInForce).toHaveCount(0);
  await page.getByRole('link', { name: 'Try a what-if' }).click();
  await expect(page.getByRole('heading', { name: 'What if', level: 1 })).toBeVisible();
});
