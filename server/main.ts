import { createApp } from './app.ts';
import { processConfig } from './config.ts';
import { ensureFirstAdminLink } from './features/sessions/links.ts';
import { assertRuntime } from './runtime.ts';
import { stopOnSignal } from './stop-on-signal.ts';

assertRuntime();
const app = await createApp(processConfig());
const address = await app.listen();
process.stdout.write(`Countersign is ready at ${address}\n`);
const link = await ensureFirstAdminLink(app.services.db, app.services.now(), address);
if (link !== null)
  process.stdout.write(`\nMake yourself the first admin with this one-time link:\n\n  ${link}\n\n`);
stopOnSignal(app);
