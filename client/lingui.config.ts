import { defineConfig } from '@lingui/conf';
import { formatter } from '@lingui/format-po';

export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'de'],
  catalogs: [
    { path: '<rootDir>/locales/{locale}', include: ['<rootDir>/**'], exclude: ['<rootDir>/vite.config.ts'] },
  ],
  // Where a text stands helps who translates it; its line would change with every edit above it.
  format: formatter({ lineNumbers: false }),
  orderBy: 'origin',
});
