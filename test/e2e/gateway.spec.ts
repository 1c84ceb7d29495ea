import { startReceiver } from '../support/receiver.ts';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './stage.ts';
import { api } from '../../server/api.ts';

test.use({ env: { CALLBACK_ALLOW: '127.0.0.1' } });

test('a lead says where a model version is asked, tries it, and takes it away', async ({
  server,
  openAs,
}) => {
  const model = await startReceiver();
  model.answers(() => ({ status: 200, body: JSON.stringify({ label: 'scratched', p: 0.93 }) }));
  const project = await server.project();
  const lead = await server.person('lead', project, 'Lea');
  await lead.call(api.models.register, { params: { project, model: 'eye@1' }, body: {} });
  const page = await openAs(lead, `/projects/${project}/models`);
  await page.getByRole('button', { name: 'Endpoint of eye@1' }).click();
  const dialog = page.getByRole('dialog', { name: 'Endpoint of eye@1' });
  await dialog.getByRole('textbox', { name: 'Address' }).fill('http://10.0.0.1/');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('inside the network')).toBeVisible();

  await dialog.getByRole('textbox', { name: 'Address' }).fill(model.url);
  await dialog.getByRole('textbox', { name: 'Value' }).fill('label');
  await dialog.getByRole('textbox', { name: 'Confidence' }).fill('p');
  await dialog.getByRole('textbox', { name: 'Scores' }).fill('');
  await dialog.getByRole('textbox', { name: 'Secret header' }).fill('authorization');
  await dialog.getByLabel('Secret', { exact: true }).fill('Bearer abc');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByRole('button', { name: 'Try it' }).click();
  await expect(dialog.getByRole('status')).toContainText('"scratched"');
  await expect(dialog.getByRole('status')).toContainText('93');
  expect(model.received).toMatchObject([{ headers: { authorization: 'Bearer abc' } }]);
  await expectNoViolations(page);

  model.answers(() => ({ status: 500 }));
  await dialog.getByRole('button', { name: 'Try it' }).click();
  await expect(dialog.getByRole('alert').filter({ hasText: 'status 500' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(dialog).toBeHidden();
  await model.close();
});
