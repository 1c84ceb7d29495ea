import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settingsTable } from '../../server/config.ts';

test("the README's table of settings is that of the program", () => {
  // The formatter pads the columns.
  const readme = readFileSync('README.md', 'utf8').replaceAll(/ +/g, ' ');
  for (const { name, standard, meaning } of settingsTable())
    expect(readme).toContain(`| \`${name}\` | ${standard ? `\`${standard}\` ` : ''}| ${meaning} |`);
});
