import { driftReference, insertDriftWindow } from '../../db/queries/drift.ts';
import { addMeasures } from '../../db/queries/measures.ts';
import { compareWithReference } from '../../server/domain/drift/compare.ts';
import { intakeMeasures } from '../../server/domain/measures/changes.ts';
import { aPrediction, submit, type TestServer } from '../support/server.ts';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './stage.ts';

/** What a day of items adds to the measures, as if they had come in then: fewer at night, and ever darker. */
const measuredForADay = async (server: TestServer, slug: string): Promise<void> => {
  const { db, projects, now } = server.app.services;
  const project = await projects.get(slug);
  if (!project) throw new Error(`there is no project ${slug}`);
  const [version] = await db.read((q) => q.db.select().from(q.tables.modelVersions));
  const modelVersionId = version?.id ?? '';
  for (let i = 1; i <= 96; i += 1) {
    const changes = Array.from({ length: 20 + (i % 30) }, (_, k) =>
      intakeMeasures(
        {
          modelVersionId,
          value: k % 5 === 0 ? 'scratched' : 'intact',
          confidence: 0.6 + ((i * k) % 40) / 100,
          latencyMs: 20 + ((i * k) % 17) * 5,
          inputs: { light: k === 0 ? null : 0.3 + ((i + k) % 20) / 30, line: k % 2 ? 'north' : 'south' },
        },
        k % 3 === 0 ? 'review' : 'auto',
        project.monitoredInputs,
      ),
    );
    await db.write((tx) => addMeasures(tx, project.id, changes.flat(), now() - i * 15 * 60_000));
  }
};

test('a lead declares inputs, watches what comes in, and arranges the page by keyboard', async ({
  server,
  openAs,
}) => {
  const project = await server.project({ degree: 'partial', threshold: 0.9 });
  const lead = await server.person('lead', project, 'Lea');
  const page = await openAs(lead, `/projects/${project}/monitoring`);
  await expect(page.getByText('Nothing to watch yet')).toBeVisible();

  const service = await server.service(project);
  await submit(service, project, [
    aPrediction({ inputs: { light: 0.2, line: 'north' } }),
    aPrediction({ inputs: { light: 0.9, line: 'south' } }),
  ]);
  await page.goto(`${server.url}/projects/${project}/settings`);
  const inputs = page.getByRole('region', { name: 'Inputs' });
  await inputs.getByRole('button', { name: 'Take from what came in lately' }).click();
  await expect(inputs.getByRole('textbox', { name: 'Name of input 1' })).toHaveValue('light');
  await expect(inputs.getByRole('textbox', { name: 'Least light' })).toHaveValue('0.13');
  await inputs.getByRole('textbox', { name: 'Least light' }).fill('2');
  await inputs.getByRole('button', { name: 'Save' }).click();
  await expect(inputs.getByText('Must be above the other')).toBeVisible();
  await inputs.getByRole('textbox', { name: 'Least light' }).fill('0');
  await inputs.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The settings are saved')).toBeVisible();
  server.app.services.projects.forget();
  await measuredForADay(server, project);

  await page.getByRole('navigation').getByRole('link', { name: 'Monitoring' }).click();
  // A project so young is looked at by the hour.
  await expect(page.getByRole('radio', { name: 'Last hour' })).toBeChecked();
  await page.getByText('Last day').click();
  const light = page.getByRole('region', { name: 'Input “light”' });
  await expect(light.getByRole('img', { name: /^Values/ })).toBeVisible();
  const classes = page.getByRole('region', { name: 'Answers of the model' });
  await expect(classes).toContainText('told from 100 items on, in whole percents');
  await expect(classes).toContainText(/Intact\s*79/);
  await classes.getByRole('button', { name: 'Show as table' }).click();
  await expect(classes.getByRole('region', { name: /step by step/ })).toBeVisible();
  await page.getByRole('switch', { name: 'Compare with the week before' }).click({ force: true });
  await expectNoViolations(page);

  await page.getByRole('button', { name: 'Rows' }).click();
  const rows = page.getByRole('list', { name: 'Rows' });
  await expect(rows.getByRole('listitem').first()).toContainText('Traffic');
  await rows.getByRole('button', { name: 'Move Traffic' }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('Traffic: place 1 of 9')).toBeAttached();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText('Traffic: place 2 of 9')).toBeAttached();
  await page.keyboard.press('Space');
  await expect(rows.getByRole('listitem').first()).toContainText('What the model says');
  await rows.getByRole('switch', { name: 'People' }).click({ force: true });
  await expect(page.getByRole('region', { name: 'People' })).toBeHidden();
  await page.reload();
  await expect(page.getByRole('heading', { level: 2 }).nth(1)).toHaveText('What the model says'); // below drift
  await expect(page.getByRole('region', { name: 'People' })).toBeHidden();

  await page.getByRole('link', { name: 'Items behind Intake' }).click();
  await expect(page.getByRole('button', { name: /^Clear Received/ })).toBeVisible();
  await expect(page.getByText('All 2 items')).toBeVisible();
});

