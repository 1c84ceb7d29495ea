import type { Page } from '@playwright/test';
import { Webhook } from 'standardwebhooks';
import { api } from '../../server/api.ts';
import { callbackEvents } from '../../server/domain/callback-events.ts';
import { startReceiver, type Receiver } from '../support/receiver.ts';
import { aPrediction, submit, type PersonCaller, type TestServer } from '../support/server.ts';
import { desktop, expectNoViolationsInEither, expectToFitOtherScreens } from './axe.ts';
import { expect, test as staged } from './stage.ts';

const test = staged.extend<{ receiver: Receiver }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
  receiver: async ({}, provide) => {
    const receiver = await startReceiver();
    await provide(receiver);
    await receiver.close();
  },
});

test.use({ env: { CALLBACK_ALLOW: '127.0.0.1' } });

const callbacksOf = async (
  server: TestServer,
): Promise<{ project: string; lea: PersonCaller; path: string }> => {
  const project = await server.project({ degree: 'assistance', blindShare: 0 });
  const lea = await server.person('lead', project, 'Lea');
  return { project, lea, path: `/projects/${project}/callbacks` };
};

const endpointTo = async (lea: PersonCaller, project: string, url: string): Promise<string> =>
  (await lea.call(api.callbacks.create, { params: { project }, body: { url } })).id;

/** What a lead has in sight of the page, by what it is called. */
const pageOf = (page: Page) => {
  const table = page.getByRole('table', { name: 'Deliveries' });
  return {
    endpoint: (url: string) => page.getByRole('article', { name: url }),
    rows: table.getByRole('row').filter({ has: page.getByRole('cell') }),
    /** The link that opens a delivery, by what its row is about: "review.requested of phone 1". */
    delivery: (name: string) => table.getByRole('link', { name, exact: true }),
    drawer: page.getByRole('dialog', { name: 'Delivery' }),
    dialog: page.getByRole('dialog'),
    choose: async (filter: string, option: string): Promise<void> => {
      await page.getByRole('combobox', { name: filter, exact: true }).click();
      await page.getByRole('option', { name: option, exact: true }).click();
    },
  };
};

test('an endpoint is added, its secret seen once, and a test delivered that the secret vouches for', async ({
  server,
  openAs,
  receiver,
}) => {
  const { lea, path } = await callbacksOf(server);
  const page = await openAs(lea, path);
  const { endpoint, drawer, dialog } = pageOf(page);
  await expect(page.getByRole('heading', { name: 'Nothing is called back yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Add an endpoint' }).click();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByText('Give the whole address')).toBeVisible();
  await dialog.getByLabel('Address').fill('http://10.0.0.7/hook');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByText('is an address inside the network')).toBeVisible();
  const url = `${receiver.url}/hook`;
  await dialog.getByLabel('Address').fill(url);
  await dialog.getByLabel('Description').fill('The line’s own records');
  await dialog.getByRole('checkbox', { name: 'An inspector passed a review on' }).uncheck();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();

  const shown = page.getByRole('dialog', { name: 'The signing secret' });
  const secret = await shown.getByLabel('Signing secret', { exact: true }).inputValue();
  await expect(shown.getByRole('region', { name: 'Receiver in Python' })).toContainText('webhook.verify');
  await shown.getByRole('tab', { name: 'JavaScript' }).click();
  await expect(shown.getByRole('region', { name: 'Receiver in JavaScript' })).toContainText('webhook.verify');
  await shown.getByRole('button', { name: 'I have it' }).click();
  await expect(shown).toBeHidden();
  await expect(page.getByText(secret)).toHaveCount(0);
  await expect(endpoint(url)).toContainText('Not called yet');
  await expect(endpoint(url).getByRole('listitem')).toHaveCount(callbackEvents.length - 1);

  const send = page.getByRole('button', { name: `Send a test: ${url}` });
  await send.click();
  await expect(drawer.getByRole('status')).toHaveText('Delivered after 1 attempt');
  await expect(drawer.getByRole('listitem')).toContainText(['Attempt 1204']);
  await expect(drawer.getByRole('region', { name: 'Body as sent', exact: true })).toContainText(
    '"type": "callback.test"',
  );
  const [{ body, headers } = { body: '', headers: {} }] = await receiver.arrived(1);
  expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toMatchObject({
    type: 'callback.test',
  });
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(send).toBeFocused();
  await expect(page).toHaveURL(server.url + path);
  await expect(endpoint(url)).toContainText('All well · last success');
});

