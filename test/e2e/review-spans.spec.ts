import type { Page } from '@playwright/test';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import type { LabelSchema } from '../../server/domain/label-schema.ts';
import { aPrediction, submit } from '../support/server.ts';
import { expectNoViolationsInEither } from './axe.ts';
import { deskOn, draftsKept } from './desk.ts';
import { expect, test } from './stage.ts';

const schema: LabelSchema = {
  kind: 'spans',
  classes: [
    { name: 'person', title: 'Person', color: '#1c7ed6', key: 'p', retired: false },
    { name: 'place', title: 'Place', color: '#e8590c', key: 'o', retired: false },
  ],
  min: 0,
  max: null,
  overlaps: false,
  iou: 0.5,
  tolerance: 0,
};
const anna = { class: 'person', start: 2, end: 6 };
const bob = { class: 'person', start: 11, end: 14 };
const rome = { class: 'place', start: 18, end: 22 };

const drag = async (page: Page, words: string) => {
  const { left, right, y } = await page
    .getByRole('textbox', { name: 'Text to mark' })
    .evaluate((text, part) => {
      const [node] = text.firstElementChild?.childNodes ?? [];
      const from = node?.textContent?.indexOf(part) ?? -1;
      if (!node || from < 0) throw new Error(`there is no ${part}`);
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, from + part.length);
      const box = range.getBoundingClientRect();
      return { left: box.left, right: box.right, y: (box.top + box.bottom) / 2 };
    }, words);
  await page.mouse.move(left + 1, y);
  await page.mouse.down();
  await page.mouse.move(right - 1, y, { steps: 4 });
  await page.mouse.up();
};

test('spans of a text are marked by mouse and by keyboard, survive a reload, and are taken over from the model', async ({
  server,
  openAs,
}) => {
  const project = await server.project({ degree: 'assistance', blindShare: 0 }, { itemKind: 'text', schema });
  const service = await server.service(project);
  const text = '🙂 Anna met Bob in Rome, where nobody else was.';
  await submit(
    service,
    project,
    ['one', 'two', 'three'].map((key, i) =>
      aPrediction({ key, payload: { text: `${text}\n${key}` }, value: [anna, rome], priority: 3 - i }),
    ),
  );
  const page = await openAs(await server.person('inspector', project, 'Ida'), `/projects/${project}/review`);
  const desk = deskOn(page);
  const area = page.getByRole('textbox', { name: 'Text to mark' });
  const marks = page.getByRole('list', { name: 'Marks' });
  await expect(area).toBeFocused();

  await test.step('by mouse', async () => {
    await drag(page, 'Bob');
    await expect(page.getByText('Selected: “Bob”')).toBeVisible();
    await desk.answer('Place').click();
    await expect(marks.getByRole('button', { name: 'Place “Bob”', exact: true })).toBeVisible();
    // The caret is in the mark: another class takes its place.
    await page.keyboard.press('p');
    await expect(marks.getByRole('listitem')).toHaveText(['Person “Bob”']);
  });

  await test.step('by keyboard', async () => {
    await page.keyboard.press('Home');
    for (const _ of [1, 2]) await page.keyboard.press('ArrowRight');
    for (const _ of [1, 2, 3, 4, 5]) await page.keyboard.press('Shift+ArrowRight');
    // The blank behind the name does not belong to it.
    await expect(page.getByText('Selected: “Anna”')).toBeVisible();
    await page.keyboard.press('p');
    await expect(marks.getByRole('listitem')).toHaveText(['Person “Anna”', 'Person “Bob”']);
    await page.keyboard.type('zzz');
    await expect(area).toHaveText(`${text} one`);
    await page.keyboard.press('Delete');
    await expect(marks.getByRole('listitem')).toHaveText(['Person “Bob”']);
  });

  await expectNoViolationsInEither(page, 'spans');
  await test.step('a reload brings them back', async () => {
    await expect.poll(() => draftsKept(page)).toBe(1);
    await page.reload();
    await expect(marks.getByRole('listitem')).toHaveText(['Person “Bob”']);
  });
  await page.keyboard.press('Control+Enter');

  await expect(area.filter({ visible: true })).toContainText('two');
  await page.keyboard.press('Enter');

  await expect(area.filter({ visible: true })).toContainText('three');
  await page.keyboard.press('Shift+Enter');
  await marks.getByRole('button', { name: 'Person “Anna”', exact: true }).press('Delete');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Nothing waits for review')).toBeVisible();

  const rows = async () => {
    const response = await service.fetch(addressOf(api.labels.export, { project }, { format: 'jsonl' }));
    return (await response.text())
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as unknown);
  };
  await expect.poll(async () => (await rows()).length).toBe(3);
  expect(await rows()).toMatchObject([
    { key: 'one', value: [bob], label_person: [[11, 14]], label_place: [], agreed: false },
    { key: 'two', value: [anna, rome], agreed: true },
    { key: 'three', value: [rome], label_person: [], label_place: [[18, 22]] },
  ]);
});
