import { getConfig } from '@lingui/conf';
import babel from '@rolldown/plugin-babel';

/** The step of a build that turns marked texts into look-ups in the catalogue of the language. */
export const macros = () =>
  babel({
    presets: [
      {
        preset: {
          plugins: [
            ['@lingui/babel-plugin-lingui-macro', { linguiConfig: getConfig({ cwd: import.meta.dirname }) }],
          ],
        },
        rolldown: { filter: { code: /from '@lingui\/(core|react)\/macro'/ } },
      },
    ],
  });
