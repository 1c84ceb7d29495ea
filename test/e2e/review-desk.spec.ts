import { bring, deskOn, expectDecisions } from './desk.ts';
import { expect, test } from './stage.ts';

const assisted = { degree: 'assistance', blindShare: 0 } as const;
const blind = { degree: 'assistance', blindShare: 1 } as const;
const phones = ['phone 1', 'phone 2', 'phone 3'];

test('Enter accepts the suggestion, which stands beside the answers with its confidence', async ({
  server,
  openAs,
}) => {
  const project = await server.project(assisted);
  await bring(server, project, phones, { confidence: 0.62, scores: { scratched: 0.62, intact: 0.38 } });
  const ida = await server.person('inspector', project, 'Ida');
  const page = await openAs(ida, `/projects/${project}/review`);
  const desk = deskOn(page);

  await desk.holds('phone 1');
  await expect(desk.suggestion).toContainText('Suggested by scratches@1');
  await expect(desk.suggestion).toContainText('Confidence 62 %');
  await expect(desk.answer('Scratched')).toHaveAccessibleName(/suggested ?, score 62 %/);
  await page.keyboard.press('Enter');
  await desk.holds('phone 2');

  // After a click too: the button that was clicked does not keep Enter for itself.
  await desk.answer('Intact').click();
  await desk.holds('phone 3');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing waits for review')).toBeVisible();
  await expectDecisions(ida, project, [
    'phone 1: scratched, standing',
    'phone 2: intact, standing',
    'phone 3: scratched, standing',
  ]);
});

test('promise 4: a blind item shows no suggestion, and Enter does nothing', async ({ server, openAs }) => {
  const project = await server.project(blind);
  await bring(server, project, phones, { scores: { scratched: 0.62, intact: 0.38 } });
  const ida = await server.person('inspector', project, 'Ida');
  const page = await openAs(ida, `/projects/${project}/review`);
  const desk = deskOn(page);

  await desk.holds('phone 1');
  await expect(desk.suggestion).toHaveText('Blind: judge without a suggestion');
  await expect(desk.suggestion.getByRole('button')).toHaveCount(0);
  await expect(desk.answer('Scratched')).toHaveAccessibleName('Scratched');
  await page.keyboard.press('Enter');
  await page.keyboard.press('k');
  await desk.holds('phone 2');
  await expectDecisions(ida, project, ['phone 1: intact, standing']);
});

test('an item is skipped with a reason by two keys, or with a note, and goes to somebody else', async ({
  server,
  openAs,
}) => {
  const project = await server.project(assisted);
  await bring(server, project, phones);
  const ida = await server.person('inspector', project, 'Ida');
  const page = await openAs(ida, `/projects/${project}/review`);
  const desk = deskOn(page);

  await desk.holds('phone 1');
  await page.keyboard.press('s');
  await expect(desk.dialog.getByRole('heading', { name: 'Skip this item: why?' })).toBeVisible();
  await page.keyboard.press('2');
  await expect(desk.dialog).toBeHidden();
  await desk.holds('phone 2');

  // In the note digits are text.
  await page.keyboard.press('s');
  await desk.dialog.getByRole('textbox', { name: 'Note' }).fill('');
  await page.keyboard.type('2 of 3 photographs are missing');
  await desk.dialog.getByRole('button', { name: /Other/ }).click();
  await expect(desk.dialog).toBeHidden();
  await desk.holds('phone 3');
  await expect(page.getByRole('button', { name: 'phone 2: skipped' })).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByText('2 items wait for another inspector')).toBeVisible();
  await expectDecisions(ida, project, [
    'phone 1: skip, standing',
    'phone 2: skip, standing',
    'phone 3: scratched, standing',
  ]);

  const ivo = await openAs(await server.person('inspector', project, 'Ivo'), `/projects/${project}/review`);
  await deskOn(ivo).holds('phone 1');
  await ivo.keyboard.press('k');
  await deskOn(ivo).holds('phone 2');
  const lead = await openAs(
    await server.person('lead', project, 'Lea'),
    `/projects/${project}/items/phone 1`,
  );
  await expect(lead.getByText('Ida skipped: broken')).toBeVisible();
});

test('one key undoes, further with each press, and another answer replaces the first', async ({
  server,
  openAs,
}) => {
  const project = await server.project(assisted);
  await bring(server, project, phones);
  const ida = await server.person('inspector', project, 'Ida');
  const page = await openAs(ida, `/projects/${project}/review`);
  const desk = deskOn(page);
  const looking = page.getByRole('region', { name: 'Looking back' });

  await desk.holds('phone 1');
  await page.keyboard.press('j');
  await desk.holds('phone 2');
  await page.keyboard.press('j');
  await desk.holds('phone 3');
  await page.keyboard.press('u');
  await desk.holds('phone 2');
  await page.keyboard.press('u');
  await desk.holds('phone 1');
  await expect(looking).toContainText('Your decision');
  await expect(desk.answer('Scratched')).toHaveAttribute('aria-pressed', 'true');
  // While an earlier item is on show, Enter accepts nothing.
  await page.keyboard.press('Enter');
  await expect(looking).toBeVisible();
  await page.keyboard.press('k');
  await desk.holds('phone 3');
  await page.keyboard.press('u');
  await page.keyboard.press('Escape');
  await desk.holds('phone 3');
  await expectDecisions(ida, project, ['phone 2: scratched, standing', 'phone 1: intact, standing']);
});

