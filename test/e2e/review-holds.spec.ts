import { api } from '../../server/api.ts';
import { deskOf } from '../support/desk.ts';
import { bring, deskOn, expectDecisions } from './desk.ts';
import { expect, test } from './stage.ts';

const assisted = { degree: 'assistance', blindShare: 0 } as const;
const phones = ['phone 1', 'phone 2', 'phone 3'];
const password = 'correct horse battery';

test('promise 3: who lost the hold is told, can still answer, and it is kept as a further opinion', async ({
  server,
  openAs,
  clock,
}) => {
  const project = await server.project(assisted, { leaseSeconds: 60 });
  await bring(server, project, ['phone 1']);
  const ida = await server.person('inspector', project, 'Ida');
  const page = await openAs(ida, `/projects/${project}/review`);
  const desk = deskOn(page);
  await desk.holds('phone 1');

  // The network fails for longer than the hold lasts, and a colleague is given the item.
  await page.context().setOffline(true);
  clock.pass(61_000);
  const ivo = await deskOf(server, project, 'inspector', 'Ivo');
  const taken = await ivo.claimsOne();
  expect(taken.key).toBe('phone 1');

  await page.context().setOffline(false);
  const told = page.getByRole('alert').filter({ hasText: 'Your hold has ended' });
  await expect(told).toContainText('it may then be kept as a further opinion');
  await desk.holds('phone 1');
  await page.keyboard.press('k');
  await expect(page.getByText('Your hold on phone 1 had ended when your answer came')).toBeVisible();
  await ivo.decides(taken, 'scratched');

  await expectDecisions(ida, project, ['phone 1: intact, opinion']);
  const lead = await openAs(
    await server.person('lead', project, 'Lea'),
    `/projects/${project}/items/phone 1`,
  );
  await expect(lead.getByRole('region', { name: 'Label in force' })).toContainText('Scratched');
  const opinion = lead.getByRole('listitem').filter({ hasText: 'Ida answered' });
  await expect(opinion).toContainText('Intact');
  await expect(opinion).toContainText('Further opinion');
});

test('who lost the hold can leave the item and take the next one', async ({ server, openAs, clock }) => {
  const project = await server.project(assisted, { leaseSeconds: 60 });
  await bring(server, project, ['phone 1']);
  const ida = await server.person('inspector', project, 'Ida');
  const page = await openAs(ida, `/projects/${project}/review`);
  const desk = deskOn(page);
  await desk.holds('phone 1');
  await page.context().setOffline(true);
  clock.pass(61_000);
  await (await deskOf(server, project, 'inspector', 'Ivo')).claimsOne();
  await bring(server, project, ['phone 2']);
  await page.context().setOffline(false);
  await expect(page.getByRole('button', { name: 'Take the next one' })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await desk.holds('phone 2');
  await expect(page.getByRole('button', { name: 'Take the next one' })).toBeHidden();
  await expectDecisions(ida, project, []);
});

test('a second tab or device is told that the first has the items, and can take over', async ({
  server,
  openAs,
}) => {
  const project = await server.project(assisted);
  await bring(server, project, phones);
  const ida = await server.person('inspector', project, 'Ida');
  const first = await openAs(ida, `/projects/${project}/review`);
  await deskOn(first).holds('phone 1');
  await first.keyboard.press('j');
  await deskOn(first).holds('phone 2');

  const elsewhere = { name: 'You are reviewing in another tab' };
  const second = await first.context().newPage();
  await second.goto(first.url());
  await expect(second.getByRole('heading', elsewhere)).toBeVisible();
  await second.keyboard.press('k');
  await second.getByRole('button', { name: 'Review here instead' }).click();
  await deskOn(second).holds('phone 2');
  await expect(first.getByRole('heading', elsewhere)).toBeVisible();
  await first.keyboard.press('k');
  await second.keyboard.press('j');
  await deskOn(second).holds('phone 3');
  await expectDecisions(ida, project, ['phone 1: scratched, standing', 'phone 2: scratched, standing']);

  // The tab that worked is closed: the other goes on by itself.
  await second.close();
  await deskOn(first).holds('phone 3');

  // Another device of hers is told as well.
  const there = { name: 'You are reviewing on another device' };
  const tablet = await openAs(ida, `/projects/${project}/review`);
  await expect(tablet.getByRole('heading', there)).toBeVisible();
  await tablet.getByRole('button', { name: 'Review here instead' }).click();
  await expect(first.getByRole('heading', there)).toBeVisible();
  await deskOn(tablet).holds('phone 3');
  await tablet.keyboard.press('k');
  await expect(tablet.getByText('Nothing waits for review')).toBeVisible();
});

test('a session that ends on the desk asks for the password in place, and what was decided meanwhile is kept and sent', async ({
  server,
  openAs,
}) => {
  const project = await server.project(assisted);
  await bring(server, project, phones);
  const ida = await server.person('inspector', project, 'Ida');
  await ida.call(api.sessions.changePassword, { body: { current: null, next: password } });
  const page = await openAs(ida, `/projects/${project}/review`);
  const desk = deskOn(page);
  await desk.holds('phone 1');

  // The browser lets go of the cookie in the moment in which the session ends.
  await page.context().clearCookies();
  await page.keyboard.press('k');
  const asking = page.getByRole('dialog', { name: 'You are signed out' });
  await asking.getByRole('button', { name: 'Later' }).click();
  await desk.holds('phone 2');
  await page.keyboard.press('j');
  await expect(page.getByText('2 decisions are kept in this browser.')).toBeVisible();

  // A colleague who signs in in another tab of this browser sends nothing of it.
  const [name = '', value = ''] = (await server.person('inspector', project, 'Ivo')).cookie.split('=');
  await page.context().addCookies([{ name, value, url: server.url }]);
  const answered = page.waitForResponse('**/decision');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await asking.getByLabel('Password', { exact: true }).fill('j');
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  expect((await answered).status()).toBe(401);
  await desk.holds('phone 3');

  await asking.getByLabel('Password', { exact: true }).fill(password);
  await asking.getByRole('button', { name: 'Sign in' }).click();
  await expect(asking).toBeHidden();
  await desk.holds('phone 3');
  await expect(page.getByRole('button', { name: 'phone 1: Intact' })).toBeVisible();
  const lea = await server.person('lead', project, 'Lea');
  for (const [key, value] of [['phone 1', 'intact'] as const, ['phone 2', 'scratched'] as const]) {
    const decisions = async () => (await lea.call(api.items.get, { params: { project, key } })).decisions;
    await expect.poll(decisions).toMatchObject([{ inspector: 'Ida', value, standing: 'standing' }]);
  }
});
