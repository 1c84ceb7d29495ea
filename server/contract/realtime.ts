/** The one typed map of everything that passes over the socket. */

/** How much work waits in a project. */
export type QueueCounts = {
  /** Reviews that inspectors can claim, and those only a lead can. */
  open: number;
  forLeads: number;
  held: number;
  /** RFC 3339; null: nothing waits. */
  oldestWaitingSince: string | null;
};

/** A colleague who has the project open. */
export type Presence = { userId: string; name: string; reviewing: boolean };

/** A browser of one's own in which the desk of a project is open. */
export type DeskHolder = {
  project: string;
  /** Tells browsers apart, and nothing of them. */
  browser: string;
  /** In words: "Firefox on Linux". */
  device: string;
  /** RFC 3339. */
  since: string;
};

/** A browser that is to work at the desk; `takeOver`: also where another one does. */
export type OpeningDesk = Omit<DeskHolder, 'since'> & { takeOver: boolean };

/** What the server tells everyone in a project's room, but where it is said. Values, suggestions and opinions are never among it. */
export type ServerEvents = {
  queue: (event: { project: string; counts: QueueCounts }) => void;
  presence: (event: { project: string; people: Presence[] }) => void;
  item: (event: { project: string; itemId: string; key: string }) => void;
  policy: (event: { project: string; revision: number }) => void;
  project: (event: { project: string }) => void;
  /** The project's audits begin or cease to give cause for concern. */
  audits: (event: { project: string }) => void;
  /** A rollout of the project moved on, or back. */
  rollouts: (event: { project: string }) => void;
  /** A training of the project was asked for, or has come further. */
  retraining: (event: { project: string }) => void;
  /** A snapshot of the project, or an export of one, was asked for, or has come further. */
  datasets: (event: { project: string }) => void;
  /** A file of items and labels was brought to the project, or has come further. */
  imports: (event: { project: string }) => void;
  /** Questions of inspectors were asked or answered; `answered`: the id of whose, as their review has come back. */
  comments: (event: { project: string; answered: string | null }) => void;
  /** Another browser of one's own works at the desk from now on; told to oneself alone. */
  desk: (event: DeskHolder) => void;
  /** The project's alarms changed; told only to those who may read its evidence. */
  alarms: (event: { project: string }) => void;
};

/** Whether a lease was renewed: until when, or null where the hold has ended. */
export type Renewal = { reviewId: string; expiresAt: string | null };

/** What a browser tells the server. */
export type ClientEvents = {
  /** Enters a project's room; answers whether it may. `reviewing` is what colleagues see. */
  watch: (request: { project: string; reviewing: boolean }, answer: (ok: boolean) => void) => void;
  unwatch: (request: { project: string }) => void;
  /** Opens the desk in this browser; answers which other one has it, or null where this one may work. */
  openDesk: (request: OpeningDesk, answer: (holder: DeskHolder | null) => void) => void;
  leaveDesk: (request: { project: string }) => void;
  /** Heartbeat: renews the leases of the reviews at hand. */
  renew: (
    request: { project: string; leases: { reviewId: string; token: number }[] },
    answer: (renewals: Renewal[]) => void,
  ) => void;
};
