import { api } from '../../server/api.ts';
import { bring, deskOn, expectDecisions } from './desk.ts';
import { expect, test } from './stage.ts';

const assisted = { degree: 'assistance', blindShare: 0 } as const;

test('an inspector escalates with a note, and a lead sees it and decides', async ({ server, openAs }) => {
  const project = await server.project(assisted);
  await bring(server, project, ['phone 1', 'phone 2']);
  const ida = await server.person('inspector', project, 'Ida');
  const page = await openAs(ida, `/projects/${project}/review`);
  const desk = deskOn(page);

  await desk.holds('phone 1');
  await page.keyboard.press('e');
  await expect(desk.dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(desk.dialog.getByText('Say in a few words what is the matter')).toBeVisible();
  await page.keyboard.type('A mark: on the glass, or on the lens?');
  await page.keyboard.press('Control+Enter');
  await expect(desk.dialog).toBeHidden();
  await desk.holds('phone 2');
  await page.keyboard.press('k');
  await expect(page.getByText('One item waits for a lead.')).toBeVisible();
  await expectDecisions(ida, project, ['phone 1: escalation, standing', 'phone 2: intact, standing']);

  const lea = await openAs(await server.person('lead', project, 'Lea'), `/projects/${project}/review`);
  await deskOn(lea).holds('phone 1');
  const note = lea.getByRole('region', { name: 'Escalation' });
  await expect(note).toContainText('Ida asked for a lead');
  await expect(note).toContainText('A mark: on the glass, or on the lens?');
  await expect(lea.getByRole('button', { name: /^Escalate/ })).toBeDisabled();
  await lea.keyboard.press('e');
  await expect(deskOn(lea).dialog).toBeHidden();
  await lea.keyboard.press('j');
  await expect(lea.getByText('Nothing waits for review')).toBeVisible();
  const label = await ida.call(api.items.label, { params: { project, key: 'phone 1' }, query: { wait: 30 } });
  expect(label).toMatchObject({ status: 'labelled', label: { value: 'scratched', source: 'human' } });
});

test('two inspectors disagree, neither sees what the other said, and a lead sees both and settles it', async ({
  server,
  openAs,
}) => {
  const twice = {
    name: 'unsure',
    when: [{ on: 'confidence' as const, op: 'lt' as const, value: 0.7 }],
    then: { inspectors: 2 },
  };
  const project = await server.project({ ...assisted, rules: [twice] });
  await bring(server, project, ['phone 1'], { confidence: 0.5 });
  await bring(server, project, ['phone 2'], { confidence: 0.6 });
  const lea = await server.person('lead', project, 'Lea');
  const review = `/projects/${project}/review`;

  const ida = await openAs(await server.person('inspector', project, 'Ida'), review);
  await deskOn(ida).holds('phone 1');
  await ida.keyboard.press('j');
  await deskOn(ida).holds('phone 2');
  await ida.keyboard.press('j');
  await expect(ida.getByText('2 items wait for another inspector')).toBeVisible();

  const ivo = await openAs(await server.person('inspector', project, 'Ivo'), review);
  await deskOn(ivo).holds('phone 1');
  await expect(ivo.getByText('Ida')).toHaveCount(0);
  await ivo.keyboard.press('k');
  await deskOn(ivo).holds('phone 2');
  await ivo.keyboard.press('j');
  await expect(ivo.getByText('One item waits for a lead.')).toBeVisible();

  const lead = await openAs(lea, review);
  await deskOn(lead).holds('phone 1');
  const opinions = lead.getByRole('region', { name: 'Opinions' });
  await expect(opinions).toContainText('2 opinions differ. You settle it.');
  await expect(opinions).not.toContainText(/Ida|Ivo/);
  const said = opinions.getByRole('table', { name: 'Who said which' });
  await expect(said.getByRole('row', { name: /^Intact/ }).getByRole('img', { name: 'says so' })).toHaveCount(
    1,
  );
  await expect(
    said.getByRole('row', { name: /^Scratched/ }).getByRole('img', { name: 'says so' }),
  ).toHaveCount(2);
  const intact = opinions.getByRole('listitem').filter({ hasText: 'Intact' });
  const shortcut = await intact
    .getByRole('button', { name: /^Take Opinion/ })
    .getAttribute('aria-keyshortcuts');
  await lead.keyboard.press(`Shift+Digit${shortcut?.at(-1)}`);
  await expect(lead.getByText('Nothing waits for review')).toBeVisible();

  // What each said and who settled it stands in the lineage; where both agreed, no lead was asked.
  await lead.goto(`${server.url}/projects/${project}/items/phone 1`);
  const standing = lead.getByRole('region', { name: 'Label in force' });
  await expect(standing).toContainText('Intact');
  await expect(standing).toContainText('Adjudicated');
  await expect(lead.getByText('Ida answered Scratched')).toBeVisible();
  await expect(lead.getByText('Ivo answered Intact')).toBeVisible();
  await expect(lead.getByText('Lea answered Intact')).toBeVisible();
  await lead.goto(`${server.url}/projects/${project}/items/phone 2`);
  await expect(standing).toContainText('Scratched');
  await expect(standing).toContainText('Consensus');
});
