import type { Page } from '@playwright/test';
import { api } from '../../server/api.ts';
import { bring, deskOn } from './desk.ts';
import { expect, test } from './stage.ts';

/** Tiles in their order, each a number and what stands below it. */
const tilesOf = (page: Page) => {
  const values = page.getByRole('region', { name: 'In numbers' }).getByRole('definition');
  return { waiting: values.nth(0), inHand: values.nth(1), automated: values.nth(5) };
};

test('counts, people and the dial change while colleagues work, without a reload', async ({
  server,
  openAs,
}) => {
  const project = await server.project({
    degree: 'partial',
    threshold: 0.9,
    blindShare: 0,
    auditShare: 0.05,
  });
  const lea = await server.person('lead', project, 'Lea');
  const page = await openAs(lea, `/projects/${project}/overview`);
  const { waiting, inHand, automated } = tilesOf(page);
  const online = page.getByRole('region', { name: 'Online' }).getByRole('listitem');
  await expect(waiting).toHaveText('0');
  await expect(page.getByText('Nothing waits', { exact: true })).toBeVisible();
  await expect(online).toHaveText([/Lea \(you\)/]);

  await bring(server, project, ['phone 1', 'phone 2', 'phone 3', 'phone 4', 'phone 5', 'phone 6']);
  await expect(waiting).toHaveText('6');
  await expect(page.getByRole('link', { name: 'Review 6 waiting' })).toBeVisible();
  await expect(automated).toHaveText('6 of 30 items in 24 hours');

  const review = await openAs(
    await server.person('inspector', project, 'Ida'),
    `/projects/${project}/review`,
  );
  await deskOn(review).holds('phone 1');
  await expect(inHand).toHaveText('4 in hand');
  await expect(online).toHaveText([/Ida.*reviewing/, /Lea \(you\).*here/]);
  await review.keyboard.press('j');
  await deskOn(review).holds('phone 2');
  await expect(waiting).toHaveText('1');
  await review.keyboard.press('e');
  await expect(review.getByRole('dialog').getByRole('textbox')).toBeFocused();
  await review.keyboard.type('What is this?');
  await review.keyboard.press('Control+Enter');
  await expect(inHand).toHaveText('4 in hand · 1 only for leads');
  await expect(page.getByRole('img', { name: /1 decisions by people/ })).toBeVisible();

  await review.close();
  await expect(online).toHaveText([/Lea \(you\)/]);
  const { policy } = await lea.call(api.policy.current, { params: { project } });
  await lea.call(api.policy.save, {
    params: { project },
    body: { basedOn: 2, policy: { ...policy, degree: 'full' }, note: 'Enough seen' },
  });
  await expect(page.getByRole('radio', { name: /Full/ })).toBeChecked();
});

test('the dial is looked at by everybody, and turned by a lead, who is told first what changes', async ({
  server,
  openAs,
}) => {
  const project = await server.project({ degree: 'assistance', auditShare: 0 });
  const path = `/projects/${project}/overview`;
  const inspector = await openAs(await server.person('inspector', project, 'Ida'), path);
  await inspector.getByRole('radio', { name: /Partial/ }).click();
  await expect(inspector.getByText('Only a lead can put another degree in force.')).toBeVisible();
  await inspector.getByRole('button', { name: 'Back to what is in force' }).click();
  await expect(inspector.getByRole('radio', { name: /Assistance/ })).toBeChecked();

  const lea = await server.person('lead', project, 'Lea');
  const lead = await openAs(lea, path);
  await lead.getByRole('radio', { name: /Partial/ }).click();
  await lead.getByRole('button', { name: 'Change to “Partial”…' }).click();
  const dialog = lead.getByRole('dialog');
  await expect(dialog.getByRole('row', { name: /Who decides/ })).toContainText('The model where it is sure');
  await expect(dialog.getByRole('alert')).toContainText('Audits are off');
  const evidence = dialog.getByRole('region', { name: 'Evidence for this step' });
  await expect(evidence.getByRole('listitem').filter({ hasText: 'A threshold is certified' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Put “Partial” in force' })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Note' }).fill('The evidence is good');
  await dialog.getByRole('button', { name: 'Put “Partial” in force' }).click();
  await expect(dialog).toBeHidden();
  for (const page of [lead, inspector])
    await expect(page.getByRole('radio', { name: /Partial.*In force|Partial/ })).toBeChecked();
  await expect(inspector.getByRole('alert').filter({ hasText: 'Audits are off' })).toBeVisible();
  expect(await lea.call(api.policy.current, { params: { project } })).toMatchObject({
    revision: 3,
    note: 'The evidence is good',
    policy: { degree: 'partial' },
  });

  // Down it goes at once.
  await lead.getByRole('radio', { name: /Shadow/ }).click();
  await lead.getByRole('button', { name: 'Turn down to “Shadow” now' }).click();
  await expect(inspector.getByRole('radio', { name: /Shadow/ })).toBeChecked();
});
