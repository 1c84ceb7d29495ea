import { describe, expect, test } from 'vitest';
import { parseOptions } from '../../server/demo/options.ts';
import { degrees } from '../../server/domain/words.ts';

const optionsOf = (...args: string[]) => {
  const parsed = parseOptions(args);
  if (parsed === 'help' || 'fault' in parsed) throw new Error(JSON.stringify(parsed));
  return parsed.options;
};
const faultOf = (...args: string[]) => {
  const parsed = parseOptions(args);
  return parsed !== 'help' && 'fault' in parsed ? parsed.fault : null;
};

describe("the demo's command line", () => {
  test('asks for nothing by itself but two digits a second', () => {
    expect(optionsOf()).toEqual({
      rate: 2,
      degree: null,
      reset: false,
      port: null,
      inspectors: 0,
      errorRate: 0.005,
      drift: null,
    });
  });

  test('takes a rate, a degree, a port and a reset', () => {
    const given = optionsOf('--rate', '0.5', '--degree=full', '--reset', '--port', '4000');
    expect(given).toMatchObject({ rate: 0.5, degree: 'full', reset: true, port: 4000 });
    expect(optionsOf('--inspectors', '5', '--error-rate', '0.1')).toMatchObject({
      inspectors: 5,
      errorRate: 0.1,
    });
    expect(optionsOf('--drift', 'lighting').drift).toBe('lighting');
    expect(faultOf('--drift', 'weather')).toContain('--drift must be lighting');
    expect(optionsOf('--rate', '0', '--port', '0')).toMatchObject({ rate: 0, port: 0 });
  });

  test.each(degrees)('knows the degree %s', (degree) => {
    expect(optionsOf('--degree', degree).degree).toBe(degree);
  });

  test('names what it does not accept, and what it would', () => {
    for (const rate of ['fast', '', '-1', '201', 'NaN', 'Infinity'])
      expect(faultOf(`--rate=${rate}`)).toBe(`--rate must be a number from 0 to 200, not "${rate}"`);
    for (const port of ['http', '', '-1', '65536', '80.5'])
      expect(faultOf(`--port=${port}`)).toBe(`--port must be a whole number from 0 to 65535, not "${port}"`);
    expect(faultOf('--inspectors', '2.5')).toMatch(/^--inspectors must be a whole number from 0 to 20/);
    expect(faultOf('--error-rate', '1')).toMatch(/^--error-rate must be a number from 0 to 0.5/);
    expect(faultOf('--degree', 'most')).toMatch(/^--degree must be one of human_only, .*, full, not "most"$/);
    expect(faultOf('--speed', '5')).toBe("Unknown option '--speed'");
    expect(faultOf('--rate')).toMatch(/--rate.* argument missing/);
  });

  test('tells how npm passes options on, to those whom npm left only a number', () => {
    expect(faultOf('5')).toContain('npm run demo -- --rate 5');
  });

  test('prefers helping to complaining', () => {
    expect(parseOptions(['--help', '--rate', 'fast'])).toBe('help');
  });
});
