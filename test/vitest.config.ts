import path from 'node:path';
import { defineConfig } from 'vitest/config';

const suites = ['domain', 'storage', 'api', 'jobs', 'client', 'house', 'faults'];
// These break what is around them on purpose, the clock among it: each file has a process to itself.
const apart = ['faults'];

export default defineConfig({
  root: path.join(import.meta.dirname, '..'),
  cacheDir: '.cache/vitest',
  test: {
    allowOnly: false,
    // How long a busy machine may take, which is no matter of the tests.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Most tests wait for a database: two of them keep two cores busy.
    maxWorkers: 2,
    projects: suites.map((name) => ({
      extends: true as const,
      test: {
        name,
        include: [`test/${name}/**/*.test.{ts,tsx}`],
        setupFiles: ['test/support/fixed-seed.ts'],
        // To load the server anew for each file takes as long as a third of the tests.
        isolate: apart.includes(name),
      },
    })),
  },
});
