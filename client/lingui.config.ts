import { defineConfig } from '@lingui/conf';
import babel from '@lingui/cli/api/extractors/babel';
import { formatter } from '@lingui/format-po';
import { toldExtractor } from './told-extractor.ts';

export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'de'],
  catalogs: [
    {
      path: '<rootDir>/locales/{locale}',
      include: ['<rootDir>/**', '<rootDir>/../server/**'],
      exclude: ['<rootDir>/vite.config.ts', '<rootDir>/told-extractor.ts'],
    },
  ],
  extractors: [toldExtractor, babel],
  // Where a text stands helps who translates it; its line would change with every edit above it.
  format: formatter({ lineNumbers: false }),
  orderBy: 'origin',
});
