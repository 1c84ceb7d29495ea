/** The commands, as they are typed. */
export const commandNames = [
  'migrate',
  'backup',
  'restore',
  'check',
  'move',
  'user add',
  'user list',
  'user disable',
  'user enable',
  'user link',
  'key add',
  'key list',
  'key revoke',
] as const;
export type CommandName = (typeof commandNames)[number];
