import type { Page } from '@playwright/test';
import type { RunOptions, default as axe } from 'axe-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from './stage.ts';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const options: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  // What was passed is counted and not told of in full.
  resultTypes: ['violations'],
};

/**
 * Axe finds nothing on the page, once what moves on it has come to rest, that breaks WCAG 2.2 AA; `rules`: those alone.
 */
export const expectNoViolations = async (page: Page, where?: string, rules?: string[]): Promise<void> => {
  await page.evaluate(() => Promise.all(document.getAnimations().map((a) => a.finished.catch(() => null))));
  // The library for axe within Playwright would send the source several times, and open another page for the results.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const violations = await page.evaluate(
    async (how) => {
      // What the source has just defined.
      const { axe: inPage } = window as unknown as { axe: typeof axe };
      const { violations: found } = await inPage.run(how);
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    },
    rules ? { ...options, runOnly: { type: 'rule' as const, values: rules } } : options,
  );
  expect(violations, where).toEqual([]);
};

/** The rules that hold what is laid out anew on another screen; names, roles and colours are the same on all. */
const layoutRules = ['target-size', 'scrollable-region-focusable', 'button-name', 'link-name'];

/** The same in light, and in dark by the rules on colours, which are what differs. The page is to be in light. */
export const expectNoViolationsInEither = async (page: Page, where = ''): Promise<void> => {
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'light');
  await expectNoViolations(page, where);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expectNoViolations(page, `${where} in dark`, ['color-contrast', 'link-in-text-block']);
  await page.emulateMedia({ colorScheme: 'light' });
};

/** The screen on which pages are looked at, in pixels. */
export const desktop = { width: 1280, height: 720 };
const tablet = { width: 768, height: 1024 };
/** What a zoom to 200 % leaves of it. */
const zoomed = { width: desktop.width / 2, height: desktop.height / 2 };

/** On this screen nothing breaks the rules on layout or is wider than the screen. */
const expectToFit = async (page: Page, screen: typeof desktop, where: string): Promise<void> => {
  await page.setViewportSize(screen);
  await expectNoViolations(page, where, layoutRules);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, `width of ${where}`).toBeLessThanOrEqual(screen.width);
};

/** The page fits a screen zoomed to 200 %, and a tablet, held upright and touched. The page is to be on `desktop`. */
export const expectToFitOtherScreens = async (page: Page, where = ''): Promise<void> => {
  await expectToFit(page, zoomed, `${where} at 200 %`);
  const browser = await page.context().newCDPSession(page);
  const touch = (enabled: boolean) => browser.send('Emulation.setTouchEmulationEnabled', { enabled });
  await touch(true);
  await expectToFit(page, tablet, `${where} on a tablet`);
  await page.setViewportSize(desktop);
  await touch(false);
  await browser.detach();
};