test('a failing endpoint is warned of, each attempt is told, and it goes through when it is sent again', async ({
  server,
  openAs,
  receiver,
}) => {
  receiver.answers(() => ({ status: 500, body: 'the disk is full' }));
  const { project, lea, path } = await callbacksOf(server);
  await endpointTo(lea, project, receiver.url);
  await submit(await server.service(project), project, [aPrediction({ key: 'phone 1' })]);
  await receiver.arrived(1);
  const page = await openAs(lea, path);
  const { endpoint, delivery, drawer } = pageOf(page);
  const warning = page.getByRole('alert');
  await expect(warning).toContainText('An endpoint needs a look');
  await expect(warning).toContainText(/Failing since .* · 1 waiting/);
  await expect(endpoint(receiver.url)).toContainText(/Failing since .* · 1 waiting/);
  await expect(page.getByRole('link', { name: 'Callbacks' })).toContainText('1 endpoint needs a look');
  await warning.getByRole('link', { name: 'See the deliveries' }).click();
  await expect(page).toHaveURL(/state=pending/);

  await delivery('review.requested of phone 1').click();
  const first = drawer.getByRole('listitem').last();
  await expect(first).toContainText('500');
  await expect(first).toContainText('the disk is full');
  receiver.answers(() => ({ status: 200, body: 'thank you' }));
  await drawer.getByRole('button', { name: 'Send now' }).click();
  await expect(drawer.getByRole('status')).toHaveText(/Delivered after \d attempts/);
  await expect(drawer.getByRole('listitem').first()).toContainText('thank you');
  await expect(drawer.getByRole('region', { name: 'Body as sent', exact: true })).toContainText(
    '"key": "phone 1"',
  );
  const before = receiver.received.length;
  await expect(drawer.getByRole('button', { name: 'Send again' })).toBeFocused();
  await drawer.getByRole('button', { name: 'Send again' }).click();
  const [earlier, again] = (await receiver.arrived(before + 1)).slice(-2);
  expect(again?.headers['webhook-id']).toBe(earlier?.headers['webhook-id']);
  await page.keyboard.press('Escape');
  await expect(warning).toHaveCount(0);
  await expect(endpoint(receiver.url)).toContainText('All well');
});

