import { encode } from 'fast-png';
import type { Page } from '@playwright/test';
import { api } from '../../server/api.ts';
import type { LabelSchema } from '../../server/domain/label-schema.ts';
import { aPrediction, submit } from '../support/server.ts';
import { expectNoViolationsInEither, expectToFitOtherScreens } from './axe.ts';
import { deskOn } from './desk.ts';
import { expect, test } from './stage.ts';

const size = { width: 400, height: 300 };

/** Grey, with a dark bar where a scratch would be. */
const picture = (shade: number): string => {
  const data = new Uint8Array(size.width * size.height).fill(150 + shade);
  for (let y = 100; y < 130; y++) data.fill(60, y * size.width + 80, y * size.width + 200);
  return Buffer.from(encode({ ...size, data, channels: 1 })).toString('base64');
};

const aClass = (name: string, color: string, key: string) => ({
  name,
  title: name[0]?.toUpperCase() + name.slice(1),
  color,
  key,
  retired: false,
});
const schema: LabelSchema = {
  kind: 'form',
  fields: [
    {
      name: 'state',
      title: 'State',
      required: true,
      when: null,
      schema: {
        kind: 'choice',
        classes: [aClass('defective', '#c92a2a', 'd'), aClass('fine', '#2f9e44', 'f')],
      },
    },
    {
      name: 'marks',
      title: 'Marks',
      required: true,
      when: { field: 'state', in: ['defective'] },
      schema: {
        kind: 'boxes',
        classes: [aClass('scratch', '#e8590c', '1'), aClass('dent', '#1c7ed6', '2')],
        min: 1,
        max: null,
        tolerance: 0,
        iou: 0.5,
      },
    },
    { name: 'note', title: 'Note', required: false, when: null, schema: { kind: 'text', maxLength: 200 } },
  ],
};

/** Drags over the image that is in sight, from and to places in its own pixels. */
const drag = async (page: Page, from: readonly [number, number], to: readonly [number, number]) => {
  const box = await deskOn(page)
    .item.getByRole('img', { name: /^Image/ })
    .filter({ visible: true })
    .boundingBox();
  if (!box) throw new Error('no image is in sight');
  // It fills its box as far as its form lets it.
  const scale = Math.min(box.width / size.width, box.height / size.height);
  const left = box.x + (box.width - size.width * scale) / 2;
  const top = box.y + (box.height - size.height * scale) / 2;
  await page.mouse.move(left + from[0] * scale, top + from[1] * scale);
  await page.mouse.down();
  await page.mouse.move(left + ((from[0] + to[0]) / 2) * scale, top + ((from[1] + to[1]) / 2) * scale);
  await page.mouse.move(left + to[0] * scale, top + to[1] * scale);
  await page.mouse.up();
};

test('a class, boxes and a note are answered by pointer and by keyboard, and survive a reload', async ({
  server,
  openAs,
}) => {
  const project = await server.project(
    { degree: 'assistance', blindShare: 0 },
    { itemKind: 'image', schema },
  );
  const suggested = { class: 'scratch', x: 80, y: 100, width: 120, height: 30 };
  await submit(await server.service(project), project, [
    aPrediction({
      key: 'one',
      payload: { image: { base64: picture(0) }, ...size },
      value: { state: 'defective', marks: [suggested] },
      priority: 2,
    }),
    aPrediction({ key: 'two', payload: { image: { base64: picture(9) } }, value: null, priority: 1 }),
  ]);
  const person = await server.person('inspector', project, 'Ida');
  const page = await openAs(person, `/projects/${project}/review`);
  const desk = deskOn(page);
  const marks = page.getByRole('group', { name: 'Marks' });
  const all = marks.getByRole('list', { name: 'All boxes' }).getByRole('listitem');

  await test.step('by pointer: a box is drawn where the class asks for it', async () => {
    await expect(page.getByRole('group', { name: 'State' })).toBeFocused();
    await page.keyboard.press('d');
    await expect(marks).toBeFocused();
    await expect(marks.getByRole('button', { name: 'Add a box' })).toBeEnabled();
    await drag(page, [300, 50], [350, 90]);
    await expect(all).toHaveCount(1);
    await expect(all.first()).toContainText('50 × 40 at 300, 50');
    await page.keyboard.press('2');
    await expect(all.first()).toContainText('Dent');
  });

  await test.step('by keyboard: one is added, moved, sized; another is deleted', async () => {
    await page.keyboard.press('Insert');
    await expect(all).toHaveCount(2);
    await expect(all.nth(1)).toContainText('100 × 75 at 150, 113');
    await page.keyboard.press('1');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(all.nth(1)).toContainText('100 × 76 at 149, 113');
    await page.keyboard.press('Insert');
    await page.keyboard.press('Delete');
    await expect(all).toHaveCount(2);
  });

  await expectNoViolationsInEither(page, 'drawing');
  await expectToFitOtherScreens(page, 'drawing');

  await test.step('what was drawn is there after a reload, and is moved by the pointer', async () => {
    await page.reload();
    await expect(all).toHaveCount(2);
    await all
      .first()
      .getByRole('button', { name: /^box 1/ })
      .click();
    await drag(page, [325, 70], [305, 80]);
    await expect(all.first()).toContainText('50 × 40 at 280, 60');
    await page.keyboard.press('Control+Enter');
  });

  await expect(desk.item.getByRole('img', { name: 'Image two' }).filter({ visible: true })).toBeVisible();
  // The next item is shown before the server has confirmed the answer.
  const answered = async () => {
    const mine = { params: { project }, query: { limit: 5 } };
    return (await person.call(api.reviews.myDecisions, mine)).decisions[0]?.value;
  };
  await expect.poll(answered).toMatchObject({
    state: 'defective',
    marks: [
      { class: 'dent', width: 50 },
      { class: 'scratch', x: 149 },
    ],
  });
});
