import { addMeasures } from '../../db/queries/measures.ts';
import { noProject } from '../../server/domain/system/metrics.ts';
import { measured, type SystemChange } from '../../server/metrics/recorded.ts';
import type { TestServer } from '../support/server.ts';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './stage.ts';

/** What an instance measures of itself in a minute. */
const aMinute = (i: number): SystemChange[] => {
  const count = (part: string, n: number, bin = ''): SystemChange => ({
    metric: 'server_submissions',
    part,
    bin,
    n,
    sum: 0,
  });
  return [
    count('accepted', 40 + (i % 20)),
    count('review', 10 + (i % 7)),
    count('rejected', i % 9, 'invalid_input'),
    ...Array.from({ length: 20 }, (_, k) => measured('server_request_time', 4 + ((i * k) % 30), 'intake')),
    measured('server_loop_delay', 1 + (i % 5), 'p99'),
    measured('server_memory', 2 ** 27 + i * 2 ** 18, 'resident'),
    measured('server_cpu', 0.2 + (i % 10) / 50),
    measured('server_queue', 100 + (i % 40)),
    measured('server_database', 2 ** 29 - i * 2 ** 20),
  ];
};

/** An hour of two instances. */
const measuredForAnHour = async ({ app: { services } }: TestServer): Promise<void> => {
  for (let i = 1; i <= 60; i += 1)
    for (const instance of ['left:3000', 'right:3000'])
      await services.db.write((tx) =>
        addMeasures(
          tx,
          noProject,
          aMinute(i).map((change) => ({ ...change, modelVersionId: instance })),
          services.now() - i * 60_000,
        ),
      );
};

test('an admin sees how the software does, of all instances and of one', async ({ server, openAs }) => {
  await measuredForAnHour(server);
  const admin = await server.person('admin', undefined, 'Ada');
  const page = await openAs(admin, '/');
  await page.getByRole('navigation').getByRole('link', { name: 'System' }).click();
  await page.getByText('Last hour').click();
  const memory = page.getByRole('region', { name: 'Memory' });
  await expect(memory.getByRole('img', { name: /^Memory/ })).toBeVisible();
  await expect(memory).toContainText(/Resident 13\d MiB/);
  await expect(page.getByRole('region', { name: 'Lost leases' })).toContainText('Nothing in this time');
  await expectNoViolations(page);

  const intake = page.getByRole('region', { name: 'Intake', exact: true });
  await expect(intake).toContainText(/Accepted automatically 9\d(\.\d)? \/ min/);
  await page.getByRole('combobox', { name: 'Instance' }).click();
  await page.getByRole('option', { name: 'left:3000' }).click();
  await expect(page).toHaveURL(/instance=left/);
  await expect(intake).toContainText(/Accepted automatically 4\d(\.\d)? \/ min/);
  await intake.getByRole('button', { name: 'Show as table' }).click();
  await expect(intake.getByRole('region', { name: 'Intake, step by step' })).toBeVisible();
});