test('deliveries are filtered, the address keeps it, and a delivery leads to its item and back', async ({
  server,
  openAs,
  receiver,
}) => {
  const { project, lea, path } = await callbacksOf(server);
  receiver.answers(({ body }) => ({ status: body.includes('phone 2') ? 400 : 204 }));
  await endpointTo(lea, project, receiver.url);
  await endpointTo(lea, project, `${receiver.url}/other`);
  const line = await server.service(project);
  await submit(line, project, [aPrediction({ key: 'phone 1' }), aPrediction({ key: 'phone 2' })]);
  await receiver.arrived(4);
  const page = await openAs(lea, path);
  const { rows, delivery, drawer, choose } = pageOf(page);
  await expect(rows).toHaveCount(4);
  await choose('State', 'Waiting');
  await expect(rows).toHaveCount(2);
  await expect(delivery('review.requested of phone 2')).toHaveCount(2);
  await choose('Endpoint', `${receiver.url.replace('http://', '')}/other`);
  await expect(rows).toHaveCount(1);
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Key of the item' }).fill('phone 1');
  await expect(rows).toHaveCount(2);
  await page.reload();
  await expect(rows).toHaveCount(2);
  await choose('Type', 'label.created');
  await expect(page.getByRole('heading', { name: 'No delivery fits these filters' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(rows).toHaveCount(4);

  await page.getByRole('searchbox', { name: 'Key of the item' }).fill('phone 1');
  await expect(rows).toHaveCount(2);
  await delivery('review.requested of phone 1').first().focus();
  await page.keyboard.press('Enter');
  await expect(drawer.getByRole('heading', { name: 'review.requested' })).toBeVisible();
  await drawer.getByRole('link', { name: 'phone 1' }).click();
  await expect(page.getByRole('heading', { name: 'phone 1', level: 1 })).toBeVisible();
  await page.goBack();
  await expect(drawer.getByRole('heading', { name: 'review.requested' })).toBeVisible();
  await page.goBack();
  await expect(drawer).toBeHidden();
  await expect(rows).toHaveCount(2);
});

test('what is delivered while the list is read is counted; a range is replayed, and said how much of it', async ({
  server,
  openAs,
  receiver,
}) => {
  const { project, lea, path } = await callbacksOf(server);
  await endpointTo(lea, project, receiver.url);
  const page = await openAs(lea, path);
  const { rows, dialog } = pageOf(page);
  await expect(page.getByRole('heading', { name: 'Nothing was sent yet' })).toBeVisible();
  const line = await server.service(project);
  await submit(line, project, [aPrediction({ key: 'phone 1' }), aPrediction({ key: 'phone 2' })]);
  await page.getByRole('button', { name: '2 new deliveries' }).click({ timeout: 20_000 });
  await expect(rows).toHaveCount(2);
  await receiver.arrived(2);

  await page.getByRole('button', { name: 'Replay a range' }).click();
  await dialog.getByRole('button', { name: 'Send again' }).click();
  await expect(dialog.getByRole('status')).toContainText('Nothing was queued');
  await dialog.getByLabel('To').fill('2020-01-01T00:00');
  await dialog.getByRole('button', { name: 'Send again' }).click();
  await expect(dialog.getByText('Must lie after “From”')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Replay a range' }).click();
  await dialog.getByRole('radio', { name: /^All/ }).check();
  await dialog.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByText('2 deliveries are queued again.')).toBeVisible();
  const ids = (await receiver.arrived(4)).map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(2);
});

test('the secret is rotated with an overlap; an endpoint is edited, disabled, enabled and deleted', async ({
  server,
  openAs,
  receiver,
}) => {
  const { project, lea, path } = await callbacksOf(server);
  const old = (await lea.call(api.callbacks.create, { params: { project }, body: { url: receiver.url } }))
    .secret;
  const page = await openAs(lea, path);
  const { endpoint, dialog, drawer } = pageOf(page);
  const press = (label: string) => page.getByRole('button', { name: `${label}: ${receiver.url}` }).click();

  await press('Rotate the secret');
  await dialog.getByRole('button', { name: 'Make another secret' }).click();
  const secret = await dialog.getByLabel('Signing secret', { exact: true }).inputValue();
  await page.getByRole('button', { name: 'I have it' }).click();
  await expect(endpoint(receiver.url)).toContainText('the old secret signs too until');
  await press('Send a test');
  const [{ body, headers } = { body: '', headers: {} }] = await receiver.arrived(1);
  for (const one of [old, secret]) new Webhook(one).verify(body, headers as Record<string, string>);
  await drawer.getByRole('button', { name: 'Close' }).click();

  await press('Edit');
  await dialog.getByLabel('Description').fill('Of the second line');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(endpoint(receiver.url)).toContainText('Of the second line');
  await press('Disable');
  await expect(dialog).toContainText('of what happens in the meantime it is never told');
  await dialog.getByRole('button', { name: 'Disable' }).click();
  await expect(endpoint(receiver.url)).toContainText('Disabled just now');
  await expect(page.getByRole('button', { name: `Send a test: ${receiver.url}` })).toHaveCount(0);
  await press('Enable');
  await expect(endpoint(receiver.url)).toContainText('All well');
  await press('Delete');
  await expect(dialog).toContainText('every attempt and its signing secret are deleted with it');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing is called back yet' })).toBeVisible();
});

test('a body is withheld from a lead who may yet judge its item blind', async ({
  server,
  openAs,
  receiver,
}) => {
  const project = await server.project({ degree: 'shadow' });
  const lea = await server.person('lead', project, 'Lea');
  await endpointTo(lea, project, receiver.url);
  await submit(await server.service(project), project, [aPrediction({ key: 'phone 1' })]);
  await receiver.arrived(1);
  const page = await openAs(lea, `/projects/${project}/callbacks`);
  const { delivery, drawer } = pageOf(page);
  await delivery('review.requested of phone 1').click();
  await expect(drawer).toContainText('Withheld: you may be asked to judge it blind');
  await expect(drawer.getByRole('heading', { name: 'Body' })).toHaveCount(0);
});

test('an analyst finds neither the page nor a link to it', async ({ server, openAs }) => {
  const project = await server.project();
  const page = await openAs(await server.person('analyst', project, 'Ann'), `/projects/${project}/callbacks`);
  await expect(page.getByRole('heading', { name: 'This page is not for your role' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Callbacks' })).toHaveCount(0);
});

test.describe('in light, in dark and on a tablet', () => {
  test.use({ contextOptions: { colorScheme: 'light', viewport: desktop, reducedMotion: 'reduce' } });

  test('axe finds no violation, and nothing is wider than the screen', async ({
    server,
    openAs,
    receiver,
  }) => {
    receiver.answers(({ path }) =>
      path.startsWith('/gone') ? { status: 410 } : { status: 500, body: 'no' },
    );
    const { project, lea, path } = await callbacksOf(server);
    const page = await openAs(lea, path);
    const look = async () => {
      await expectNoViolationsInEither(page);
      await expectToFitOtherScreens(page);
    };
    const { endpoint, delivery, dialog, drawer } = pageOf(page);
    await expect(page.getByRole('heading', { name: 'Nothing is called back yet' })).toBeVisible();
    await look();
    const long = `${receiver.url}/${'a-long-way-'.repeat(30)}`;
    await endpointTo(lea, project, long);
    await endpointTo(lea, project, `${receiver.url}/gone`);
    await submit(await server.service(project), project, [aPrediction({ key: 'phone 1' })]);
    await receiver.arrived(2);
    await page.reload();
    await expect(endpoint(long)).toContainText('Failing since');
    await expect(endpoint(`${receiver.url}/gone`)).toContainText('answered 410 Gone');
    await look();

    await delivery('review.requested of phone 1').last().click();
    await expect(drawer.getByRole('heading', { name: 'review.requested' })).toBeVisible();
    await expect(drawer.getByRole('heading', { name: 'Body' })).toBeVisible();
    await look();
    await page.keyboard.press('Escape');
    await expect(drawer).toBeHidden();
    for (const button of ['Add an endpoint', 'Replay a range', `Rotate the secret: ${long}`]) {
      await page.getByRole('button', { name: button }).click();
      await expect(dialog).toBeVisible();
      await look();
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
      await expect(page.getByRole('button', { name: button })).toBeFocused();
    }
  });
});
