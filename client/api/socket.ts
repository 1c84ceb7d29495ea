import { io, type Socket } from 'socket.io-client';
import type { ClientEvents, ServerEvents } from '../../server/contract/realtime.ts';

/** The one socket of this page; it connects when the first feature asks for it and reconnects by itself. */
export const socket: Socket<ServerEvents, ClientEvents> = io({
  autoConnect: false,
  withCredentials: true,
  // A web socket stays on one of several instances, while polls would each be sent to another; they are the way out.
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
});
