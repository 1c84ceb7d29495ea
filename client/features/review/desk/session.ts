import { call } from '../../../api/call.ts';
import { socket } from '../../../api/socket.ts';
import { reviewsContract } from '../../../../server/features/reviews/contract.ts';
import type { ServerEvents } from '../../../../server/contract/realtime.ts';
import { afterPaint } from './after-paint.ts';
import { createDraftStorage } from './draft-storage.ts';
import { leaseInHand, leasesToRegroup, leasesToRelease, leasesToRenew } from './leases.ts';
import { linesTo, releaseLeases, renewLeases } from './lines.ts';
import { browserStorage, createJournal } from './journal.ts';
import { createOutboxStorage } from './outbox-storage.ts';
import { createOutbox, type Clock } from './outbox.ts';
import { draftShelf, outboxShelf } from './shelf.ts';
import { createDeskStore, type DeskStore } from './store.ts';

/** A desk at work: its store, and what keeps it in touch with the server. */
export type DeskSession = {
  store: DeskStore;
  /** Sends what waits, once what one sees has changed. */
  wake: () => void;
  /** Asks the queue again, also where it refused. */
  retry: () => void;
  /** Works in grids from now on, or no longer; what is claimed and not begun is given back and comes anew. */
  arrange: (isGrid: boolean) => void;
  /** Gives the item in hand back and brings the next. */
  setAside: () => void;
  /**
   * Claims and keeps claims alive until the returned function is called; unsent decisions go on being sent.
   * `giveUp`: another tab works on with what is held here, so nothing is given back.
   */
  open: (leaseSeconds: number) => (leaving: { giveUp: boolean }) => void;
};

const browserClock: Clock = {
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

/** How often an empty queue is asked again without having been told of anything, in ms. */
const askAgain = 20_000;

/** Starts the desk of one person in one project. What an earlier visit left unsent is sent at once. */
const createSession = (user: string, project: string): DeskSession => {
  const journal = createJournal(user, project, browserStorage());
  const drafts = createDraftStorage(draftShelf(user, project), browserClock, Date.now);
  const store = createDeskStore(createOutboxStorage(journal, outboxShelf(user, project)), drafts);
  const outbox = createOutbox(store, linesTo(user, project), browserClock);
  let closed = true;

  const renew = async () => {
    const leases = leasesToRenew(store.get());
    if (leases.length === 0) return;
    try {
      store.dispatch({ type: 'renewed', renewals: await renewLeases(project, leases) });
      outbox.wake();
    } catch {
      // The next beat tries again; a hold that ended meanwhile is noticed then.
    }
  };

  const stir = () => {
    store.dispatch({ type: 'stirred' });
    outbox.wake();
  };

  const giveBack = () => {
    void releaseLeases(project, leasesToRelease(store.get()));
    store.dispatch({ type: 'left' });
  };

  // What a decision brought along after the page was left is given back as well.
  store.subscribe(() => {
    if (closed && leasesToRelease(store.get()).length > 0) giveBack();
  });

  const loadPast = () => {
    call(reviewsContract.myDecisions, { params: { project }, query: { limit: 20 } })
      .then(({ decisions }) => store.dispatch({ type: 'past_loaded', decisions }))
      .catch(() => {
        // The bar then begins with this visit.
      });
  };

  const listen = () => {
    const stops: (() => void)[] = [];
    const on = <K extends string>(target: EventTarget, name: K, run: (event: Event) => void) => {
      target.addEventListener(name, run);
      stops.push(() => target.removeEventListener(name, run));
    };
    let stirring: ReturnType<typeof setTimeout> | null = null;
    const onQueue: ServerEvents['queue'] = (event) => {
      // Many may wait for the same few reviews: they do not all ask in the same moment.
      if (event.project !== project || !store.get().dry || stirring !== null) return;
      const delay = store.get().hand === null ? 150 : 1_500;
      stirring = setTimeout(() => {
        stirring = null;
        stir();
      }, Math.random() * delay);
    };
    const onConnect = () => {
      outbox.wake();
      void renew();
    };
    // What was asked about is in one's hands again once it is answered.
    const bringBack = () => {
      store.dispatch({ type: 'opened' });
      outbox.wake();
    };
    const onComments: ServerEvents['comments'] = (event) => {
      if (event.project === project && event.answered === user) bringBack();
    };
    socket.on('comments', onComments);
    socket.io.on('reconnect', bringBack);
    socket.on('queue', onQueue);
    socket.on('connect', onConnect);
    on(document, 'visibilitychange', () => {
      if (document.hidden) void drafts.flush();
      else onConnect();
    });
    on(window, 'online', onConnect);
    on(window, 'pagehide', giveBack);
    on(window, 'pageshow', (event) => {
      if (event instanceof PageTransitionEvent && event.persisted) bringBack();
    });
    on(window, 'beforeunload', (event) => {
      if (store.get().outbox.length > 0 && !store.get().durable) event.preventDefault();
    });
    return () => {
      for (const stop of stops) stop();
      if (stirring !== null) clearTimeout(stirring);
      socket.off('queue', onQueue);
      socket.off('connect', onConnect);
      socket.off('comments', onComments);
      socket.io.off('reconnect', bringBack);
    };
  };

  // Also while no page shows the desk: what waits is sent as soon as the server can be reached.
  window.addEventListener('online', outbox.wake);
  socket.on('connect', outbox.wake);
  void store.load();
  outbox.wake();
  return {
    store,
    wake: () => afterPaint(outbox.wake),
    retry: stir,
    arrange: (isGrid) => {
      if (store.get().isGrid === isGrid) return;
      const given = isGrid ? leasesToRegroup(store.get()) : [];
      store.dispatch({ type: 'arranged', isGrid });
      // Once they wait again, so that they come first.
      void releaseLeases(project, given).then(outbox.wake);
    },
    setAside: () => {
      void releaseLeases(project, leaseInHand(store.get()));
      store.dispatch({ type: 'set_aside' });
      outbox.wake();
    },
    open: (leaseSeconds) => {
      closed = false;
      store.dispatch({ type: 'opened' });
      // What the tab that worked here before has not sent is not judged again.
      void store.load();
      outbox.setClaiming(true);
      loadPast();
      const stopListening = listen();
      const beat = setInterval(() => void renew(), (leaseSeconds * 1000) / 3);
      const poll = setInterval(() => {
        if (store.get().dry && !document.hidden) stir();
      }, askAgain);
      return ({ giveUp }) => {
        outbox.setClaiming(false);
        clearInterval(beat);
        clearInterval(poll);
        stopListening();
        if (giveUp) store.dispatch({ type: 'handed_over' });
        else giveBack();
        closed = true;
      };
    },
  };
};

const sessions = new Map<string, DeskSession>();

/** The one desk of a person in a project; it outlives the page, so that what waits is sent from any other. */
export const sessionOf = (user: string, project: string): DeskSession => {
  const name = `${user} ${project}`;
  const known = sessions.get(name);
  if (known) return known;
  const session = createSession(user, project);
  sessions.set(name, session);
  return session;
};
