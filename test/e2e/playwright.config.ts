import path from 'node:path';
import { defineConfig } from '@playwright/test';

const cache = path.join(import.meta.dirname, '../../.cache');

export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: path.join(cache, 'e2e'),
  forbidOnly: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    trace: 'retain-on-failure',
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
