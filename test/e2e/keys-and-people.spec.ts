import type { Page } from '@playwright/test';
import { api } from '../../server/api.ts';
import { callerAt, type TestServer } from '../support/server.ts';
import { bring, deskOn } from './desk.ts';
import { expect, test } from './stage.ts';

const secretIn = async (page: Page): Promise<string> => {
  const secret = await page.getByRole('dialog').getByLabel('API key').inputValue();
  await page.getByRole('button', { name: 'I have it' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  return secret;
};

/** The status that a service with this key gets when it reads the project. */
const answerTo = async (server: TestServer, project: string, secret: string): Promise<number> => {
  const service = callerAt(() => server.url, { authorization: `Bearer ${secret}` });
  return (await service.ask(api.projects.get, { params: { project } })).status;
};

test('a key is made, rotated without a gap, and revoked at once', async ({ server, openAs }) => {
  const project = await server.project();
  const page = await openAs(await server.person('lead', project, 'Lea'), `/projects/${project}/keys`);
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByRole('button', { name: 'Make the key' }).click();
  await expect(page.getByText('Say which service it is for')).toBeVisible();
  await page.getByRole('dialog').getByLabel('Name').fill('line 4');
  await page.getByRole('checkbox', { name: /Read the project/ }).check();
  await page.getByRole('button', { name: 'Make the key' }).click();
  const old = await secretIn(page);
  await expect(page.getByRole('row', { name: /line 4/ })).toContainText('never');
  expect(await answerTo(server, project, old)).toBe(200);

  await page.getByRole('button', { name: 'Rotate line 4' }).click();
  await page.getByRole('button', { name: 'Make the successor' }).click();
  const successor = await secretIn(page);
  await expect(page.getByRole('row', { name: /line 4/ })).toHaveCount(2);
  for (const secret of [old, successor]) expect(await answerTo(server, project, secret)).toBe(200);

  await page.getByRole('button', { name: 'Revoke line 4' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  const ended = page.getByRole('region', { name: 'Ended' });
  await expect(ended.getByRole('row', { name: /line 4/ })).toContainText('revoked');
  expect(await answerTo(server, project, successor)).toBe(401);
  expect(await answerTo(server, project, old)).toBe(200);

  await page.getByRole('button', { name: 'Rotate line 4' }).click();
  await page.getByLabel('How long the old key goes on').selectOption('Not at all: it ends at once');
  await page.getByRole('button', { name: 'Make the successor' }).click();
  const last = await secretIn(page);
  expect(await answerTo(server, project, old)).toBe(401);
  expect(await answerTo(server, project, last)).toBe(200);
});

test('a person gets another role, and is taken out; what they held goes back to the queue', async ({
  server,
  openAs,
}) => {
  const project = await server.project({ degree: 'human_only' });
  await bring(server, project, ['phone 1']);
  const ida = await openAs(await server.person('inspector', project, 'Ida'), `/projects/${project}/review`);
  await deskOn(ida).holds('phone 1');
  const page = await openAs(await server.person('lead', project, 'Lea'), `/projects/${project}/people`);
  const role = page.getByRole('combobox', { name: 'Role of Ida' });
  await expect(role).toHaveValue('inspector');
  await role.selectOption('Lead');
  await expect(page.getByText('Ida: Lead')).toBeVisible();
  await ida.goto(`${server.url}/projects/${project}/people`);
  await expect(ida.getByRole('button', { name: 'Invite' })).toBeVisible();

  await page.getByRole('button', { name: 'Take Ida out of the project' }).click();
  await expect(page.getByRole('dialog')).toContainText(
    'What they hold, or is assigned to them, goes back to the queue.',
  );
  await page.getByRole('dialog').getByRole('button', { name: 'Take out' }).click();
  await expect(page.getByRole('row', { name: /Ida/ })).toHaveCount(0);
  await ida.reload();
  await expect(ida.getByRole('heading', { name: `You have no part in “${project}”` })).toBeVisible();
  await page.getByRole('link', { name: 'Review' }).first().click();
  await deskOn(page).holds('phone 1');
});

test('an invitation that was withdrawn leads nowhere', async ({ server, openAs, newBrowser }) => {
  const project = await server.project();
  const page = await openAs(await server.person('lead', project, 'Lea'), `/projects/${project}/people`);
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('radio', { name: 'Analyst' }).check();
  await page.getByRole('dialog').getByLabel('E-mail address').fill('ann@example.org');
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await page.getByRole('dialog').getByLabel('Invitation link').inputValue();
  await page.getByRole('button', { name: 'I have it' }).click();

  const ann = await newBrowser();
  await ann.goto(link);
  await expect(ann.getByText('You are invited to the project')).toContainText('as analyst');
  await expect(ann.getByLabel('E-mail address')).toHaveValue('ann@example.org');
  await page.getByRole('button', { name: 'Withdraw the invitation for ann@example.org' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
  await expect(page.getByRole('region', { name: 'Invitations' })).toHaveCount(0);
  await ann.getByLabel('Name').fill('Ann');
  await ann.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await ann.getByRole('button', { name: 'Join' }).click();
  await expect(ann.getByText(/This link no longer works|has been used or has expired/).first()).toBeVisible();
});
