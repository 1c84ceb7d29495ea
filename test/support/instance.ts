// One instance of several, as a process of its own, with a job that says each slot it runs.
import { createApp } from '../../server/app.ts';
import { processConfig } from '../../server/config.ts';
import { defineJob } from '../../server/jobs/job.ts';
import { stopOnSignal } from '../../server/stop-on-signal.ts';

const tick = defineJob({
  name: 'tick',
  everySeconds: 1,
  run: (_services, _signal, runId) => {
    process.stdout.write(`ran ${runId}\n`);
    return Promise.resolve();
  },
});

const app = await createApp(processConfig(), { jobs: [tick] });
process.stdout.write(`Countersign is ready at ${await app.listen()}\n`);
stopOnSignal(app);
