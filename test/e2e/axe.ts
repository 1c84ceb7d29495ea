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
