import { api } from '../../server/api.ts';
import { aPrediction, submit, type TestServer } from '../support/server.ts';
import { expect, test } from './stage.ts';

const phones = [
  'The first phone',
  'The second phone',
  'The third phone',
  'The fourth phone',
  'The fifth phone',
];

const projectWithPhones = async (server: TestServer): Promise<string> => {
  const project = await server.project({ degree: 'assistance', blindShare: 0 });
  await submit(
    await server.service(project),
    project,
    phones.map((text) => aPrediction({ payload: { text } })),
  );
  return project;
};

test('promise 3: a browser that loses the network keeps decisions and sends them later, once', async ({
  server,
  openAs,
}) => {
  const project = await projectWithPhones(server);
  const inspector = await server.person('inspector', project, 'Ida');
  const page = await openAs(inspector, `/projects/${project}/review`);
  await expect(page.getByText('The first phone')).toBeVisible();
  const mine = async () =>
    (await inspector.call(api.reviews.myDecisions, { params: { project }, query: {} })).decisions;

  // The network goes; what was claimed ahead can still be judged.
  await page.context().setOffline(true);
  await page.keyboard.press('j');
  await expect(page.getByText('The second phone')).toBeVisible();
  await page.keyboard.press('k');
  await expect(page.getByText('The third phone')).toBeVisible();
  await expect(page.getByText(/2 decisions are kept in this browser/i)).toBeVisible();
  expect(await mine()).toEqual([]);

  // The tab is lost besides; another one, with the network back, sends what was kept.
  const context = page.context();
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(`${server.url}/projects/${project}/review`);
  await expect.poll(async () => (await mine()).length).toBe(2);
  await expect(again.getByText('All saved')).toBeVisible();
  for (const left of [3, 2, 1]) {
    const item = again.getByRole('region', { name: 'Item', exact: true });
    await expect(item.getByRole('article').filter({ visible: true })).toContainText(/third|fourth|fifth/);
    await again.keyboard.press('j');
    await expect.poll(async () => (await mine()).length).toBe(6 - left);
  }
  await expect(again.getByText('Nothing waits for review')).toBeVisible();

  const decisions = (await mine()).toReversed();
  expect(decisions.map((d) => d.standing)).toEqual(Array(5).fill('standing'));
  expect(new Set(decisions.map((d) => d.review.key)).size).toBe(5);
  expect(decisions.slice(0, 2).map((d) => [d.review.payload, d.value])).toEqual([
    [{ text: 'The first phone' }, 'scratched'],
    [{ text: 'The second phone' }, 'intact'],
  ]);
});

test('an answer whose reply was lost on the way is sent again and counts once', async ({
  server,
  openAs,
}) => {
  const project = await projectWithPhones(server);
  const inspector = await server.person('inspector', project, 'Ida');
  // The server carries the first request out, and its answer never comes back; those after it get nowhere for a while.
  let carriedOut = false;
  let away = true;
  const page = await openAs(inspector, `/projects/${project}/review`, (opening) =>
    opening.route('**/decision', async (route) => {
      if (carriedOut && !away) return route.continue();
      if (!carriedOut) await route.fetch();
      carriedOut = true;
      await route.abort();
    }),
  );
  await expect(page.getByText('The first phone')).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByText('The second phone')).toBeVisible();
  const sent = page.waitForRequest('**/decision');
  await page.getByRole('button', { name: 'Try now' }).click();
  await sent;
  away = false;
  await expect(page.getByText('All saved')).toBeVisible();
  const { decisions } = await inspector.call(api.reviews.myDecisions, { params: { project }, query: {} });
  expect(decisions).toHaveLength(1);
});

test('what the server refuses later comes back with the reason and the answer', async ({
  server,
  openAs,
}) => {
  const project = await projectWithPhones(server);
  const inspector = await server.person('inspector', project, 'Ida');
  const page = await openAs(inspector, `/projects/${project}/review`, (opening) =>
    opening.route(
      '**/decision',
      (route) =>
        route.fulfill({
          status: 422,
          contentType: 'application/problem+json',
          body: JSON.stringify({
            type: 'urn:countersign:problem:invalid_input',
            title: 'The request has fields that cannot be accepted',
            status: 422,
            code: 'invalid_input',
            detail: 'value: the class was retired',
          }),
        }),
      { times: 1 },
    ),
  );
  await expect(page.getByText('The first phone')).toBeVisible();
  await page.keyboard.press('j');
  // What is in hand stays in hand; the item that came back is the next one, with what was chosen.
  await expect(page.getByText(/came back: value: the class was retired/)).toBeVisible();
  await expect(page.getByText('The second phone')).toBeVisible();
  await page.keyboard.press('k');
  await expect(page.getByText('The first phone')).toBeVisible();
  await expect(page.getByText('This item came back')).toBeVisible();
  await expect(page.getByText(/You chose Scratched/)).toBeVisible();
  await page.keyboard.press('k');
  await expect(page.getByText('The third phone')).toBeVisible();
  await expect(page.getByText('All saved')).toBeVisible();
});
