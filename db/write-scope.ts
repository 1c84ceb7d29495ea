import { AsyncLocalStorage } from 'node:async_hooks';

const inWrite = new AsyncLocalStorage<true>();

/** Runs the work of one write; a write begun inside another would wait for itself and throws instead. */
export const enterWrite = <T>(work: () => Promise<T>): Promise<T> => inWrite.run(true, work);

/** Throws where the caller is inside a write. */
export const assertNotInWrite = (): void => {
  if (inWrite.getStore())
    throw new Error('a write was begun inside a write: pass the transaction on instead');
};
