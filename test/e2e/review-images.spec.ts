import { encode } from 'fast-png';
import { aPrediction, submit, type TestServer } from '../support/server.ts';
import { deskOn, expectDecisions } from './desk.ts';
import { expect, test } from './stage.ts';

/** A picture of its own: every number gives another shade. */
const picture = (shade: number): string => {
  const data = new Uint8Array(320 * 240).fill(40 + shade);
  return Buffer.from(encode({ width: 320, height: 240, data, channels: 1 })).toString('base64');
};

const projectWithPictures = async (server: TestServer, names: readonly string[]): Promise<string> => {
  const project = await server.project({ degree: 'assistance', blindShare: 0 }, { itemKind: 'image' });
  await submit(
    await server.service(project),
    project,
    // Files take their time to be stored, so it is the priority that says which comes first.
    names.map((key, i) =>
      aPrediction({ key, payload: { image: { base64: picture(i) } }, priority: names.length - i }),
    ),
  );
  return project;
};

const names = ['photo-1', 'photo-2', 'photo-3', 'photo-4', 'photo-5'];

test('an image is zoomed by keys and by buttons, and the next one is shown whole', async ({
  server,
  openAs,
}) => {
  const project = await projectWithPictures(server, names);
  const page = await openAs(await server.person('inspector', project, 'Ida'), `/projects/${project}/review`);
  const desk = deskOn(page);
  const width = (name: string) => async () => {
    const box = await desk.item.getByRole('img', { name: `Image ${name}` }).boundingBox();
    return Math.round(box?.width ?? 0);
  };
  await expect(desk.answer('Intact')).toBeEnabled();
  await expect.poll(width('photo-1')).toBeGreaterThan(100);
  const whole = await width('photo-1')();

  await page.keyboard.press('+');
  await expect.poll(width('photo-1')).toBeGreaterThan(whole * 1.2);
  const larger = await width('photo-1')();
  await page.keyboard.press('=');
  await expect.poll(width('photo-1')).toBeGreaterThan(larger * 1.2);
  await page.keyboard.press('-');
  await expect.poll(width('photo-1')).toBeLessThan(larger * 1.2);
  await page.keyboard.press('z');
  await expect.poll(width('photo-1')).toBe(whole);
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(width('photo-1')).toBeGreaterThan(whole * 1.2);
  await page.keyboard.press('0');
  await expect.poll(width('photo-1')).toBe(whole);

  await page.keyboard.press('+');
  await expect.poll(width('photo-1')).toBeGreaterThan(whole * 1.2);
  await page.keyboard.press('j');
  await expect.poll(width('photo-2')).toBe(whole);
});

test('an image that cannot be loaded cannot be judged until it is, or is skipped as broken', async ({
  server,
  openAs,
}) => {
  const project = await projectWithPictures(server, ['photo-1', 'photo-2']);
  const ida = await server.person('inspector', project, 'Ida');
  const page = await openAs(ida, `/projects/${project}/overview`, (opening) =>
    opening.route('**/media/*', (route) => route.abort()),
  );
  const desk = deskOn(page);
  await page.getByRole('link', { name: 'Review' }).first().click();
  await expect(page.getByRole('alert').filter({ hasText: 'This item is not shown' })).toBeVisible();
  await expect(desk.answer('Intact')).toBeDisabled();
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');

  await page.unroute('**/media/*');
  await desk.item.getByRole('button', { name: 'Try again' }).click();
  await expect(desk.item.getByRole('img', { name: 'Image photo-1' })).toBeVisible();
  await expect(desk.answer('Intact')).toBeEnabled();
  await page.keyboard.press('k');
  await page.getByRole('button', { name: 'Skip as broken' }).click();
  await expect(page.getByText('One item waits for another inspector')).toBeVisible();
  await expectDecisions(ida, project, ['photo-1: intact, standing', 'photo-2: skip, standing']);
});

test.describe('on a tablet', () => {
  test.use({ contextOptions: { viewport: { width: 768, height: 1024 }, hasTouch: true, isMobile: true } });

  test('the whole loop works by touch: accept, answer, skip, escalate, undo', async ({ server, openAs }) => {
    const project = await projectWithPictures(server, names);
    const ida = await server.person('inspector', project, 'Ida');
    const page = await openAs(ida, `/projects/${project}/review`);
    const desk = deskOn(page);
    const holds = async (name: string) => {
      await expect(desk.item.getByRole('img', { name: `Image ${name}` })).toBeInViewport({ ratio: 0.9 });
      await expect(desk.answer('Intact')).toBeEnabled();
      await expect(desk.answer('Intact')).toBeInViewport({ ratio: 1 });
    };

    await holds('photo-1');
    await desk.suggestion.getByRole('button', { name: /Accept/ }).tap();
    await holds('photo-2');
    await desk.answer('Intact').tap();
    await holds('photo-3');
    await page.getByRole('button', { name: 'Skip' }).tap();
    await desk.dialog.getByRole('button', { name: /Unclear/ }).tap();
    await holds('photo-4');
    await page.getByRole('button', { name: 'Escalate' }).tap();
    await desk.dialog.getByRole('textbox').fill('Which side is this?');
    await desk.dialog.getByRole('button', { name: 'Escalate' }).tap();
    await holds('photo-5');

    // Back over the escalation and the skip to the answer before, which is changed.
    await page.getByRole('button', { name: 'photo-2: Intact' }).tap();
    await expect(page.getByRole('region', { name: 'Looking back' })).toBeVisible();
    await desk.answer('Scratched').tap();
    await holds('photo-5');
    await page.getByRole('button', { name: 'Undo' }).tap();
    await page.getByRole('button', { name: 'Back' }).tap();
    await holds('photo-5');
    await desk.answer('Scratched').tap();
    await expect(page.getByRole('heading', { name: 'Nothing waits for you' })).toBeVisible();
    await expectDecisions(ida, project, [
      'photo-1: scratched, standing',
      'photo-3: skip, standing',
      'photo-4: escalation, standing',
      'photo-2: scratched, standing',
      'photo-5: scratched, standing',
    ]);
  });
});
