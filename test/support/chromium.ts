import { existsSync, readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { capture } from './process.ts';

const onMachine = [
  // Draws no windows, and does the same in two thirds of the time.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of a Chromium that starts: this machine's, else Playwright's, else one that it installs. */
export async function ensureChromium(signal: AbortSignal): Promise<string> {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (await starts(given)) return given;
    throw new Error(`CHROMIUM_PATH is ${given}, which does not start.`);
  }
  const candidates = [...onMachine, chromium.executablePath()];
  const ready = await findReady(candidates);
  if (ready) return ready;

  console.log('Installing Chromium…');
  await downloadFromPlaywright(signal);
  const downloaded = await findReady(candidates);
  if (downloaded) return downloaded;

  const output = await installOnDebian(signal);
  const installed = await findReady(candidates);
  if (installed) return installed;
  throw new Error(
    `The browser tests need a Chromium. Install one and set CHROMIUM_PATH to it, or run them where ` +
      `"npx playwright install --with-deps chromium" can download one.\n${output}`,
  );
}

async function findReady(candidates: readonly string[]): Promise<string | undefined> {
  for (const candidate of candidates) {
    if (await starts(candidate)) return candidate;
  }
  return undefined;
}

/** Asking it shows missing libraries, and Ubuntu's stand-in that only names a snap. */
async function starts(program: string): Promise<boolean> {
  if (!existsSync(program)) return false;
  const { code } = await capture(program, ['--version']);
  return code === 0;
}

async function downloadFromPlaywright(signal: AbortSignal): Promise<void> {
  const args = ['node_modules/@playwright/test/cli.js', 'install', '--no-shell', 'chromium'];
  await capture(process.execPath, args, {
    env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '5000' },
    signal: AbortSignal.any([signal, AbortSignal.timeout(180_000)]),
  });
}

/** What apt-get said, or nothing where it cannot help. */
async function installOnDebian(signal: AbortSignal): Promise<string> {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  if (process.getuid?.() !== 0 || !/^ID=debian$/m.test(release)) return '';
  const get = 'apt-get install -y --no-install-recommends fonts-liberation';
  const install = `apt-get update && (${get} chromium-headless-shell || ${get} chromium)`;
  const { output } = await capture('sh', ['-c', install], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    signal,
  });
  return output;
}
