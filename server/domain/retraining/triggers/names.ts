/** What can ask for a training by itself, in the order in which they are asked. */
export const triggerNames = ['alarm', 'evidence', 'new_labels', 'schedule'] as const;
export type TriggerName = (typeof triggerNames)[number];

/** Why a training was asked for. */
export const causes = ['by_hand', ...triggerNames] as const;
export type Cause = (typeof causes)[number];
