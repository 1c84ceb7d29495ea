import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { ServerEvents } from '../../server/contract/realtime.ts';
import type { Overview } from '../../server/features/overview/contract.ts';
import { keys, meQuery } from './queries.ts';
import { socket } from './socket.ts';

/** How long after an event the numbers that it may have moved are asked for again, in ms. */
const settle = 3_000;

// The room this page is in. A page shows one project at a time.
let open: string | null = null;
let reviewing = false;

const watch = () => {
  if (open !== null && socket.connected) socket.emit('watch', { project: open, reviewing }, () => {});
};

// What is told to oneself alone is no matter of the room.
type RoomEvents = Omit<ServerEvents, 'desk'>;

/** What each event writes into the cache; `keys` has the table. */
const listenersOf = (project: string, cache: QueryClient): { [E in keyof RoomEvents]: RoomEvents[E] } => {
  const about = (key: readonly unknown[]) => void cache.invalidateQueries({ queryKey: key });
  let timer: ReturnType<typeof setTimeout> | null = null;
  const settled = new Set<readonly unknown[]>();
  const aboutSoon = (...stale: (readonly unknown[])[]) => {
    for (const key of stale) settled.add(key);
    timer ??= setTimeout(() => {
      timer = null;
      for (const key of settled) about(key);
      settled.clear();
    }, settle);
  };
  const patchOverview = (patch: (known: Overview) => Overview) =>
    cache.setQueryData<Overview>(keys.overview(project), (known) => known && patch(known));
  const overview = keys.overview(project);
  const work = keys.work(project);
  const items = keys.items(project);
  const evidence = keys.allEvidence(project);

  return {
    queue: (event) => {
      if (event.project !== project) return;
      cache.setQueryData(keys.queue(project), event.counts);
      patchOverview((known) => ({ ...known, queue: event.counts }));
      aboutSoon(overview, work);
    },
    presence: (event) => {
      if (event.project !== project) return;
      patchOverview((known) => ({ ...known, people: event.people }));
    },
    item: (event) => {
      if (event.project !== project) return;
      about(keys.item(project, event.key));
      about(keys.comments(project, event.key));
      aboutSoon(items, overview, evidence);
    },
    policy: (event) => {
      if (event.project !== project) return;
      for (const key of [keys.policy, keys.policies, keys.project, keys.overview, keys.allEvidence])
        about(key(project));
    },
    project: (event) => {
      if (event.project !== project) return;
      for (const key of [keys.project(project), keys.schemas(project), keys.projects, keys.me]) about(key);
    },
    audits: (event) => {
      if (event.project === project) about(keys.audits(project));
    },
    rollouts: (event) => {
      if (event.project !== project) return;
      for (const key of [keys.rollouts, keys.models]) about(key(project));
    },
    retraining: (event) => {
      if (event.project === project) about(keys.retraining(project));
    },
    datasets: (event) => {
      if (event.project === project) about(keys.snapshots(project));
    },
    imports: (event) => {
      if (event.project === project) aboutSoon(keys.imports(project));
    },
    comments: (event) => {
      if (event.project === project) about(keys.questions(project));
    },
    alarms: (event) => {
      if (event.project !== project) return;
      // An inspector may have been paused.
      for (const key of [keys.alarms, keys.reliability]) about(key(project));
    },
  };
};

/**
 * Follows up when the server refuses the socket, which it does not by itself try again: where the session ended, `me`
 * becomes null and the shell leads to the sign-in page; otherwise it connects again, a little later.
 */
const onRefused = (cache: QueryClient): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const connectLater = () => {
    timer = setTimeout(() => open !== null && socket.connect(), 2_000);
  };
  const ask = () => {
    cache.fetchQuery({ ...meQuery, staleTime: 0 }).then((me) => {
      if (me !== null) connectLater();
    }, connectLater);
  };
  const onDisconnect = (reason: string) => {
    if (reason === 'io server disconnect') ask();
  };
  const onError = () => {
    if (!socket.active) ask();
  };
  socket.on('disconnect', onDisconnect);
  socket.on('connect_error', onError);
  return () => {
    if (timer !== null) clearTimeout(timer);
    socket.off('disconnect', onDisconnect);
    socket.off('connect_error', onError);
  };
};

/** Enters a project's room for as long as the caller is mounted, and writes what is told there into the query cache. */
export const useProjectRoom = (project: string): void => {
  const cache = useQueryClient();
  useEffect(() => {
    const listeners = listenersOf(project, cache);
    let connectedBefore = socket.connected;
    const onConnect = () => {
      watch();
      // What was told while the line was down was missed.
      if (connectedBefore) void cache.invalidateQueries({ queryKey: keys.inProject(project) });
      connectedBefore = true;
    };
    open = project;
    socket.on('connect', onConnect);
    for (const [event, listener] of Object.entries(listeners)) socket.on(event as keyof RoomEvents, listener);
    const stopFollowing = onRefused(cache);
    socket.connect();
    watch();
    return () => {
      stopFollowing();
      socket.off('connect', onConnect);
      for (const [event, listener] of Object.entries(listeners))
        socket.off(event as keyof RoomEvents, listener);
      if (socket.connected) socket.emit('unwatch', { project });
      open = null;
    };
  }, [project, cache]);
};

/** Tells colleagues that this person is reviewing for as long as the caller is mounted; for the review page. */
export const useReviewingPresence = (): void => {
  useEffect(() => {
    reviewing = true;
    watch();
    return () => {
      reviewing = false;
      watch();
    };
  }, []);
};

const subscribe = (changed: () => void) => {
  socket.on('connect', changed).on('disconnect', changed).on('connect_error', changed);
  return () => {
    socket.off('connect', changed).off('disconnect', changed).off('connect_error', changed);
  };
};

/** Whether the socket is connected; false also before it was ever asked to. */
export const useConnected = (): boolean => useSyncExternalStore(subscribe, () => socket.connected);

/** Whether the socket lost the server and tries to reach it again. */
export const useLineDown = (): boolean =>
  useSyncExternalStore(subscribe, () => socket.active && !socket.connected);
