import type { Presence } from '../contract/realtime.ts';

/** An instance that was not heard of for this long is gone, in milliseconds. */
const silence = 40_000;

/** One entry a person, by name; reviewing where any of their windows is. */
const merged = (lists: Iterable<readonly Presence[]>): Presence[] => {
  const byId = new Map<string, Presence>();
  for (const list of lists)
    for (const person of list) {
      const reviewing = person.reviewing || (byId.get(person.userId)?.reviewing ?? false);
      byId.set(person.userId, { ...person, reviewing });
    }
  return [...byId.values()].toSorted((a, b) => a.name.localeCompare(b.name));
};

/** Who has which project open on other instances, as each of them last said. */
export const createPresence = () => {
  const instances = new Map<string, { heardAt: number; people: Map<string, Presence[]> }>();
  return {
    /** Notes what an instance says of a project. */
    heard: (instance: string, project: string, people: Presence[]): void => {
      const known = instances.get(instance) ?? { heardAt: 0, people: new Map<string, Presence[]>() };
      // Not the time of day, which can be set back.
      known.heardAt = performance.now();
      if (people.length > 0) known.people.set(project, people);
      else known.people.delete(project);
      instances.set(instance, known);
    },
    /** Everybody who has the project open: those of this instance, as given, and those elsewhere. */
    with: (project: string, here: readonly Presence[]): Presence[] =>
      merged([here, ...[...instances.values()].map(({ people }) => people.get(project) ?? [])]),
    /** Forgets instances that have fallen silent; answers the projects that people were in there. */
    forgetSilent: (): Set<string> => {
      const projects = new Set<string>();
      for (const [instance, { heardAt, people }] of instances) {
        if (performance.now() - heardAt < silence) continue;
        instances.delete(instance);
        for (const project of people.keys()) projects.add(project);
      }
      return projects;
    },
  };
};
