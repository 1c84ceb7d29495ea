import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Database, Transaction } from '../../db/database.ts';
import type { ProjectInForce } from '../../db/queries/projects.ts';
import type { Config } from '../config.ts';
import type { CallbackBody } from '../contract/callback-body.ts';
import type { BodyOf, Contract, ParamsOf, QueryOf, ReplyOf, Route } from '../contract/route.ts';
import type { ItemCallbackEvent, ProjectCallbackEvent } from '../domain/callback-events.ts';
import type { ProjectPermission } from '../domain/roles.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Features } from '../media/features/features.ts';
import type { MediaStore } from '../media/store.ts';
import type { Metrics } from '../metrics/counted.ts';
import type { ClaimCursors } from '../realtime/claim-cursors.ts';
import type { Publisher } from '../realtime/publisher.ts';
import type { Person, Principal } from './principal.ts';

/** A project with the label schema and the policy in force, as every request of it needs. */
export type ProjectState = Readonly<ProjectInForce>;

/** Something of an item that endpoints may be told. `at` is in epoch milliseconds. */
export type ItemEvent = {
  [T in ItemCallbackEvent]: {
    type: T;
    at: number;
    item: { id: string; key: string };
    data: Omit<Extract<CallbackBody, { type: T }>['data'], 'project' | 'itemId' | 'key'>;
  };
}[ItemCallbackEvent];

/** Something of a project, and of no item, that endpoints may be told. `at` is in epoch milliseconds. */
export type ProjectEvent = {
  [T in ProjectCallbackEvent]: {
    type: T;
    at: number;
    item: null;
    data: Omit<Extract<CallbackBody, { type: T }>['data'], 'project'>;
  };
}[ProjectCallbackEvent];

type OutgoingEvent = ItemEvent | ProjectEvent;

/** What calls other services back when something happened. */
export type Outbox = {
  /**
   * Keeps events, in this order, for the project's endpoints that ask for them, in the transaction that causes them; they
   * are sent after it. `make` is not called where there is no endpoint. `fresh`: their items were made in this transaction.
   */
  write(
    tx: Transaction,
    project: { id: string; slug: string },
    make: () => OutgoingEvent[] | Promise<OutgoingEvent[]>,
    more?: { fresh?: boolean },
  ): Promise<void>;
  /** Looks for what is due, once a transaction has made something due. */
  wake(): void;
};

/** What handlers work with; made once by the composition root. */
export type Services = Readonly<{
  config: Config;
  db: Database;
  log: Logger;
  /** Epoch milliseconds. */
  now: () => number;
  /** The salt of a new project's draws. */
  newSeed: () => string;
  publish: Publisher;
  metrics: Metrics;
  cursors: ClaimCursors;
  outbox: Outbox;
  media: MediaStore;
  /** Works out what is monitored of media and texts by themselves. */
  features: Features;
  /** Asks models for their answers. */
  gateway: Gateway;
  /** Looks for datasets of trainings to be written, once a transaction has asked for one. */
  datasets: { wake(): void };
  /** Looks for snapshots to be frozen, and to be written in a format. */
  snapshots: { wake(): void };
  /** Looks for imports whose rows are to be taken in, once a transaction has started one. */
  imports: { wake(): void };
  /** Projects by slug, cached for a moment; the publisher has all instances forget them when one changes. */
  projects: { get(slug: string): Promise<ProjectState | null>; forget(): void };
  /** Sessions and keys are cached for a moment; `forget` after changing people or keys (in `afterCommit`). */
  principals: { forget(): void };
  /** Aborted when the server begins to stop. */
  stopping: AbortSignal;
  /** The scheduled work of this server, for whoever asks whether it is heard from. */
  jobs: readonly { name: string; everySeconds: number }[];
  /** Where browsers reach the server, without a slash at the end. */
  publicUrl: () => string;
}>;

type ProjectOf<R extends Route> = R['access'] extends ProjectPermission ? ProjectState : null;
type PrincipalOf<R extends Route> = R['access'] extends 'public'
  ? Principal | null
  : R['access'] extends 'signed_in' | 'admin' | 'reviews.work' | 'reviews.lead' | 'estimates.run'
    ? Person
    : Principal;

/** One request, checked: its caller may do this, and its parts have the contract's shapes. */
export type Context<R extends Route> = {
  params: ParamsOf<R>;
  query: QueryOf<R>;
  body: BodyOf<R>;
  /** Who calls; null on public routes that nobody signed. */
  principal: PrincipalOf<R>;
  /** The project of the path; null where the path names none. */
  project: ProjectOf<R>;
  request: Request;
  response: Response;
  /** Aborted when the caller hangs up. */
  signal: AbortSignal;
};

export type Handler<R extends Route> = (context: Context<R>) => Promise<ReplyOf<R>>;

/** A feature's handlers: one for each route of its contract. */
export type Handlers<C extends Contract> = { [K in keyof C]: Handler<C[K]> };
