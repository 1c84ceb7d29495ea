import type { Page } from '@playwright/test';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import type { StoredMedia } from '../../server/features/media/contract.ts';
import { aPrediction, submit } from '../support/server.ts';
import { expectNoViolationsInEither } from './axe.ts';
import { deskOn, expectDecisions } from './desk.ts';
import { expect, test } from './stage.ts';

/** A film of about a second, recorded by the browser from a canvas whose shade changes; in base64. */
const film = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 120 });
    const context = canvas.getContext('2d');
    if (!context) throw new Error('the browser draws nothing');
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm;codecs=vp8' });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const stopped = new Promise((resolve) => (recorder.onstop = resolve));
    recorder.start();
    const began = performance.now();
    await new Promise<void>((resolve) => {
      const draw = () => {
        const passed = performance.now() - began;
        context.fillStyle = `hsl(${passed % 360} 80% 50%)`;
        context.fillRect(0, 0, canvas.width, canvas.height);
        if (passed < 1_000) requestAnimationFrame(draw);
        else resolve();
      };
      draw();
    });
    recorder.stop();
    await stopped;
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  });

test('a film is stepped through frame by frame, played and judged by keys', async ({ server, openAs }) => {
  const project = await server.project({ degree: 'assistance', blindShare: 0 }, { itemKind: 'video' });
  const ida = await server.person('inspector', project, 'Ida');
  const page = await openAs(ida, `/projects/${project}/overview`);
  const service = await server.service(project);
  const form = new FormData();
  form.append('file', new Blob([Buffer.from(await film(page), 'base64')]), 'film.webm');
  const uploaded = await service.fetch(addressOf(api.media.upload, { project }), {
    method: 'POST',
    body: form,
  });
  const { files } = (await uploaded.json()) as { files: StoredMedia[] }; // the contract is held by the server
  expect(files[0]?.type).toBe('video/webm');
  await submit(service, project, [
    aPrediction({ key: 'film-1', payload: { video: { media: files[0]?.media }, caption: 'Line 3' } }),
  ]);

  await page.goto(`${server.url}/projects/${project}/review`);
  const desk = deskOn(page);
  await expect(desk.answer('Intact')).toBeEnabled();
  const shown = desk.item.getByRole('figure', { name: 'Video film-1' });
  await expect(shown.getByText('steps are made for 25 frames a second')).toBeVisible();
  // The browser that recorded it wrote no length into it, and it is found all the same.
  await expect(shown.getByText(/^0:00\.0 \/ 0:0\d\.\d$/)).toBeVisible();
  await expectNoViolationsInEither(page);
  const time = () => shown.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime);
  await page.keyboard.press('.');
  await expect.poll(time).toBeCloseTo(0.06, 5);
  await page.keyboard.press('.');
  await expect.poll(time).toBeCloseTo(0.1, 5);
  await page.keyboard.press(',');
  await expect.poll(time).toBeCloseTo(0.06, 5);
  await shown.getByRole('button', { name: 'Forward by a frame' }).click();
  await expect.poll(time).toBeCloseTo(0.1, 5);
  await page.keyboard.press('Space');
  await expect.poll(time).toBeGreaterThan(0.3);
  await page.keyboard.press('k');
  await expectDecisions(ida, project, ['film-1: intact, standing']);
});
