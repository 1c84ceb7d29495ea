import type { Page } from '@playwright/test';
import { api } from '../../server/api.ts';
import { addressOf } from '../../client/api/call.ts';
import { aPrediction, submit } from '../support/server.ts';
import { deskOn } from './desk.ts';
import { expect, test } from './stage.ts';

const titleClasses = async (page: Page, field: string, titles: readonly [title: string, key: string][]) => {
  const group = page.getByRole('group', { name: field, exact: true });
  for (const [i, [title, key]] of titles.entries()) {
    await group.getByRole('textbox', { name: `Title of class ${i + 1}` }).fill(title);
    await group.getByRole('textbox', { name: `Key of ${title}` }).fill(key);
  }
};

const addField = async (page: Page, position: number, title: string, kind: string) => {
  if (position > 1) await page.getByRole('button', { name: 'Add a field' }).click();
  const group = page.getByRole('group', { name: `Field ${position}`, exact: true });
  await group.getByLabel('Title of the field').fill(title);
  await group.getByLabel('What is answered').selectOption({ label: kind });
  return group;
};

/** By the wizard: a class, several choices that are asked for beside one of its answers, and a note. */
const makeForm = async (page: Page) => {
  await page.getByLabel('Name').fill('Phone defects');
  await page.getByLabel('Question').fill('What is wrong with this phone?');
  await page.getByRole('radio', { name: /Texts/ }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('radio', { name: /^Form/ }).click();

  await addField(page, 1, 'State', 'One choice');
  await titleClasses(page, 'Field 1', [
    ['Defective', 'd'],
    ['Fine', 'f'],
  ]);
  const marks = await addField(page, 2, 'Marks', 'Several choices');
  await titleClasses(page, 'Field 2', [
    ['Scratch', '1'],
    ['Dent', '2'],
  ]);
  await marks.getByLabel('Asked for').selectOption('state');
  await marks.getByRole('combobox', { name: 'one of' }).click();
  await page.getByRole('option', { name: 'Defective' }).click();
  await page.keyboard.press('Escape');
  const note = await addField(page, 3, 'Note', 'Free text');
  await note.getByRole('checkbox', { name: 'Required' }).uncheck();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Create the project' }).click();
  await expect(page.getByRole('heading', { name: 'Phone defects', level: 1 })).toBeVisible();
};

test('a form is made in the browser, answered by the keyboard alone, and exported field by field', async ({
  server,
  openAs,
}) => {
  const project = 'phone-defects';
  const page = await openAs(await server.person('admin'), '/new-project');
  await makeForm(page);

  const service = await server.service(project);
  await submit(service, project, [
    aPrediction({ key: 'one', payload: { text: 'A cracked phone' }, value: { state: 'fine' } }),
    aPrediction({ key: 'two', payload: { text: 'A whole phone' }, value: null }),
  ]);

  const person = await server.person('inspector', project);
  const inspector = await openAs(person, `/projects/${project}/review`);
  const desk = deskOn(inspector);
  await expect(desk.item.getByText('A cracked phone')).toBeVisible();

  await test.step('keys answer the field in focus, and what an answer brings up is asked for next', async () => {
    await expect(inspector.getByRole('group', { name: 'State' })).toBeFocused();
    await expect(inspector.getByRole('group', { name: 'Marks' })).toBeHidden();
    await inspector.keyboard.press('d');
    await expect(inspector.getByRole('group', { name: 'Marks' })).toBeFocused();
    await expect(inspector.getByRole('button', { name: 'Submit' })).toBeDisabled();
    await expect(inspector.getByText('Marks: is required')).toBeVisible();
    await inspector.keyboard.press('1');
    await inspector.keyboard.press('2');
    await inspector.keyboard.press('1');
    await expect(inspector.getByRole('button', { name: 'Dent' })).toHaveAttribute('aria-pressed', 'true');
    await inspector.keyboard.press('Tab');
    // Keys of answers are letters where one writes.
    await inspector.keyboard.type('from a fall, 1 side');
    await inspector.keyboard.press('Control+Enter');
  });
  await expect(desk.item.getByText('A whole phone').filter({ visible: true })).toBeVisible();
  await inspector.keyboard.press('f');
  await expect(inspector.getByRole('textbox', { name: 'Text' })).toBeFocused();
  await inspector.keyboard.press('Escape');
  await inspector.keyboard.press('Enter');
  await expect(inspector.getByText('Nothing waits for review')).toBeVisible();

  const rows = async () => {
    const response = await service.fetch(addressOf(api.labels.export, { project }, { format: 'jsonl' }));
    const lines = (await response.text()).trim().split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as unknown);
  };
  await expect.poll(async () => (await rows()).length).toBe(2);
  expect(await rows()).toMatchObject([
    { key: 'one', label_state: 'defective', label_marks: ['dent'], label_note: 'from a fall, 1 side' },
    { key: 'two', value: { state: 'fine' }, label_marks: null, label_note: null },
  ]);
});