test('the keys are listed by a key, and can be turned off', async ({ server, openAs }) => {
  const project = await server.project(assisted);
  await bring(server, project, phones);
  const ida = await server.person('inspector', project, 'Ida');
  const page = await openAs(ida, `/projects/${project}/review`);
  const desk = deskOn(page);

  await desk.holds('phone 1');
  await page.keyboard.press('?');
  await expect(desk.dialog.getByRole('heading', { name: 'Keys' })).toBeVisible();
  for (const line of ['J Scratched', 'K Intact', 'Enter Accept the suggestion', 'S Skip, with a reason'])
    await expect(desk.dialog.getByRole('row', { name: line })).toBeVisible();
  await expect(desk.dialog.getByRole('row', { name: /Zoom/ })).toHaveCount(0);

  await desk.dialog.getByRole('switch', { name: /work as keys/ }).click();
  await expect(desk.dialog.getByRole('row', { name: 'J Scratched' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(desk.dialog).toBeHidden();
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await desk.holds('phone 2');
  await expectDecisions(ida, project, ['phone 1: scratched, standing']);
});

test('a class key does nothing while a dialog is open or a field has the focus', async ({
  server,
  openAs,
}) => {
  const project = await server.project(assisted, { instructions: 'Look at the **corners**.' });
  await bring(server, project, phones);
  const ida = await server.person('inspector', project, 'Ida');
  const page = await openAs(ida, `/projects/${project}/review`);
  const desk = deskOn(page);

  await desk.holds('phone 1');
  for (const opener of ['?', 'i', 's', 'e']) {
    await page.keyboard.press(opener);
    await expect(desk.dialog).toBeVisible();
    await page.keyboard.press('j');
    await page.keyboard.press('Escape');
    await expect(desk.dialog).toBeHidden();
  }
  await page.keyboard.press('e');
  await expect(desk.dialog.getByRole('textbox')).toBeFocused();
  // What was written before is kept.
  await expect(desk.dialog.getByRole('textbox')).toHaveValue('j');
  await desk.dialog.getByRole('textbox').fill('');
  await page.keyboard.type('jjj');
  await expect(desk.dialog.getByRole('textbox')).toHaveValue('jjj');
  await desk.dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(desk.dialog).toBeHidden();
  // Menus have their keys for themselves as well, and a shortcut of the browser decides nothing.
  await page.getByRole('button', { name: 'Account of Ida' }).click();
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).focus();
  await page.keyboard.press('j');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await page.keyboard.press('Control+j');

  await desk.holds('phone 1');
  await page.keyboard.press('k');
  await desk.holds('phone 2');
  await expectDecisions(ida, project, ['phone 1: intact, standing']);
});

test('a key that is held down decides once', async ({ server, openAs }) => {
  const project = await server.project(assisted);
  await bring(server, project, phones);
  const ida = await server.person('inspector', project, 'Ida');
  const page = await openAs(ida, `/projects/${project}/review`);
  const desk = deskOn(page);

  for (const [i, key] of ['j', 'Enter'].entries()) {
    await desk.holds(phones[i] ?? '');
    await page.keyboard.down(key);
    for (let repeat = 0; repeat < 5; repeat += 1) await page.keyboard.down(key);
    await page.keyboard.up(key);
  }
  await desk.holds('phone 3');
  await expectDecisions(ida, project, ['phone 1: scratched, standing', 'phone 2: scratched, standing']);
});

test('the instructions open beside the item, with nothing in them run as HTML', async ({
  server,
  openAs,
}) => {
  const instructions = '## Corners\n\nLook at **all four**.\n\n<img src=x onerror="document.title=\'run\'">';
  const project = await server.project(assisted, { instructions });
  await bring(server, project, phones);
  const page = await openAs(await server.person('inspector', project, 'Ida'), `/projects/${project}/review`);
  const desk = deskOn(page);

  await desk.holds('phone 1');
  await page.getByRole('button', { name: 'Instructions' }).click();
  await expect(desk.dialog.getByRole('heading', { name: 'Is this phone scratched?' })).toBeVisible();
  await expect(desk.dialog.getByRole('heading', { name: 'Corners' })).toBeVisible();
  await expect(desk.dialog.getByText('all four')).toBeVisible();
  await expect(desk.dialog.getByText('<img src=x')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(desk.dialog).toBeHidden();
  await page.keyboard.press('i');
  await expect(desk.dialog.getByRole('heading', { name: 'Corners' })).toBeVisible();
  expect(await page.title()).not.toBe('run');
});

test('an empty desk says why it is empty, and fills by itself', async ({ server, openAs }) => {
  const twice = {
    name: 'all',
    when: [{ on: 'class' as const, in: ['scratched'] }],
    then: { inspectors: 2 as const },
  };
  const project = await server.project({ ...assisted, rules: [twice] });
  const ida = await openAs(await server.person('inspector', project, 'Ida'), `/projects/${project}/review`);
  const ivo = await openAs(await server.person('inspector', project, 'Ivo'), `/projects/${project}/review`);
  await expect(ida.getByRole('heading', { name: 'Nothing waits for review' })).toBeVisible();

  // Each gets one of the two reviews; who has answered waits for the other.
  await bring(server, project, ['phone 1']);
  await deskOn(ida).holds('phone 1');
  await deskOn(ivo).holds('phone 1');
  await ida.keyboard.press('j');
  await expect(ida.getByRole('heading', { name: 'Nothing waits for you' })).toBeVisible();
  await expect(ida.getByText('One item is in the hands of colleagues, until')).toBeVisible();

  await ivo.keyboard.press('k');
  for (const page of [ida, ivo]) await expect(page.getByText('One item waits for a lead.')).toBeVisible();
});
