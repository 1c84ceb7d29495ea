import { aPrediction, submit } from '../support/server.ts';
import { sine, wav } from '../support/sounds.ts';
import { expectNoViolationsInEither } from './axe.ts';
import { deskOn, expectDecisions } from './desk.ts';
import { expect, test } from './stage.ts';

test('a recording is played, sought in, slowed and judged by keys, and the next one waits in silence', async ({
  server,
  openAs,
}) => {
  const project = await server.project({ degree: 'assistance', blindShare: 0 }, { itemKind: 'audio' });
  const recordings = [440, 330].map((hertz) => wav(sine(4, { amplitude: 0.5, hertz })).toString('base64'));
  await submit(
    await server.service(project),
    project,
    recordings.map((base64, i) =>
      aPrediction({ key: `call-${i + 1}`, payload: { audio: { base64 } }, priority: 2 - i }),
    ),
  );
  const ida = await server.person('inspector', project, 'Ida');
  const page = await openAs(ida, `/projects/${project}/overview`);
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.getByRole('link', { name: 'Review' }).first().click();
  const desk = deskOn(page);
  const recording = (name: string) => desk.item.getByRole('figure', { name: `Recording ${name}` });
  const media = (name: string) =>
    desk.item.locator(`figure[aria-label="Recording ${name}"] audio`).evaluate((audio: HTMLAudioElement) => ({
      paused: audio.paused,
      time: audio.currentTime,
      speed: audio.playbackRate,
      loop: audio.loop,
    }));
  await expect(desk.answer('Intact')).toBeEnabled();
  await expect(recording('call-1').locator('canvas').first()).toBeVisible();
  expect(await media('call-1')).toEqual({ paused: true, time: 0, speed: 1, loop: false });

  await expectNoViolationsInEither(page);

  await page.keyboard.press('Space');
  await expect.poll(async () => (await media('call-1')).time).toBeGreaterThan(0.1);
  await page.keyboard.press('Space');
  await expect(recording('call-1').getByRole('button', { name: 'Play' })).toBeVisible();
  const { time } = await media('call-1');
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await media('call-1')).time).toBeCloseTo(Math.min(4, time + 0.5), 5);
  await page.keyboard.press('Home'); // nobody's key
  for (let back = 0; back < 8; back += 1) await page.keyboard.press('ArrowLeft');
  await expect(recording('call-1').getByText('0:00.0 / 0:04.0')).toBeVisible();
  await page.keyboard.press('-');
  await recording('call-1').getByRole('button', { name: 'Loop' }).click();
  await expect.poll(() => media('call-1')).toEqual({ paused: true, time: 0, speed: 0.75, loop: true });

  await page.keyboard.press('?');
  await expect(desk.dialog.getByRole('row', { name: 'Space Play, pause' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Space');
  await expect.poll(async () => (await media('call-1')).paused).toBe(false);
  await page.keyboard.press('k');
  await expect(recording('call-2').getByRole('button', { name: 'Play' })).toBeVisible();
  // The next one has the speed of the last, and does not begin by itself.
  expect(await media('call-2')).toEqual({ paused: true, time: 0, speed: 0.75, loop: true });
  await expectDecisions(ida, project, ['call-1: intact, standing']);

  // Back to the first while the second plays: that stops.
  await page.keyboard.press('Space');
  await expect.poll(async () => (await media('call-2')).paused).toBe(false);
  await page.keyboard.press('u');
  await expect(recording('call-1').getByRole('button', { name: 'Play' })).toBeVisible();
  await expect.poll(async () => (await media('call-2')).paused).toBe(true);
  expect(faults).toEqual([]);
});
