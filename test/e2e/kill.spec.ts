import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { api } from '../../server/api.ts';
import { startServerProcess } from '../support/server-process.ts';
import { startServer } from '../support/server.ts';
import { bring, deskOn } from './desk.ts';
import { expect, test } from './stage.ts';

const answerTo = (phone: string) => (/[13579]$/.test(phone) ? 'scratched' : 'intact');
const phones = Array.from({ length: 9 }, (_, i) => `phone ${i + 1}`);

/** Ends a tab or the whole browser as a crash does: nothing that it was about to do is done. */
const crash = async (page: Page, what: 'Page.crash' | 'Browser.crash'): Promise<void> => {
  const devTools = await page.context().newCDPSession(page);
  const gone = what === 'Page.crash' ? page.waitForEvent('crash') : page.waitForEvent('close');
  // Who has crashed does not answer.
  devTools.send(what).catch(() => {});
  await gone;
};

/** What was decided lies in the browser's database, whose journal then holds none of it. */
const onTheShelf = (page: Page) =>
  page.waitForFunction(
    () => !Object.keys(localStorage).some((name) => name.startsWith('countersign.outbox')),
  );

test('promise 3: network cut, server, tab and browser killed: of the decisions none is lost, and none counts twice', async ({
  launchOptions,
  contextOptions,
}) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-desk-'));
  const env: Record<string, string> = {
    DATA_DIR: folder,
    DATABASE_URL: path.join(folder, 'countersign.db'),
  };
  const before = await startServer({ env });
  const project = await before.project({ degree: 'assistance', blindShare: 0 });
  await bring(before, project, phones);
  const ida = await before.person('inspector', project, 'Ida');
  env.PORT = new URL(before.url).port;
  await before.close();

  const [name = '', value = ''] = ida.cookie.split('=');
  const openBrowser = async () => {
    const profile = path.join(folder, 'browser');
    const opened = await chromium.launchPersistentContext(profile, { ...launchOptions, ...contextOptions });
    await opened.addCookies([{ name, value, url: before.url }]);
    return opened;
  };
  let server = await startServerProcess(env);
  let browser = await openBrowser();
  try {
    const openDesk = async () => {
      const page = await browser.newPage();
      await page.goto(`${before.url}/projects/${project}/review`);
      return page;
    };
    // What comes first after a crash is not said; what is answered depends on the item alone.
    const decides = async (page: Page) => {
      const { item, answers } = deskOn(page);
      const inHand = item.getByRole('article').filter({ visible: true });
      await expect(answers.getByRole('button').first()).toBeEnabled();
      const phone = await inHand.innerText();
      await page.keyboard.press(answerTo(phone) === 'scratched' ? 'j' : 'k');
      await expect(inHand.filter({ hasText: phone })).toHaveCount(0);
    };

    // Without the network; the tab is killed in the moment of the second press.
    let page = await openDesk();
    await decides(page);
    await browser.setOffline(true);
    await decides(page);
    await decides(page);
    await crash(page, 'Page.crash');
    await page.close();
    await browser.setOffline(false);
    page = await openDesk();

    // The server is killed while a decision is on its way to it, and the browser once two more wait.
    await decides(page);
    await expect(page.getByRole('button', { name: /waiting to be sent/ })).toHaveCount(0);
    await Promise.all([decides(page), server.kill()]);
    await decides(page);
    await decides(page);
    const kept = /No connection\. \d decisions are kept in this browser/;
    await expect(page.getByRole('status').filter({ hasText: kept })).toBeVisible();
    await onTheShelf(page);
    await crash(page, 'Browser.crash');

    server = await startServerProcess(env);
    browser = await openBrowser();
    page = await openDesk();
    await decides(page);
    await decides(page);
    await expect(page.getByText('Nothing waits for review')).toBeVisible();
    const told = async () => {
      const { decisions } = await ida.call(api.reviews.myDecisions, { params: { project }, query: {} });
      return decisions.map((d) => `${d.review.key}: ${JSON.stringify(d.value)}, ${d.standing}`).toSorted();
    };
    await expect.poll(told).toEqual(phones.map((phone) => `${phone}: "${answerTo(phone)}", standing`));
    await expect(page.getByText('All saved')).toBeVisible();
  } finally {
    await browser.close();
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
});
