import type { Member } from '../../../db/queries/people.ts';
import { AppError } from '../../errors.ts';
import type { Principal } from '../../http/principal.ts';
import { told } from '../../domain/told.ts';

/** Holds that the account exists, and that nobody but an admin touches an admin. */
export function assertMayChange(principal: Principal, member: Member | null): asserts member is Member {
  if (!member) throw new AppError('not_found', { detail: told`no such person in this project` });
  if (member.isAdmin && !(principal.kind === 'person' && principal.isAdmin))
    throw new AppError('forbidden', { detail: told`only admins can change what an admin may do` });
}
