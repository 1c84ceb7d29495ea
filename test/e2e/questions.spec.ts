import { bring, deskOn, expectDecisions } from './desk.ts';
import { desktop, expectNoViolationsInEither, expectToFitOtherScreens } from './axe.ts';
import { expect, test } from './stage.ts';

test.use({ contextOptions: { colorScheme: 'light', viewport: desktop, reducedMotion: 'reduce' } });

test('an inspector asks without network, a lead answers, and the item comes back with the words', async ({
  server,
  openAs,
}) => {
  const project = await server.project({ degree: 'assistance', blindShare: 0, dueMinutes: 30 });
  await bring(server, project, ['phone 1', 'phone 2', 'phone 3']);
  const ida = await server.person('inspector', project, 'Ida');
  const page = await openAs(ida, `/projects/${project}/review`);
  const desk = deskOn(page);
  const lea = await openAs(await server.person('lead', project, 'Lea'), `/projects/${project}/questions`);
  await expect(lea.getByText('No question waits')).toBeVisible();
  const counted = lea.getByRole('navigation').getByRole('link', { name: /^Questions/ });

  await test.step('what is written survives a reload, and a comment leaves the item in hand', async () => {
    await desk.holds('phone 1');
    await expect(page.getByText('in 29 min')).toBeVisible();
    await page.keyboard.press('q');
    await expect(desk.dialog.getByRole('textbox')).toBeFocused();
    await page.keyboard.press('Control+Enter');
    await expect(desk.dialog.getByText('Write a question or a comment')).toBeVisible();
    await page.keyboard.type('The light is poor.');
    await expectNoViolationsInEither(page, 'asking');
    await expectToFitOtherScreens(page, 'asking');
    await page.waitForFunction(async () => {
      const open = indexedDB.open('countersign');
      const db = await new Promise<IDBDatabase>((resolve) => {
        open.onsuccess = () => resolve(open.result);
      });
      const all = db.transaction('drafts').objectStore('drafts').getAll();
      return new Promise<boolean>((resolve) => {
        all.onsuccess = () => {
          db.close();
          resolve(JSON.stringify(all.result).includes('The light is poor.'));
        };
      });
    });
    await page.reload();
    await desk.holds('phone 1');
    await page.keyboard.press('q');
    await expect(desk.dialog.getByRole('textbox')).toHaveValue('The light is poor.');
    await desk.dialog.getByRole('button', { name: 'Comment only' }).click();
    await expect(desk.dialog).toBeHidden();
    await desk.holds('phone 1');
  });

  await test.step('a question is sent once the network is back, and the next item has come meanwhile', async () => {
    await page.context().setOffline(true);
    await page.keyboard.press('q');
    await expect(desk.dialog.getByRole('textbox')).toBeFocused();
    await page.keyboard.type('Dust, or a scratch?');
    await page.keyboard.press('Control+Enter');
    await desk.holds('phone 2');
    await page.context().setOffline(false);
    await expect(counted).toContainText('one question waits');
  });

  await test.step('a lead reads and answers it', async () => {
    const card = lea.getByRole('main').getByRole('listitem');
    await expect(card).toContainText('Dust, or a scratch?');
    await expectNoViolationsInEither(lea, 'a question');
    await expectToFitOtherScreens(lea, 'a question');
    await card.getByRole('link', { name: 'phone 1' }).click();
    const comments = lea.getByRole('region', { name: 'Comments' });
    await expect(comments).toContainText('The light is poor.');
    await expect(lea.getByText('Waits for an answer')).toBeVisible();
    await expectNoViolationsInEither(lea, 'comments on an item');
    await expectToFitOtherScreens(lea, 'comments on an item');
    await comments.getByLabel('Answer to Ida').fill('Dust: it is gone in the second picture.');
    await comments.getByRole('button', { name: 'Answer' }).click();
    await expect(comments).toContainText('Lea answered');
    await expect(counted).not.toContainText('waits');
  });

  await test.step('the item comes next, with the thread, and is answered', async () => {
    await desk.holds('phone 2');
    await page.keyboard.press('k');
    await desk.holds('phone 1');
    const thread = page.getByRole('region', { name: 'Question and answer' });
    await expect(thread).toContainText('Dust: it is gone in the second picture.');
    await expectNoViolationsInEither(page, 'an answered question');
    await expectToFitOtherScreens(page, 'an answered question');
    await page.keyboard.press('k');
    await desk.holds('phone 3');
    await expectDecisions(ida, project, ['phone 2: intact, standing', 'phone 1: intact, standing']);
  });
});
