import { atDesk } from '../support/desk.ts';
import { aPrediction, submit, type TestServer } from '../support/server.ts';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './stage.ts';

/** A name as long as an input's may be. */
const longName =
  'supplier of the glass in front of the camera, as it is written on the label of the box it came in';

/** Phones from three lines that a person has judged, without a suggestion: on the third the model is wrong at every other. */
const judged = async (server: TestServer, project: string): Promise<void> => {
  const keys = Array.from({ length: 120 }, (_, i) => `phone-${i}`);
  const lineOf = (i: number) => 1 + (i % 3);
  await submit(
    await server.service(project),
    project,
    keys.map((key, i) => {
      const inputs = {
        line: lineOf(i),
        brightness: 0.2 + i / 200,
        [longName]: `Glassworks ${i % 24} `.repeat(9),
      };
      return aPrediction({ key, inputs });
    }),
  );
  const ida = atDesk(await server.person('inspector', project, 'Ida'), project);
  for (let [review] = await ida.claims(); review;) {
    const i = keys.indexOf(review.key);
    const isWrong = lineOf(i) === 3 && i % 2 === 0;
    const { reviews } = await ida.decides(review, isWrong ? 'intact' : 'scratched', { claim: 1 });
    [review] = reviews;
  }
};

test('a lead sees on which line the model is weak, by keyboard alone', async ({ server, openAs }) => {
  const project = await server.project({ degree: 'shadow' });
  await judged(server, project);
  const page = await openAs(await server.person('lead', project, 'Lea'), `/projects/${project}/evidence`);
  const panel = page.getByRole('region', { name: 'By slice' });
  const choice = panel.getByRole('combobox', { name: 'Slice by' });
  await choice.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option')).toHaveText(['brightness', 'line', longName]);
  await expectNoViolations(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');

  const rows = panel.getByRole('row');
  await expect(rows).toHaveText([
    /line.*Agreement/,
    /^3Worse than the rest50\.0.%.*n = 40/,
    /^1100\.0.%.*n = 40/,
    /^2100\.0.%.*n = 40/,
  ]);
  await expect(panel).toContainText('Of all 120 answers, given since');
  await expect(panel.getByRole('tab', { name: 'Shadow n = 120' })).toHaveAttribute('aria-selected', 'true');
  await panel.getByRole('tab', { name: /Shadow/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(panel.getByRole('tabpanel', { name: /Assisted/ })).toContainText(
    'No answers of this kind yet',
  );
  await page.keyboard.press('ArrowLeft');
  await expectNoViolations(page);

  await choice.click();
  await page.getByRole('option', { name: 'brightness' }).click();
  await expect(rows).toHaveCount(5);
  await expect(rows.filter({ hasText: 'to below 0.5' })).toContainText(/83\.3.%.*n = 30/);
  await choice.click();
  await page.getByRole('option', { name: longName }).click();
  await expect(rows.filter({ hasText: '4 rarer values together' })).toContainText('n = 20, 10 more needed');
  await expectNoViolations(page);
});

test('where nothing was measured and no rule applied, the panel says what would fill it', async ({
  server,
  openAs,
}) => {
  const project = await server.project({ degree: 'shadow' });
  await submit(await server.service(project), project, [aPrediction()]);
  const ida = atDesk(await server.person('inspector', project, 'Ida'), project);
  await ida.decides(await ida.claimsOne(), 'intact');
  const page = await openAs(await server.person('lead', project, 'Lea'), `/projects/${project}/evidence`);
  const panel = page.getByRole('region', { name: 'By slice' });
  await expect(panel).toContainText('Nothing to slice by yet');
  await expect(panel.getByRole('combobox')).toHaveCount(0);
});
