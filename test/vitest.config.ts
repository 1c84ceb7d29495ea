import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { macros } from '../client/macros.ts';

const suites = ['domain', 'storage', 'api', 'client', 'house', 'demo', 'faults'];
// These break what is around them on purpose, the clock among it: each file has a process to itself.
const apart = ['faults'];

// Vitest orders files that it has not run yet by their size: these take long for theirs, and begun last would run alone.
const long = /\/(promises\/blind|api\/access|demo\/simulation)\.test\.ts$/;

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => long.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  root: path.join(import.meta.dirname, '..'),
  cacheDir: '.cache/vitest',
  plugins: [macros()],
  test: {
    allowOnly: false,
    sequence: { sequencer: LongFirst },
    // How long a busy machine may take, which is no matter of the tests.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    // Most tests wait for a database: two of them keep two cores busy.
    maxWorkers: 2,
    projects: suites.map((name) => ({
      extends: true as const,
      test: {
        name,
        include: [`test/${name}/**/*.test.{ts,tsx}`],
        setupFiles: ['test/support/fixed-seed.ts', ...(name === 'client' ? ['test/support/english.ts'] : [])],
        // To load the server anew for each file takes as long as a third of the tests.
        isolate: apart.includes(name),
      },
    })),
  },
});
