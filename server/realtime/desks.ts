import type { DeskHolder, OpeningDesk } from '../contract/realtime.ts';

/** A desk as its socket carries it; `since` in epoch milliseconds; `holds` once it was told to work. */
export type OpenDesk = Pick<OpeningDesk, 'browser' | 'device'> & { since: number; holds: boolean };

/** What of a socket it takes, be it on this instance or another. */
type DeskSocket = { id: string; data: { desks: Record<string, OpenDesk> } };

type Room = {
  sockets: () => Promise<DeskSocket[]>;
  tell: (holder: DeskHolder) => void;
};

/** The room of the browsers in which a person has the desk of a project open. */
export const deskRoomOf = (slug: string, userId: string): string => `desk:${slug}:${userId}`;

const isBefore = (a: [OpenDesk, string], b: [OpenDesk, string]): boolean =>
  a[0].since < b[0].since || (a[0].since === b[0].since && a[1] < b[1]);

/**
 * Has one browser of a person at most work at a project's desk. Answers which other one does; null: this one. Who takes
 * over sends the others away. The socket has joined the room, so that of two that come at once one at least sees the other.
 */
export const holdDesk = async (
  socket: DeskSocket,
  { project, browser, device, takeOver }: OpeningDesk,
  now: number,
  room: Room,
): Promise<DeskHolder | null> => {
  const mine: OpenDesk = { browser, device, since: now, holds: takeOver };
  socket.data.desks[project] = mine;
  const others = (await room.sockets()).flatMap((other) => {
    const desk = other.data.desks[project];
    return other.id !== socket.id && desk && desk.browser !== browser ? [{ other, desk }] : [];
  });
  const since = (desk: OpenDesk) => new Date(desk.since).toISOString();
  if (takeOver) {
    room.tell({ project, browser, device, since: since(mine) });
    return null;
  }
  const holder = others.find(
    ({ other, desk }) => desk.holds || isBefore([desk, other.id], [mine, socket.id]),
  )?.desk;
  if (holder === undefined) {
    mine.holds = true;
    return null;
  }
  delete socket.data.desks[project];
  return { project, browser: holder.browser, device: holder.device, since: since(holder) };
};
