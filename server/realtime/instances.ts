import { randomUUID } from 'node:crypto';
import type { Server } from 'socket.io';
import type { ClientEvents, Presence, ServerEvents } from '../contract/realtime.ts';
import type { Person } from '../http/principal.ts';
import type { OpenDesk } from './desks.ts';
import type { ClaimCursors } from './claim-cursors.ts';
import { createGatherer } from './gather.ts';
import type { InstanceEvents } from './instance-events.ts';
import { createPresence } from './presence.ts';
import type { Waiters } from './waiters.ts';

/** What a socket carries: who it is, and which projects it has open. */
export type SocketData = {
  person: Person;
  watching: Record<string, { reviewing: boolean }>;
  /** The desks that are open in it, by project. */
  desks: Record<string, OpenDesk>;
};

/** How often an instance repeats to the others who is there, in milliseconds. */
const presenceEvery = 15_000;

/** The room of those who have a project open. */
export const roomOf = (slug: string): string => `project:${slug}`;

/** The room of those among them who may read its evidence. */
export const readersRoomOf = (slug: string): string => `readers:${slug}`;

type Options = {
  /** Whether there can be other instances to talk to. */
  several: boolean;
  waiters: Waiters;
  cursors: Pick<ClaimCursors, 'cameIn'>;
  projects: { forget(): void };
  /** Another instance changed who may do what. */
  forgetPrincipals: () => void;
};

/** What passes between the instances of one database, and from each to the sockets that are its own. */
export const createInstances = (
  io: Server<ClientEvents, ServerEvents, InstanceEvents, SocketData>,
  { several, waiters, cursors, projects, forgetPrincipals }: Options,
) => {
  const instance = randomUUID();
  const elsewhere = createPresence();
  const { inAMoment, stop: stopGathering } = createGatherer();

  const tell: typeof io.serverSideEmit = (event, ...sent) => several && io.serverSideEmit(event, ...sent);

  const sendHere = <E extends keyof ServerEvents>(
    slug: string,
    event: E,
    ...sent: Parameters<ServerEvents[E]>
  ): void => {
    io.local.to(roomOf(slug)).emit(event, ...sent);
  };

  const sendToReadersHere = (event: { project: string }): void => {
    io.local.to(readersRoomOf(event.project)).emit('alarms', event);
  };

  const peopleHere = (slug: string): Presence[] =>
    [...(io.sockets.adapter.rooms.get(roomOf(slug)) ?? [])].flatMap((id) => {
      const { person, watching } = io.sockets.sockets.get(id)?.data ?? {};
      const reviewing = watching?.[slug]?.reviewing ?? false;
      return person ? [{ userId: person.id, name: person.name, reviewing }] : [];
    });

  const people = (slug: string): Presence[] => elsewhere.with(slug, peopleHere(slug));

  const sendPeopleHere = (slug: string): void =>
    sendHere(slug, 'presence', { project: slug, people: people(slug) });

  const tellPeople = (slug: string): void => {
    tell('people', { instance, project: slug, people: peopleHere(slug) });
  };

  const tellAllPeople = (): void => {
    const all = [...io.sockets.sockets.values()].flatMap(({ data }) => Object.keys(data.watching));
    for (const slug of new Set(all)) tellPeople(slug);
  };

  io.on('item', (event) => {
    waiters.wake(event.itemId);
    sendHere(event.project, 'item', event);
  });
  io.on('policy', (event) => {
    projects.forget();
    sendHere(event.project, 'policy', event);
  });
  io.on('project', (event) => {
    projects.forget();
    sendHere(event.project, 'project', event);
  });
  io.on('audits', (event) => sendHere(event.project, 'audits', event));
  io.on('rollouts', (event) => sendHere(event.project, 'rollouts', event));
  io.on('retraining', (event) => sendHere(event.project, 'retraining', event));
  io.on('datasets', (event) => sendHere(event.project, 'datasets', event));
  io.on('imports', (event) => sendHere(event.project, 'imports', event));
  io.on('comments', (event) => sendHere(event.project, 'comments', event));
  io.on('alarms', sendToReadersHere);
  io.on('people', (event) => {
    elsewhere.heard(event.instance, event.project, event.people);
    sendPeopleHere(event.project);
  });
  io.on('whoIsThere', tellAllPeople);
  io.on('cameIn', cursors.cameIn);
  io.on('principals', forgetPrincipals);

  tell('whoIsThere');
  const repeating = setInterval(() => {
    tellAllPeople();
    for (const slug of elsewhere.forgetSilent()) sendPeopleHere(slug);
  }, presenceEvery).unref();

  return {
    /** Says something to the other instances. */
    tell,
    /** Says something to the sockets of this instance that have the project open. */
    sendHere,
    /** Says that alarms changed to those of them who may read the evidence. */
    sendToReadersHere,
    /** Who has the project open, on any instance. */
    people,
    /** Says on every instance, in a moment, who has the project open. */
    sendPresence: (slug: string): void =>
      inAMoment(slug, () => {
        sendPeopleHere(slug);
        tellPeople(slug);
      }),
    /** Tells the others, who cannot ask any more, who has just gone. */
    stop: (): void => {
      clearInterval(repeating);
      for (const slug of stopGathering()) tellPeople(slug);
    },
  };
};
