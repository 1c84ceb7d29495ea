import { ensureChromium } from '../../support/chromium.ts';
import type { Input, Output } from '../load/key-presses.ts';
import { ask } from '../processes/children.ts';
import { startProduct } from '../processes/product.ts';
import { compare } from '../rounds.ts';
import type { Row } from '../row.ts';
import { countRows, expectStored } from '../seeds/count-rows.ts';
import { addresses, asInspector, asService, reviewPage } from '../seeds/place.ts';
import { copyOfSeed } from '../seeds/seeds.ts';

/** What an inspector feels: from a key to the next image on the screen, against the frames of the same browser. */
export const keyPress: Row = {
  title: 'key press to the next item painted, 95th percentile of 500 ÷ one frame; Chromium, images of 1 MP',
  measure: async (bench) => {
    const chromium = await ensureChromium(new AbortController().signal);
    const data = await copyOfSeed(bench, 'pictures', 0);
    const server = await startProduct(bench, data.folder);
    const measured = await ask<Input, Output>('load/key-presses.ts', {
      chromium,
      port: server.port,
      submit: addresses.submit,
      service: asService,
      page: reviewPage,
      inspector: asInspector(0),
      presses: bench.quick ? 20 : 500,
    });
    await server.stop();
    expectStored('decisions', measured.presses, countRows(data, 'decisions'));
    const side = (name: string, value: number) => ({ name, unit: 'ms' as const, values: [value] });
    return [
      compare({
        what: 'key press to next item, p95',
        ours: side('painted', measured.p95),
        limit: side('one frame', measured.frame),
        floor: { atMost: 2 },
        note: 'by the browser itself (Element Timing), from the time of the key event',
      }),
    ];
  },
};
