import { lingui } from '@lingui/vite-plugin';
import babel from '@rolldown/plugin-babel';
import react, { reactCompilerPreset } from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { macros } from './macros.ts';

const server = `http://localhost:${process.env.PORT ?? '3000'}`;
// Not all of /api: the development server has the modules of client/api/ there.
const served = ['/api/v1', '/api-reference', '/healthz', '/readyz', '/metrics', '/openapi.json'];
// The server refuses changes from another site, which it tells by the host that the browser asked.
const proxied = { target: server, changeOrigin: false };

// After the macros: what they leave is plain React. Of a desk, it draws what a key press changed and nothing else.
const compiler = babel({ presets: [reactCompilerPreset()] });

export default defineConfig({
  root: import.meta.dirname,
  cacheDir: '../.cache/vite',
  plugins: [macros(), lingui({ cwd: import.meta.dirname, failOnCompileError: true }), react(), compiler],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'baseline-widely-available',
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What is loaded before all else; the rest words itself in the language that this put in force.
            {
              name: 'language',
              test: /@lingui\/(core|message-utils)\/|client\/ui\/language\.ts|preload-helper/,
              priority: 1,
            },
            // One file for what many pages share: by itself each module that two pages have in common becomes a request.
            { name: 'shared', minShareCount: 4 },
          ],
        },
      },
    },
    chunkSizeWarningLimit: 1_000,
    // The first browsers with light-dark(): for older ones it would be rewritten in a way that Mantine's schemes do not switch.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
  },
  server: {
    strictPort: true,
    proxy: {
      ...Object.fromEntries(served.map((path) => [path, proxied])),
      '/socket.io': { ...proxied, ws: true },
    },
  },
});
