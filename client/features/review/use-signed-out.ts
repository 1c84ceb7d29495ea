import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { meQuery } from '../../api/queries.ts';
import type { Desk } from './desk/desk.ts';
import type { DeskSession } from './desk/session.ts';

/** Whether the session of the person at the desk has ended, and the dialog that asks for the password. */
export const useSignedOut = (session: DeskSession, desk: Desk) => {
  const nobody = useQuery(meQuery).data === null;
  const signedOut = nobody || desk.link === 'signed_out';
  const [later, setLater] = useState(false);
  if (later && !signedOut) setLater(false);
  return {
    signedOut,
    asking: signedOut && !later,
    ask: () => setLater(false),
    askLater: () => setLater(true),
    goOn: () => {
      session.store.dispatch({ type: 'link', link: 'ok' });
      session.retry();
    },
  };
};
