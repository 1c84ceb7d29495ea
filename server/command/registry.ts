import { backup } from './backup.ts';
import { check } from './check.ts';
import type { Command } from './command.ts';
import { keyAdd } from './key-add.ts';
import { keyList } from './key-list.ts';
import { keyRevoke } from './key-revoke.ts';
import { migrate } from './migrate.ts';
import { move } from './move.ts';
import type { CommandName } from './names.ts';
import { restore } from './restore.ts';
import { userAdd } from './user-add.ts';
import { userDisable, userEnable } from './user-switch.ts';
import { userLink } from './user-link.ts';
import { userList } from './user-list.ts';

/** Every command by what is typed. */
export const commands: Record<CommandName, Command> = {
  migrate,
  backup,
  restore,
  check,
  move,
  'user add': userAdd,
  'user list': userList,
  'user disable': userDisable,
  'user enable': userEnable,
  'user link': userLink,
  'key add': keyAdd,
  'key list': keyList,
  'key revoke': keyRevoke,
};
