import { api } from '../../server/api.ts';

import { expectNoViolationsInEither } from './axe.ts';
import { bring, deskOn } from './desk.ts';
import { expect, test } from './stage.ts';

const password = 'correct horse battery';

test('a class is added, another renamed, a third retired, and the review page offers what is in force', async ({
  server,
  openAs,
}) => {
  const project = await server.project({ degree: 'human_only' });
  await bring(server, project, ['phone 1']);
  const review = await openAs(
    await server.person('inspector', project, 'Ida'),
    `/projects/${project}/review`,
  );
  const desk = deskOn(review);
  await desk.holds('phone 1');
  await expect(desk.answers.getByRole('button')).toHaveText([/Scratched/, /Intact/]);

  const page = await openAs(await server.person('lead', project, 'Lea'), `/projects/${project}/settings`);
  const schema = page.getByRole('region', { name: 'Label schema' });
  await schema.getByRole('button', { name: 'Add a class' }).click();
  await schema.getByRole('textbox', { name: 'Title of class 3' }).fill('Dusty');
  await schema.getByRole('textbox', { name: 'Key of Dusty' }).fill('j');
  await schema.getByRole('textbox', { name: 'Title of class 2' }).fill('Spotless');
  await schema.getByRole('button', { name: 'Put revision 2 in force' }).click();
  await expect(schema.getByText('the key "j" stands twice')).toBeVisible();
  await schema.getByRole('textbox', { name: 'Key of Dusty' }).fill('d');
  await expect(schema.getByRole('listitem')).toHaveText(['added “Dusty”', 'renamed “Intact” to “Spotless”']);
  await schema.getByRole('textbox', { name: 'Note' }).fill('Dust is no scratch');
  await schema.getByRole('button', { name: 'Put revision 2 in force' }).click();
  await expect(schema.getByText('Revision 2 is in force')).toBeVisible();
  const revisions = page.getByRole('region', { name: 'Revisions' });
  await expect(revisions.getByRole('row', { name: /Dust is no scratch/ })).toContainText('Lea');

  await schema.getByRole('button', { name: 'Retire Scratched' }).click();
  await schema.getByRole('button', { name: 'Put revision 3 in force' }).click();
  await expect(schema.getByText('Revision 3 is in force')).toBeVisible();
  await expect(revisions.getByRole('row', { name: /retired “Scratched”/ })).toBeVisible();

  // The item in hand keeps the answers it was opened with; the next one has those in force.
  await bring(server, project, ['phone 2']);
  await expect(desk.answers.getByRole('button')).toHaveText([/Scratched/, /Intact/]);
  await review.keyboard.press('k');
  await desk.holds('phone 2');
  await expect(desk.answers.getByRole('button')).toHaveText([/Spotless/, /Dusty/]);
  await review.keyboard.press('j');
  await review.keyboard.press('d');
  await page.goto(`${server.url}/projects/${project}/items`);
  await expect(page.getByRole('row', { name: /phone 1/ })).toContainText('Spotless');
  await expect(page.getByRole('row', { name: /phone 2/ })).toContainText('Dusty');
});

test('question and instructions are changed, and the review page follows', async ({ server, openAs }) => {
  const project = await server.project({ degree: 'human_only' });
  await bring(server, project, ['phone 1']);
  const review = await openAs(
    await server.person('inspector', project, 'Ida'),
    `/projects/${project}/review`,
  );
  await expect(review.getByRole('heading', { name: 'Is this phone scratched?' })).toBeVisible();
  await expect(review.getByRole('button', { name: 'Instructions' })).toHaveCount(0);

  const page = await openAs(await server.person('lead', project, 'Lea'), `/projects/${project}/settings`);
  const general = page.getByRole('region', { name: 'Question and instructions' });
  await general.getByRole('textbox', { name: 'Question' }).fill('Is there a scratch?');
  await general.getByRole('textbox', { name: 'Instructions' }).fill('Look at the **corners**.');
  await general.getByRole('tab', { name: 'Preview' }).click();
  await expect(general.getByText('Look at the corners.')).toBeVisible();
  await general.getByRole('textbox', { name: 'Lease length, in seconds' }).fill('300');
  await general.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The settings are saved')).toBeVisible();

  await expect(review.getByRole('heading', { name: 'Is there a scratch?' })).toBeVisible();
  await review.getByRole('button', { name: 'Instructions' }).click();
  await expect(review.getByRole('dialog').getByText('Look at the corners.')).toBeVisible();
});

test('what a colleague puts in force meanwhile is not undone', async ({ server, openAs }) => {
  const project = await server.project();
  const path = `/projects/${project}/settings`;
  const lea = await openAs(await server.person('lead', project, 'Lea'), path);
  const leo = await openAs(await server.person('lead', project, 'Leo'), path);
  for (const page of [lea, leo])
    await page
      .getByRole('textbox', { name: 'Title of class 2' })
      .fill(page === lea ? 'Spotless' : 'Flawless');
  await leo.getByRole('button', { name: 'Put revision 2 in force' }).click();
  const told = lea.getByRole('alert').filter({ hasText: 'Somebody put another revision in force' });
  await expect(told).toBeVisible();
  await expect(lea.getByRole('button', { name: 'Put revision 2 in force' })).toBeDisabled();
  await told.getByRole('button', { name: 'Start again from the one in force' }).click();
  await expect(lea.getByRole('textbox', { name: 'Title of class 2' })).toHaveValue('Flawless');
});

test('a session that ends while a page is filled in asks for the password there, and what was typed stays', async ({
  server,
  openAs,
}) => {
  const project = await server.project({ degree: 'human_only' });
  const lea = await server.person('lead', project, 'Lea');
  await lea.call(api.sessions.changePassword, { body: { current: null, next: password } });
  const page = await openAs(lea, `/projects/${project}/settings`);
  const question = page.getByRole('textbox', { name: 'Question' });
  const save = page
    .getByRole('region', { name: 'Question and instructions' })
    .getByRole('button', { name: 'Save' });
  await question.fill('Is this screen scratched?');
  await page.context().clearCookies();
  await save.click();

  const asking = page.getByRole('dialog', { name: 'You are signed out' });
  await expect(asking.getByRole('button', { name: 'Another way' })).toBeVisible();
  await expectNoViolationsInEither(page);
  await asking.getByLabel('Password', { exact: true }).fill(password);
  await asking.getByRole('button', { name: 'Sign in' }).click();
  await expect(asking).toBeHidden();
  await expect(question).toHaveValue('Is this screen scratched?');
  await save.click();
  await expect(page.getByText('The settings are saved')).toBeVisible();
});
