import { userByEmail } from '../../db/queries/people.ts';
import { api } from '../api.ts';
import type { ReplyOf } from '../contract/route.ts';
import type { ProjectRole } from '../domain/roles.ts';
import { makeSignInLink } from '../features/sessions/links.ts';
import type { Services } from '../http/handler.ts';
import { type Caller, callerAt } from './caller.ts';
import { demoProject } from './project.ts';

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

/** Signs somebody in who has a role in the demo's project, by an invitation at the first start. */
export const personAt = async (
  { db, now }: Services,
  address: string,
  lead: Caller,
  { role, ...who }: { name: string; email: string; role: ProjectRole },
): ReturnType<typeof acceptLink> => {
  const account = await db.read((q) => userByEmail(q, who.email));
  if (account) return acceptLink(address, await makeSignInLink(db, account.id, now(), address), {});
  const { url } = await lead(api.people.invite, {
    params: { project: demoProject },
    body: { role, email: who.email },
  });
  return acceptLink(address, url, who);
};
