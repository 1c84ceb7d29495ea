import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createApp } from '../app.ts';
import { type Config, processConfig } from '../config.ts';
import { makeSignInLink } from '../features/sessions/links.ts';
import { assertRuntime } from '../runtime.ts';
import { stopOnSignal } from '../stop-on-signal.ts';
import { loadDigits } from './digits.ts';
import { examples } from './examples.ts';
import { reviewedShare } from './expected-work.ts';
import { accuracy } from './model.ts';
import { type DemoOptions, parseOptions, usage } from './options.ts';
import { portFault } from './port-fault.ts';
import { firstDemoPolicy, simulatedDemoPolicy } from './project.ts';
import { exampleKeyFile, setUp } from './set-up.ts';
import { startSimulation } from './simulation.ts';
import { startProgram } from './start-program.ts';
import { describeModel, loadOrTrainModel } from './trained-model.ts';
import { welcomeText } from './welcome.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const fail = (message: string): never => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

/** The settings of the environment, but with data of its own and few words. */
const demoConfig = (port: number | null): Config => {
  const asked = { ...(port === null ? {} : { PORT: String(port) }), DATABASE_URL: '', MEDIA_URL: '' };
  try {
    const config = processConfig({ standard: { LOG_LEVEL: 'warn' }, asked });
    const dataDir = join(config.dataDir, 'demo');
    return { ...config, dataDir, databaseUrl: join(dataDir, 'countersign.db') };
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
};

/** Where this process reaches its own server, whatever browsers do. */
const ownAddress = ({ address, family, port }: AddressInfo): string => {
  const everywhere: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
  const host = everywhere[address] ?? address;
  return `http://${family === 'IPv6' ? `[${host}]` : host}:${port}`;
};

const run = async ({ rate, degree, reset, port, drift, ...simulation }: DemoOptions): Promise<void> => {
  const config = demoConfig(port);
  const fault = await portFault(config.port, config.host);
  if (fault !== null) fail(fault);
  if (reset) {
    await rm(config.dataDir, { recursive: true, force: true });
    say(`The demo's data in ${config.dataDir} is deleted.`);
  }

  const model = await loadOrTrainModel(process.stdout);
  const digits = loadDigits('test');
  const percent = ((accuracy(model, digits) ?? 0) * 100).toFixed(1);
  const count = digits.count.toLocaleString('en');
  say(`The model's test accuracy: ${percent} % on ${count} digits it has never seen.`);

  const app = await createApp(config);
  const address = await app.listen();
  const server = ownAddress(app.server.address() as AddressInfo); // a TCP server's address
  const { leadId, analystId, project, policy, lineKeyFile, trainerKeyFile, exportKey } = await setUp(
    app.services,
    server,
    config.dataDir,
    { asked: degree, first: simulation.inspectors > 0 ? simulatedDemoPolicy : firstDemoPolicy },
    `${describeModel(model)} Test accuracy ${percent} % on ${count} digits it has never seen.`,
  );

  const linkOf = (id: string) => makeSignInLink(app.services.db, id, app.services.now(), address);
  const [link, analystLink] = [await linkOf(leadId), await linkOf(analystId)];
  const reviewed = reviewedShare(policy, project.schema, model, digits);
  const common = { server, project: project.slug, versions: join(config.dataDir, 'versions') };
  const line = startProgram(
    'line',
    { ...common, 'key-file': lineKeyFile, rate: String(rate), ...(drift !== null && { drift }) },
    (how) =>
      say(
        `The line has stopped (${how}). The server goes on without it; start the demo again to have it back.`,
      ),
  );
  const trainer = startProgram('trainer', { ...common, 'key-file': trainerKeyFile }, (how) =>
    say(`The trainer has stopped (${how}). Trainings wait until the demo is started again.`),
  );
  const services = examples.map(({ example, program }) =>
    startProgram(program, { server, 'key-file': exampleKeyFile(config.dataDir, example) }, (how) =>
      say(
        `The service of “${example.project.slug}” has stopped (${how}). Start the demo again to have it back.`,
      ),
    ),
  );
  const simulated =
    simulation.inspectors === 0
      ? null
      : await startSimulation(app.services, server, loadDigits('train'), { ...simulation, drift }, say);
  stopOnSignal(app, async () => {
    await simulated?.stop();
    await Promise.all([line, trainer, ...services].map((program) => program.stop()));
  });
  const told = { link, analystLink, address, project: project.slug, exportKey, rate, reviewed };
  say(welcomeText({ ...told, degree: policy.degree, ...simulation }));
};

assertRuntime();
const parsed = parseOptions(process.argv.slice(2));
if (parsed === 'help') process.stdout.write(usage);
else if ('fault' in parsed) fail(`${parsed.fault}\n\n${usage}`);
else await run(parsed.options);
