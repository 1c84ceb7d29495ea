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
