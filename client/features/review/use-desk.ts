import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import type { Project } from '../../api/queries.ts';
import type { Desk } from './desk/desk.ts';
import { sessionOf, type DeskSession } from './desk/session.ts';

/** The desk of a person in a project; it claims while `working`, for grids where `isGrid`. */
export const useDesk = (
  user: string,
  project: Project,
  working: boolean,
  isGrid: boolean,
): { session: DeskSession; desk: Desk } => {
  const session = sessionOf(user, project.slug);
  const desk = useSyncExternalStore(session.store.subscribe, session.store.get);
  const { leaseSeconds } = project;
  // Before anything is claimed.
  useLayoutEffect(() => session.arrange(isGrid), [session, isGrid]);
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  useEffect(() => {
    if (!working) return;
    const close = session.open(leaseSeconds);
    // Still on the page means that another tab has taken the work over.
    return () => close({ giveUp: mounted.current });
  }, [session, leaseSeconds, working]);
  return { session, desk };
};
