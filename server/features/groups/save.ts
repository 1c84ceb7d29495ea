import { recordAudit } from '../../../db/queries/audit.ts';
import { groupNamed, putGroup, type Group } from '../../../db/queries/groups.ts';
import { membersOf } from '../../../db/queries/people.ts';
import { invalidField } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import type { groupsContract } from './contract.ts';
import { told } from '../../domain/told.ts';

/** A group as the audit log tells it. */
export const groupTold = ({ title, members }: Pick<Group, 'title' | 'members'>) => ({
  title,
  members: members.map(({ name }) => name),
});

/** Makes a group, or changes it. What its members may be given changes at once. */
export const save =
  (s: Services): Handler<(typeof groupsContract)['save']> =>
  async ({ params: { name }, body, principal, project }) => {
    await s.db.write(async (tx) => {
      const people = await membersOf(tx, project.id);
      const known = new Set(people.map(({ id }) => id));
      const stranger = body.members.findIndex((id) => !known.has(id));
      if (stranger !== -1) throw invalidField(['members', stranger], told`is nobody in this project`);
      const before = await groupNamed(tx, project.id, name);
      const at = s.now();
      const { title } = body;
      const memberIds = new Set(body.members);
      await putGroup(tx, project.id, { name, title, memberIds: [...memberIds] }, at);
      await recordAudit(tx, {
        at,
        projectId: project.id,
        actor: actorOf(principal),
        action: 'group.saved',
        subject: name,
        before: before && groupTold(before),
        after: groupTold({ title, members: people.filter(({ id }) => memberIds.has(id)) }),
      });
      s.publish.queueChanged(tx, project, 'top');
    });
    return { ok: true };
  };
