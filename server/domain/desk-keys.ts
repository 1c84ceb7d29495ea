/** What a key of one's own can do at the desk; the keys of the answers are set in a project's label schema. */
export const deskActions = [
  'undo',
  'skip',
  'escalate',
  'ask',
  'instructions',
  'zoom_in',
  'zoom_out',
  'zoom_reset',
] as const;
export type DeskAction = (typeof deskActions)[number];

/** The character of each action, in lower case. */
export type DeskKeys = Readonly<Record<DeskAction, string>>;

/** The keys that one has changed. */
export type OwnKeys = Readonly<Partial<Record<DeskAction, string>>>;

/** The keys of those who changed none. */
export const firstKeys: DeskKeys = {
  undo: 'u',
  skip: 's',
  escalate: 'e',
  ask: 'q',
  instructions: 'i',
  zoom_in: '+',
  zoom_out: '-',
  zoom_reset: 'z',
};

/** The key that shows all others, and is no other's. */
export const helpKey = '?';

/** One character that can be seen. */
export const isDeskKey = (key: string): boolean =>
  /^[^\s\p{C}]$/u.test(key) && key === key.toLowerCase() && key !== helpKey;

/** The keys in force for a person. */
export const keysInForce = (own: OwnKeys): DeskKeys =>
  // Of every action, as they are gone through.
  Object.fromEntries(deskActions.map((action) => [action, own[action] ?? firstKeys[action]])) as DeskKeys;

/** The action that has the key of another one too; null where each has its own. */
export const sharedKey = (own: OwnKeys): DeskAction | null => {
  const keys = keysInForce(own);
  return deskActions.find((action, i) => deskActions.findIndex((a) => keys[a] === keys[action]) < i) ?? null;
};
