import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import type { LabelSchema } from '../../server/domain/label-schema.ts';
import { aPrediction, submit } from '../support/server.ts';
import { sine, wav } from '../support/sounds.ts';
import { expectNoViolationsInEither } from './axe.ts';
import { deskOn } from './desk.ts';
import { expect, test } from './stage.ts';

const schema: LabelSchema = {
  kind: 'ranges',
  classes: [
    { name: 'agent', title: 'Agent', color: '#1c7ed6', key: 'a', retired: false },
    { name: 'caller', title: 'Caller', color: '#e8590c', key: 'c', retired: false },
  ],
  min: 1,
  max: null,
  overlaps: false,
  iou: 0.5,
  tolerance: 0,
};

test('ranges of a recording are marked where it stands, by dragging and by their times', async ({
  server,
  openAs,
}) => {
  const project = await server.project(
    { degree: 'assistance', blindShare: 0 },
    { itemKind: 'audio', schema },
  );
  const service = await server.service(project);
  const base64 = wav(sine(10, { amplitude: 0.5 })).toString('base64');
  const value = [{ class: 'agent', start: 1, end: 2.5 }];
  await submit(service, project, [aPrediction({ key: 'call', payload: { audio: { base64 } }, value })]);
  const page = await openAs(await server.person('inspector', project, 'Ida'), `/projects/${project}/review`);
  const desk = deskOn(page);
  const marks = page.getByRole('list', { name: 'Marks' });
  const wave = desk.item.locator('canvas').first();
  await expect(wave).toBeVisible();

  // The suggestion is taken over, and more is marked.
  await page.keyboard.press('Shift+Enter');
  await expect(marks.getByRole('listitem')).toContainText(['Agent 0:01.0–0:02.5']);
  for (const _ of [1, 2, 3, 4, 5, 6]) await page.keyboard.press('ArrowRight');
  await expect(desk.item.getByText('0:03.0 / 0:10.0')).toBeVisible();
  await page.keyboard.press('a');
  await page.keyboard.press('c'); // it stands in the mark, which is of another class then
  for (const _ of [1, 2, 3]) await page.keyboard.press('ArrowRight');
  await page.keyboard.press(']');
  await expect(marks.getByRole('listitem')).toContainText(['Agent 0:01.0–0:02.5', 'Caller 0:03.0–0:04.5']);

  const { x, y, width, height } = (await wave.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x + width * 0.6, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.8, y + height / 2, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByText(/^Selected: 0:0[56]\.\d–0:0[78]\.\d$/)).toBeVisible();
  await desk.answer('Agent').click();
  await expect(marks.getByRole('listitem')).toHaveCount(3);

  const [, , third] = await marks.getByRole('listitem').all();
  await third?.getByRole('textbox', { name: /^Start of Agent/ }).fill('6');
  await third?.getByRole('textbox', { name: /^End of Agent/ }).fill('8.25');
  await third?.getByRole('textbox', { name: /^End of Agent/ }).press('ArrowDown');
  await expect(marks.getByRole('button', { name: 'Agent 0:06.0–0:08.1', exact: true })).toBeVisible();
  await expectNoViolationsInEither(page, 'ranges');
  await marks.getByRole('button', { name: 'Remove Agent 0:01.0–0:02.5' }).click();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Nothing waits for review')).toBeVisible();

  const rows = async () =>
    (
      await (await service.fetch(addressOf(api.labels.export, { project }, { format: 'jsonl' }))).text()
    ).trim();
  await expect.poll(rows).not.toBe('');
  expect(JSON.parse(await rows())).toMatchObject({
    label_agent: [[6, 8.15]],
    label_caller: [[3, 4.5]],
    agreed: false,
  });
});
