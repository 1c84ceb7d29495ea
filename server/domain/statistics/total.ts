/** The sum of the values; 0 of none. */
export const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
