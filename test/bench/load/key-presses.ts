// Load: one inspector in a browser who decides image after image by a key, at a quick pace.
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { encode } from 'fast-png';
import { answer } from '../processes/answer.ts';
import { median, percentile } from '../statistics.ts';

export type Input = {
  /** The path of the browser. */
  chromium: string;
  port: number;
  submit: string;
  service: Record<string, string>;
  page: string;
  inspector: { cookie: string };
  presses: number;
};
/** Milliseconds from the key to the paint, and of one frame of this browser. */
export type Output = { presses: number; p95: number; frame: number };

/** How long each image is looked at, in milliseconds: seven times as fast as a thousand an hour. */
const lookMs = 500;

/** Where decisions are sent to. */
const decision = /\/reviews\/[^/]+\/decision/;

const pixels = 1_000;

/** A picture of a million pixels, another for each n: light that falls off, with a dark disc. */
const picture = (n: number): string => {
  const data = new Uint8Array(pixels * pixels * 3);
  const [left, top] = [(n * 37) % pixels, (n * 101) % pixels];
  for (let i = 0; i < data.length; i += 1) {
    const at = Math.floor(i / 3);
    const [x, y] = [at % pixels, Math.floor(at / pixels)];
    const inside = (x - left) ** 2 + (y - top) ** 2 < 90 ** 2;
    data[i] = inside ? 40 : (120 + x / 10 + (i % 3) * 8 + ((x * y * (n + 1)) % 7)) & 255;
  }
  return Buffer.from(encode({ width: pixels, height: pixels, data, depth: 8, channels: 3 })).toString(
    'base64',
  );
};

/** Has the browser tell when an image was painted, by its alternative text, and when keys went down. */
const listen = (): void => {
  const told = { keys: [] as number[], painted: {} as Record<string, number> };
  Object.assign(window, { told });
  addEventListener('keydown', ({ timeStamp }) => told.keys.push(timeStamp), { capture: true });
  new MutationObserver(() => {
    for (const image of document.querySelectorAll('img:not([elementtiming])'))
      image.setAttribute('elementtiming', image.getAttribute('alt') ?? '');
  }).observe(document, { childList: true, subtree: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      identifier: string;
      renderTime: number;
    })[])
      // Later it stands small among the latest decisions.
      told.painted[entry.identifier] ??= entry.renderTime;
  }).observe({ type: 'element', buffered: true });
};

type Told = { keys: number[]; painted: Record<string, number> };

/** The middle interval between frames of a page at rest, in milliseconds. */
const frameOf = async (page: Page): Promise<number> => {
  const times = await page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const seen: number[] = [];
        const next = (at: number): void => {
          seen.push(at);
          if (seen.length > 60) resolve(seen);
          else requestAnimationFrame(next);
        };
        requestAnimationFrame(next);
      }),
  );
  return median(times.slice(1).map((at, i) => at - (times[i] ?? 0)));
};

answer<Input, Output>(async ({ port, submit, service, page: path, inspector, presses, ...input }) => {
  const server = `http://localhost:${port}`;
  const keys = Array.from({ length: presses + 1 }, (_, n) => `picture-${n}`);
  for (const [n, key] of keys.entries()) {
    const prediction = { key, payload: { image: { base64: picture(n) } } };
    const body = JSON.stringify({
      model: 'bench@1',
      value: 'scratched',
      confidence: 0.5,
      ...prediction,
    });
    const headers = { ...service, 'content-type': 'application/json' };
    const response = await fetch(server + submit, { method: 'POST', headers, body });
    if (!response.ok) throw new Error(`${key}: ${response.status} ${await response.text()}`);
  }
  const browser = await chromium.launch({ executablePath: input.chromium, args: ['--no-sandbox'] });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const [name = '', value = ''] = inspector.cookie.split('=');
  await context.addCookies([{ name, value, url: server }]);
  const page = await context.newPage();
  await page.addInitScript(listen);
  const answered = new Promise<void>((resolve) => {
    let left = presses;
    page.on('response', (response) => {
      if (decision.test(response.url()) && response.ok() && (left -= 1) === 0) resolve();
    });
  });
  await page.goto(server + path);
  const answers = page.getByRole('group', { name: 'Answers' }).getByRole('button', { disabled: false });
  const canBeJudged = async (key: string): Promise<void> => {
    const item = page.getByRole('region', { name: 'Item', exact: true });
    await item.locator(`img[alt="Image ${key}"][data-showing="shown"]`).filter({ visible: true }).waitFor();
    await answers.first().waitFor();
  };
  await canBeJudged('picture-0');
  const frame = await frameOf(page);
  for (const key of keys.slice(0, -1)) {
    await sleep(lookMs);
    // Not right after a press: to ask the page is work for it, too.
    await canBeJudged(key);
    await page.keyboard.press('1');
  }
  await page.waitForFunction(
    (last) => last in (window as unknown as { told: Told }).told.painted,
    `Image ${keys.at(-1)}`,
  );
  const told = await page.evaluate(() => (window as unknown as { told: Told }).told);
  await answered;
  await browser.close();
  const times = keys.slice(1).map((key, n) => (told.painted[`Image ${key}`] ?? NaN) - (told.keys[n] ?? NaN));
  const untold = keys.slice(1).filter((_, n) => Number.isNaN(times[n]));
  if (untold.length > 0) throw new Error(`the browser did not tell when it painted ${untold.join(', ')}`);
  return { presses, p95: percentile(times, 0.95), frame };
});
