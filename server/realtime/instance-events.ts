import type { Presence, ServerEvents } from '../contract/realtime.ts';
import type { CameIn } from './claim-cursors.ts';

/** What instances of one database tell one another; what is lost on the way, each finds out by itself a little later. */
export type InstanceEvents = {
  /** An item changed: wakes those who wait for it, and is passed on to the instance's own sockets. */
  item: ServerEvents['item'];
  /** A project or its policy changed: what is kept of it is forgotten, and the instance's own sockets are told. */
  policy: ServerEvents['policy'];
  project: ServerEvents['project'];
  /** Passed on to the instance's own sockets. */
  audits: ServerEvents['audits'];
  rollouts: ServerEvents['rollouts'];
  retraining: ServerEvents['retraining'];
  datasets: ServerEvents['datasets'];
  imports: ServerEvents['imports'];
  alarms: ServerEvents['alarms'];
  comments: ServerEvents['comments'];
  /** Who has a project open on the instance that says so. */
  people: (event: { instance: string; project: string; people: Presence[] }) => void;
  /** Asked by an instance that starts: all others say who is there. */
  whoIsThere: () => void;
  /** There is work in a project's queues where there was none. */
  cameIn: (projectId: string, where: CameIn) => void;
  /** Who may do what changed: people, sessions or keys. */
  principals: () => void;
};
