import { z } from 'zod';
import { groupName } from '../../contract/group.ts';
import { defineContract } from '../../contract/route.ts';
import { done, id, line, slug } from '../../contract/values.ts';

const inProject = z.strictObject({ project: slug });
const oneGroup = inProject.extend({ name: groupName });

/** A team, or all who have a skill. */
const group = z.strictObject({
  name: groupName,
  title: z.string(),
  members: z.array(z.strictObject({ id, name: z.string() })),
});
export type Group = z.infer<typeof group>;

export const groupsContract = defineContract({
  list: {
    method: 'get',
    path: '/projects/:project/groups',
    summary: 'Groups and skills: named sets of people that work can be kept for',
    access: 'people.read',
    params: inProject,
    reply: z.strictObject({ groups: z.array(group) }),
    errors: [],
  },
  save: {
    method: 'put',
    path: '/projects/:project/groups/:name',
    summary: 'Make a group or skill, or give it another title and other members',
    access: 'people.manage',
    params: oneGroup,
    body: z.strictObject({ title: line(80), members: z.array(id).max(1_000) }),
    reply: done,
    errors: [],
  },
  remove: {
    method: 'delete',
    path: '/projects/:project/groups/:name',
    summary:
      'Remove a group or skill; what was kept for it is for everybody. One that the policy in force or the project asks for stays',
    access: 'people.manage',
    params: oneGroup,
    reply: done,
    errors: ['conflict'],
  },
});
