import { api } from '../api.ts';
import type { ReplyOf } from '../contract/route.ts';
import { type Caller, callerAt } from './caller.ts';

/** Signs in by a link, as a browser would; `as` names whoever has no account yet. */
export const acceptLink = async (
  address: string,
  link: string,
  as: { name?: string; email?: string },
): Promise<{ call: Caller; me: ReplyOf<typeof api.sessions.acceptLink> }> => {
  const token = link.slice(link.lastIndexOf('/') + 1);
  let cookie = '';
  const visitor = callerAt(address, {}, (headers) => {
    cookie = headers
      .getSetCookie()
      .map((set) => set.split(';', 1)[0])
      .join('; ');
  });
  const me = await visitor(api.sessions.acceptLink, { params: { token }, body: as });
  return { call: callerAt(address, { cookie }), me };
};
