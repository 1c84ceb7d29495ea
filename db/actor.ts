/** Who did something: a person, a service's key, or the program itself. */
export type Actor = { kind: 'person' | 'key' | 'system'; id: string | null; name: string };

/** The program itself. */
export const system: Actor = { kind: 'system', id: null, name: 'Countersign' };

/** Whoever can run commands where the program is: who that was, it cannot know. */
export const commandLine: Actor = { kind: 'system', id: null, name: 'Command line' };
