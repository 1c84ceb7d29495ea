import path from 'node:path';
import { defineConfig } from '@playwright/test';

const cache = path.join(import.meta.dirname, '../../.cache');

export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: path.join(cache, 'e2e'),
  forbidOnly: true,
  workers: 2,
  // How long a busy machine may take, which is no matter of the tests.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    // To keep what the page was at each step takes a sixth of the time; `--trace on` does it where a failure is looked into.
    trace: 'off',
    // Before each click, what moves has to come to rest.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
