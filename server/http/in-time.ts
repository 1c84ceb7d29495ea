/** A database that has not answered by then is not there, in milliseconds. */
const patience = 5_000;

const tooLate = (): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error('the database did not answer in time')), patience).unref();
  });

/** What the database answers, or an error where it takes too long for somebody who watches it. */
export const inTime = <T>(answer: Promise<T>): Promise<T> => Promise.race([answer, tooLate()]);
