import { longestGroupName } from '../domain/lanes.ts';
import { slug } from './values.ts';

/** What rules and assignments call a group by: a team, or all who have a skill. */
export const groupName = slug.max(longestGroupName);
