import { emailProject } from './emails/project.ts';
import { phoneProject } from './phones/project.ts';
import type { Example } from './example.ts';
import type { ProgramName } from './start-program.ts';

/** The projects beside the main one, each with the program of its model service. */
export const examples: readonly { example: Example; program: ProgramName }[] = [
  { example: emailProject, program: 'mail-filter' },
  { example: phoneProject, program: 'scratch-detector' },
];
