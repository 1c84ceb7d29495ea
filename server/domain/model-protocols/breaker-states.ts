/** Whether an endpoint is asked: `closed`: yes; `open`: it failed and rests; `half_open`: one request tries whether it is back. */
export const breakerStates = ['closed', 'open', 'half_open'] as const;
export type BreakerState = (typeof breakerStates)[number];