/** Two windows after the reference in which scratches have become as frequent as what is intact. */
const scratchesSpread = async (server: TestServer, slug: string): Promise<void> => {
  const { db, projects, now } = server.app.services;
  const project = await projects.get(slug);
  const [version] = await db.read((q) => q.db.select().from(q.tables.modelVersions));
  const reference = await db.read((q) => driftReference(q, project?.id ?? '', version?.id ?? ''));
  if (!reference) throw new Error('no reference was taken');
  const classes = { '=scratched': 300, '=intact': 300 };
  const results = compareWithReference(reference.counts, { ...reference.counts, classes });
  for (const i of [1, 2]) {
    const window = { start: now() - 3_600_000, end: now() + i, results };
    await db.write((tx) => insertDriftWindow(tx, reference.id, window));
  }
};

test.describe('where none is taken by itself', () => {
  test.use({ jobs: [] });

  test('a lead takes a reference and is told what drifted from it', async ({ server, openAs }) => {
    const project = await server.project({ degree: 'partial', threshold: 0.5, auditShare: 0 });
    const { key, ...record } = aPrediction();
    await submit(await server.service(project), project, [{ key, ...record }]);
    await measuredForADay(server, project);
    const lead = await server.person('lead', project, 'Lea');
    const page = await openAs(lead, `/projects/${project}/monitoring`);
    const drift = page.getByRole('region', { name: 'Drift', exact: true });
    await expect(drift).toContainText('No reference of scratches@1 yet');
    await drift.getByRole('button', { name: 'Take a reference' }).click();
    const dialog = page.getByRole('dialog', { name: 'Take a reference' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Autumn');
    await dialog.getByRole('button', { name: 'Take it' }).click();
    await expect(drift).toContainText('against “Autumn” (revision 1)');
    await expect(drift.getByRole('row', { name: /Confidence/ })).toContainText('Not enough yet');

    await scratchesSpread(server, project);
    await page.reload();
    await expect(drift.getByRole('alert')).toContainText('What the model says has changed.');
    await expect(drift.getByRole('alert')).toContainText(/“Scratched” grew from 21\s% to 50\s%/);
    await expect(drift.getByRole('row', { name: /Confidence/ })).toContainText('Stable');
    await expect(drift).toContainText('Whether the model still agrees with people cannot be told yet.');
    await expect(drift.getByRole('list', { name: 'Signals of drift' })).toContainText(
      '150 more answers needed',
    );
    const items = drift.getByRole('list', { name: 'Items that moved most' });
    await expect(items.getByRole('link', { name: key })).toBeVisible();
    await expectNoViolations(page);
    await drift.getByRole('link', { name: 'Items since then' }).click();
    await expect(page.getByRole('button', { name: /^Clear Received/ })).toBeVisible();
  });
});
