import type { Page } from '@playwright/test';
import { api } from '../../server/api.ts';
import { ensureFirstAdminLink } from '../../server/features/sessions/links.ts';
import { aPrediction, callerAt, submit, type TestServer } from '../support/server.ts';
import { expect, test } from './stage.ts';

const password = 'correct horse battery';

const firstLink = async ({ app, url }: TestServer): Promise<string> => {
  const { db, now } = app.services;
  const link = await ensureFirstAdminLink(db, now(), url);
  if (link === null) throw new Error('this server has an admin already');
  return link;
};

const makeAccount = async (page: Page, name: string, button: string) => {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail address').fill(`${name.toLowerCase()}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: button }).click();
};

const signIn = async (page: Page, name: string) => {
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.getByLabel('E-mail address').fill(`${name.toLowerCase()}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
};

const fromAccountMenu = async (page: Page, name: string, entry: string) => {
  await page.getByRole('button', { name: `Account of ${name}` }).click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
};

/** What a dialog shows this one time only, and nowhere once it is closed. */
const secretIn = async (page: Page, label: string): Promise<string> => {
  const secret = await page.getByRole('dialog').getByLabel(label).inputValue();
  await page.getByRole('button', { name: 'I have it' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await page.content()).not.toContain(secret);
  return secret;
};

const makeProject = async (page: Page) => {
  await page.getByRole('link', { name: 'New project' }).click();
  await page.getByLabel('Name').fill('Phone scratches');
  await expect(page.getByLabel('Address')).toHaveValue('phone-scratches');
  await page.getByLabel('Question').fill('Is this phone scratched?');
  await page.getByRole('radio', { name: /Texts/ }).click();
  await page.getByRole('button', { name: 'Continue' }).click();

  for (const [i, [title, key]] of [['Scratched', 'j'] as const, ['Intact', 'k'] as const].entries()) {
    await page.getByRole('textbox', { name: `Title of class ${i + 1}` }).fill(title);
    await expect(page.getByRole('textbox', { name: `Name in data of ${title}` })).toHaveValue(
      title.toLowerCase(),
    );
    await page.getByRole('textbox', { name: `Key of ${title}` }).fill(key);
  }
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('textbox', { name: 'Instructions' }).fill('Look at the **corners**.');
  await page.getByRole('button', { name: 'Create the project' }).click();
};

test('the first day: a link, an account, a project, a key, a prediction, a colleague, a decision', async ({
  server,
  newBrowser,
}) => {
  const admin = await newBrowser();
  const link = await firstLink(server);

  await test.step('the first admin makes an account by the one-time link', async () => {
    await admin.goto(link);
    await expect(admin.getByRole('heading', { name: 'Welcome: make the first account' })).toBeVisible();
    await makeAccount(admin, 'Ada', 'Make the account');
    await expect(admin.getByRole('heading', { name: 'Make the first project' })).toBeVisible();

    const stranger = await newBrowser();
    await stranger.goto(link);
    await expect(stranger.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
  });

  await test.step('the admin makes a project by the wizard', async () => {
    await makeProject(admin);
    await expect(admin.getByRole('heading', { name: 'Phone scratches', level: 1 })).toBeVisible();
    await expect(admin.getByRole('radio', { name: /Human only/ })).toBeChecked();
  });

  const line = await test.step('the admin makes an API key, and its secret is shown once', async () => {
    await admin.getByRole('link', { name: 'API keys' }).click();
    await admin.getByRole('button', { name: 'New key' }).click();
    await admin.getByRole('dialog').getByLabel('Name').fill('line 4');
    await admin.getByRole('button', { name: 'Make the key' }).click();
    const secret = await secretIn(admin, 'API key');
    await admin.reload();
    await expect(admin.getByRole('row', { name: /line 4/ })).toBeVisible();
    expect(await admin.content()).not.toContain(secret);
    return callerAt(() => server.url, { authorization: `Bearer ${secret}` });
  });

  const [receipt] = await submit(line, 'phone-scratches', [
    aPrediction({ key: 'phone-1', payload: { text: 'A long scratch over the camera' } }),
  ]);
  expect(receipt).toMatchObject({ destination: 'review', arm: 'blind', label: null });

  const invitation = await test.step('the admin invites an inspector by link', async () => {
    await admin.getByRole('link', { name: 'People' }).click();
    await admin.getByRole('button', { name: 'Invite' }).click();
    await expect(admin.getByRole('radio', { name: 'Inspector' })).toBeChecked();
    await admin.getByRole('button', { name: 'Make the link' }).click();
    return secretIn(admin, 'Invitation link');
  });

  const inspector = await newBrowser();
  await test.step('the inspector joins by the link and judges the item', async () => {
    await inspector.goto(invitation);
    await expect(inspector.getByText('You are invited to the project')).toBeVisible();
    await makeAccount(inspector, 'Ida', 'Join');
    await inspector.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Review' }).click();
    await expect(inspector.getByText('A long scratch over the camera')).toBeVisible();
    await inspector.keyboard.press('j');
    await expect(inspector.getByText('Nothing waits for review')).toBeVisible();
    const { label } = await line.call(api.items.label, {
      params: { project: 'phone-scratches', key: 'phone-1' },
      query: { wait: 30 },
    });
    expect(label).toMatchObject({ value: 'scratched', source: 'human' });
  });

  await test.step('the inspector signs out, and in again with the password, back where they were', async () => {
    await inspector.getByRole('link', { name: 'Items' }).click();
    await expect(inspector.getByRole('link', { name: 'phone-1' })).toBeVisible();
    await fromAccountMenu(inspector, 'Ida', 'Sign out');
    await expect(inspector.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await inspector.goto(`${server.url}/projects/phone-scratches/items`);
    await signIn(inspector, 'Ida');
    await expect(inspector.getByRole('link', { name: 'phone-1' })).toBeVisible();
  });

  await test.step('signing out everywhere ends the session in the other browser too, at once', async () => {
    await inspector.getByRole('link', { name: 'Overview' }).click();
    await expect(inspector.getByText('Ida (you)')).toBeVisible();
    const second = await newBrowser();
    await second.goto(`${server.url}/projects/phone-scratches/overview`);
    await signIn(second, 'Ida');
    await expect(second.getByRole('heading', { name: 'Phone scratches', level: 1 })).toBeVisible();
    await fromAccountMenu(second, 'Ida', 'Sign out everywhere');
    await second.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
    await expect(second.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expect(inspector.getByRole('dialog', { name: 'You are signed out' })).toBeVisible();
    // Nobody else is signed out by it.
    await admin.reload();
    await expect(admin.getByRole('heading', { name: 'People' })).toBeVisible();
  });
});
