/** How far something is that a job writes. */
export const writingStates = ['writing', 'ready', 'cancelled', 'failed'] as const;
export type WritingState = (typeof writingStates)[number];
