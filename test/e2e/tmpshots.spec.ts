import { deskOf } from '../support/desk.ts';
import { scratchClasses } from '../support/server.ts';
import { bring } from './desk.ts';
import { test, expect } from './stage.ts';
const always = { required: true, when: null };
test('shots', async ({ server, openAs }) => {
  const shots = async (page: any, name: string) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.waitForTimeout(500);
    await page.screenshot({ path: `/tmp/shots/${name}-light.png` });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForTimeout(200);
    await page.screenshot({ path: `/tmp/shots/${name}-dark.png` });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 820, height: 1180 });
    await page.waitForTimeout(300);
    await page.screenshot({ path: `/tmp/shots/${name}-820.png` });
    await page.setViewportSize({ width: 1280, height: 800 });
  };
  const schemas: any = {
    choice: { schema: undefined, values: ['scratched', 'intact', 'intact'], pred: 'scratched' },
    form: {
      schema: {
        kind: 'form',
        fields: [
          { name: 'state', title: 'State', ...always, schema: { kind: 'choice', classes: scratchClasses } },
          {
            name: 'length',
            title: 'Length',
            ...always,
            schema: { kind: 'number', min: 0, max: 50, step: null, unit: 'mm', tolerance: 1 },
          },
          {
            name: 'said',
            title: 'What the caller says',
            ...always,
            schema: { kind: 'transcript', maxLength: 500, tolerance: 0 },
          },
        ],
      },
      pred: { state: 'scratched', length: 12, said: 'the glass is scratched' },
      values: [
        { state: 'scratched', length: 10, said: 'The glass is scratched near the camera' },
        { state: 'scratched', length: 30, said: 'The glass is scratched, near the cameras' },
        { state: 'scratched', length: 45, said: 'A glass was scratched near the camera' },
      ],
    },
    text: {
      schema: { kind: 'transcript', maxLength: 2000, tolerance: 0 },
      pred: 'The glass is scratched near the camera and the frame is bent a bit.',
      values: [
        'The glass is scratched near the camera, and the frame is bent.',
        'The glass has scratches near the camera and the frame is bent a bit.',
        'The glass is scratched and the frame is bent a bit',
      ],
    },
    rating: {
      schema: { kind: 'rating', points: 5, low: 'poor', high: 'perfect', tolerance: 0 },
      pred: 4,
      values: [1, 4, 5],
    },
  };
  for (const [name, one] of Object.entries<any>(schemas)) {
    const project = await server.project(
      { degree: 'assistance', blindShare: 0, inspectors: 3 },
      one.schema && { schema: one.schema },
    );
    await bring(server, project, ['Caller says the phone fell on the kitchen floor.'], { value: one.pred });
    const desks = [];
    for (const _ of one.values) {
      const d = await deskOf(server, project);
      desks.push([d, await d.claimsOne()]);
    }
    for (const [i, value] of one.values.entries())
      await (desks[i] as any)[0].decides((desks[i] as any)[1], value);
    const page = await openAs(await server.person('lead', project, 'Lea'), `/projects/${project}/review`);
    await expect(page.getByRole('region', { name: 'Opinions', exact: true })).toBeVisible();
    await shots(page, name);
    if (name === 'form') {
      await page.goto(
        `${server.url}/projects/${project}/items/Caller says the phone fell on the kitchen floor.`,
      );
      await expect(page.getByText('Opinions that differ')).toBeVisible();
      await shots(page, 'item');
      await page.goto(`${server.url}/projects/${project}/settings`);
      await page.waitForTimeout(500);
      await page.getByText('Show whose opinions they are').scrollIntoViewIfNeeded();
      await page.screenshot({ path: '/tmp/shots/settings.png' });
    }
  }
});
