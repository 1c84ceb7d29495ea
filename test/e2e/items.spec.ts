import type { Page } from '@playwright/test';
import { api } from '../../server/api.ts';
import { deskOf } from '../support/desk.ts';
import { aPrediction, submit } from '../support/server.ts';
import { deskOn } from './desk.ts';
import { expect, test } from './stage.ts';

const keysIn = (page: Page) => page.getByRole('table', { name: 'Items' }).getByRole('link');

/** Chooses one option of a filter; one that is chosen already is let go of. */
const choose = async (page: Page, filter: string, option: string) => {
  await page.getByRole('combobox', { name: filter, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
};

test('the items are filtered by what became of them and found by the beginning of their key, and the address keeps it', async ({
  server,
  openAs,
}) => {
  const project = await server.project({ degree: 'partial', threshold: 0.9, blindShare: 0, auditShare: 0 });
  await submit(await server.service(project), project, [
    aPrediction({ key: 'north-1', confidence: 0.99 }),
    aPrediction({ key: 'north-2', confidence: 0.95, value: 'intact', model: 'scratches@2' }),
    aPrediction({ key: 'south-1', confidence: 0.5 }),
    aPrediction({ key: 'south-2', confidence: 0.6 }),
  ]);
  const ida = await deskOf(server, project, 'inspector', 'Ida');
  await ida.decides(await ida.claimsOne(), 'intact');
  const page = await openAs(await server.person('analyst', project, 'Ann'), `/projects/${project}/items`);
  const keys = keysIn(page);
  await expect(keys).toHaveText(['south-2', 'south-1', 'north-2', 'north-1']);
  const row = page.getByRole('row', { name: /south-1/ });
  await expect(row.getByRole('cell')).toContainText([
    'south-1',
    'Intact',
    'Scratched',
    'scratches@1',
    'Labelled',
  ]);

  await choose(page, 'Status', 'In review');
  await expect(keys).toHaveText(['south-2']);
  await choose(page, 'Status', 'In review');
  await choose(page, 'Destination', 'Automatic');
  await expect(keys).toHaveText(['north-2', 'north-1']);
  await choose(page, 'Class', 'Intact');
  await expect(keys).toHaveText(['north-2']);
  await choose(page, 'Destination', 'Automatic');
  await expect(keys).toHaveText(['south-1', 'north-2']);
  await choose(page, 'Source', 'Human');
  await expect(keys).toHaveText(['south-1']);

  // The address carries the filters: a reload keeps them, and so does the way back from an item.
  await page.reload();
  await expect(keys).toHaveText(['south-1']);
  await keys.first().click();
  await expect(page.getByRole('heading', { name: 'south-1', level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Items', exact: true }).last().click();
  await expect(keys).toHaveText(['south-1']);
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(keys).toHaveCount(4);

  await choose(page, 'Model’s answer', 'Scratched');
  await expect(keys).toHaveText(['south-2', 'south-1', 'north-1']);
  await choose(page, 'Model’s answer', 'Scratched');
  await choose(page, 'Model', 'scratches@2');
  await expect(keys).toHaveText(['north-2']);
  await choose(page, 'Model', 'scratches@2');
  await page.getByRole('searchbox', { name: 'Key begins with' }).fill('south');
  await expect(keys).toHaveText(['south-1', 'south-2']);
  await page.getByRole('searchbox', { name: 'Key begins with' }).fill('east');
  await expect(page.getByRole('heading', { name: 'No item fits these filters' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(keys).toHaveCount(4);
});

test('what comes in while the list is read is counted, and shown when asked for', async ({
  server,
  openAs,
}) => {
  const project = await server.project();
  const line = await server.service(project);
  const page = await openAs(await server.person('analyst', project, 'Ann'), `/projects/${project}/items`);
  await expect(page.getByRole('heading', { name: 'No items yet' })).toBeVisible();
  await submit(line, project, [aPrediction({ key: 'first' })]);
  const fresh = page.getByRole('button', { name: '1 new item' });
  await fresh.click();
  await expect(keysIn(page)).toHaveText(['first']);
  await expect(fresh).toBeHidden();
});

test('promise 7: an item shows its whole lineage, step by step', async ({ server, openAs }) => {
  const twice = {
    name: 'dark',
    when: [{ on: 'input' as const, name: 'brightness', op: 'lt' as const, value: 0.2 }],
    then: { inspectors: 2 as const },
  };
  const project = await server.project({ degree: 'assistance', blindShare: 0, rules: [twice] });
  await submit(await server.service(project), project, [
    aPrediction({
      key: 'phone-1',
      confidence: 0.6,
      inputs: { brightness: 0.1, line: 'north' },
      scores: { scratched: 0.6, intact: 0.4 },
      latencyMs: 12,
    }),
  ]);
  const ida = await deskOf(server, project, 'inspector', 'Ida');
  const ivo = await deskOf(server, project, 'inspector', 'Ivo');
  const first = await ida.decides(await ida.claimsOne(), 'intact', { timeSpentMs: 4_200 });
  await ida.changes(first.decisionId, 'scratched');
  await ivo.skips(await ivo.claimsOne(), { reason: 'not_my_field', note: 'I know only glass' });
  const iva = await deskOf(server, project, 'inspector', 'Iva');
  await iva.decides(await iva.claimsOne(), 'scratched', { suggestionShown: true });

  const page = await openAs(
    await server.person('analyst', project, 'Ann'),
    `/projects/${project}/items/phone-1`,
  );
  await expect(page.getByRole('region', { name: 'Label in force' })).toContainText('Scratched');
  await expect(page.getByRole('region', { name: 'Label in force' })).toContainText('Consensus');
  await expect(page.getByRole('region', { name: 'Inputs' })).toContainText('brightness');
  await expect(page.getByRole('region', { name: 'Lineage' }).getByRole('listitem')).toContainText([
    'Submitted',
    'scratches@1 answered Scratched',
    'Sent to a person: the degree of automation',
    'Review 1 opened',
    'Review 2 opened',
    /Ida answered Intact.*Changed later.*without the suggestion · took 4\.2 s/,
    'Ida changed their answer from Intact to Scratched',
    /Ivo skipped: not my field.*I know only glass/,
    /Iva answered Scratched.*suggestion in sight/,
    /Label Scratched came into force.*Consensus.*In force.*from Ida, Iva · policy revision 2 · schema revision 1/,
  ]);
  await page.getByRole('link', { name: 'revision 2' }).click();
  await expect(page.getByRole('heading', { name: 'Policy', level: 1 })).toBeVisible();
});

test('an item that one may have to judge blind is withheld; a lead can look, and then never judges it', async ({
  server,
  openAs,
}) => {
  const project = await server.project({ degree: 'assistance', blindShare: 1 });
  await submit(await server.service(project), project, [aPrediction({ key: 'phone-1', model: 'secret@1' })]);
  const path = `/projects/${project}/items`;

  const inspector = await openAs(await server.person('inspector', project, 'Ida'), path);
  const withheld = 'Withheld: you may be asked to judge it blind';
  await expect(inspector.getByRole('row', { name: /phone-1/ })).toContainText(withheld);
  await inspector.getByRole('link', { name: 'phone-1' }).click();
  await expect(inspector.getByRole('alert').filter({ hasText: withheld })).toBeVisible();
  await expect(inspector.getByRole('button', { name: 'Reveal' })).toHaveCount(0);
  await expect(inspector.getByText('secret@1')).toHaveCount(0);

  const lea = await server.person('lead', project, 'Lea');
  const lead = await openAs(lea, path);
  await lead.getByRole('link', { name: 'phone-1' }).click();
  await lead.getByRole('button', { name: 'Reveal' }).click();
  await expect(lead.getByRole('dialog')).toContainText('You can then never judge it.');
  await lead.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(lead.getByRole('dialog')).toBeHidden();
  await expect(lead.getByRole('dialog')).toBeHidden();
  await expect(lead.getByText('secret@1')).toHaveCount(0);
  await lead.getByRole('button', { name: 'Reveal' }).click();
  await lead.getByRole('dialog').getByRole('button', { name: 'Reveal' }).click();
  await expect(lead.getByText('secret@1 answered Scratched')).toBeVisible();
  await expect(lead.getByText(withheld)).toBeHidden();

  await lead.getByRole('link', { name: 'Review' }).first().click();
  await expect(lead.getByRole('heading', { name: 'Nothing waits for you' })).toBeVisible();
  await expect(lead.getByText('One item waits for another inspector')).toBeVisible();
  const log = await lea.call(api.auditLog.project, { params: { project }, query: {} });
  expect(log.rows[0]).toMatchObject({ action: 'item.revealed', subject: 'phone-1', actor: { name: 'Lea' } });
  await inspector.getByRole('link', { name: 'Review' }).first().click();
  await deskOn(inspector).holds('A phone');
});
