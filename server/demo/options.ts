import { parseArgs } from 'node:util';
import { type Degree, degrees } from '../domain/words.ts';
import { type Drift, driftAfter, drifts } from './lighting.ts';

/** What was asked for on the command line. */
export type DemoOptions = {
  /** Digits a second that the line submits; 0: a first batch only. */
  rate: number;
  /** Null: 'partial' ('shadow' with simulated inspectors) at the first start, and later what is in force. */
  degree: Degree | null;
  /** Whether to begin with an empty data folder. */
  reset: boolean;
  /** Null: what the environment says. */
  port: number | null;
  /** Inspectors that are simulated, and the share of their answers, in [0,1], that are wrong. */
  inspectors: number;
  errorRate: number;
  /** What changes about the digits while the line runs; null: nothing. */
  drift: Drift | null;
};

const fastest = 200;
const mostInspectors = 20;

/** What `--help` prints. */
export const usage = `npm run demo -- [options]

A server with a project in it, a model that reads handwritten digits, and a "line" that submits what it reads.

  --rate N     digits a second that the line submits, 0 to ${fastest} (2); 0: a first batch only
  --degree D   ${degrees.join(', ')} (partial);
               on a later run a policy revision is made only where D is given and not in force
  --inspectors N   have N simulated inspectors, 0 to ${mostInspectors} (0), answer what comes in: the project begins in
               shadow mode and climbs to a certified threshold by itself, in about two minutes with --rate 20; then
               the model is trained on what they labelled, and what comes of it is rolled out
  --error-rate E   share of their answers that are wrong, 0 to 0.5 (0.005)
  --drift lighting   after ${driftAfter.toLocaleString('en')} digits the lamp of the line begins to fail and its camera slips: drift alarms
               fire, audits notice, the policy falls back, and the model learns from what people label of it. See the
               pages Monitoring, Alarms, Evidence and Retraining
  --reset      delete the demo's data and begin afresh
  --port N     port to listen on (PORT, or 3000); 0 picks a free one
  --help       this text

The data lies in DATA_DIR/demo, which is data/demo unless DATA_DIR says otherwise.
`;

const isDegree = (text: string): text is Degree => (degrees as readonly string[]).includes(text);

const isDrift = (text: string): text is Drift => (drifts as readonly string[]).includes(text);

const numberIn = (text: string, least: number, most: number): number | null => {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return number >= least && number <= most ? number : null;
};

const read = (args: string[]) => {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        rate: { type: 'string', default: '2' },
        degree: { type: 'string' },
        reset: { type: 'boolean', default: false },
        port: { type: 'string' },
        inspectors: { type: 'string', default: '0' },
        'error-rate': { type: 'string', default: '0.005' },
        drift: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    // Node's advice on arguments that begin with a dash does not help here.
    return error instanceof Error ? error.message.replace(/\. To specify .*$/s, '') : String(error);
  }
};

/** Reads the command line: the options, `help` where that is asked for, or what is wrong with it. */
export const parseOptions = (args: string[]): { options: DemoOptions } | { fault: string } | 'help' => {
  const parsed = read(args);
  if (typeof parsed === 'string') return { fault: parsed };
  const { values, positionals } = parsed;
  if (values.help) return 'help';
  const [stray] = positionals;
  if (stray !== undefined)
    return {
      fault: `Nothing is known of "${stray}". Options come after two dashes: npm run demo -- --rate 5`,
    };

  const rate = numberIn(values.rate, 0, fastest);
  if (rate === null) return { fault: `--rate must be a number from 0 to ${fastest}, not "${values.rate}"` };
  const { degree = null } = values;
  if (degree !== null && !isDegree(degree))
    return { fault: `--degree must be one of ${degrees.join(', ')}, not "${degree}"` };
  const port = values.port === undefined ? null : numberIn(values.port, 0, 65_535);
  if (values.port !== undefined && (port === null || !Number.isInteger(port)))
    return { fault: `--port must be a whole number from 0 to 65535, not "${values.port}"` };
  const inspectors = numberIn(values.inspectors, 0, mostInspectors);
  if (inspectors === null || !Number.isInteger(inspectors))
    return {
      fault: `--inspectors must be a whole number from 0 to ${mostInspectors}, not "${values.inspectors}"`,
    };
  const errorRate = numberIn(values['error-rate'], 0, 0.5);
  if (errorRate === null)
    return { fault: `--error-rate must be a number from 0 to 0.5, not "${values['error-rate']}"` };
  const { drift = null } = values;
  if (drift !== null && !isDrift(drift))
    return { fault: `--drift must be ${drifts.join(' or ')}, not "${drift}"` };
  return { options: { rate, degree, reset: values.reset, port, inspectors, errorRate, drift } };
};
