import type { Arm } from '../../../server/domain/words.ts';

/** The columns of figures told apart by whether the suggestion was in sight; what says the most comes first. */
export const armColumns: readonly Arm[] = ['blind', 'assisted'];
