/**
 * Has this process do one piece of work for its parent (see `ask`): takes the input it is sent, answers what came of it,
 * and ends.
 */
export const answer = <I, O>(work: (input: I) => Promise<O>): void => {
  process.once('disconnect', () => process.exit()); // the parent is gone
  process.once('message', (input: I) => {
    const end = (message: { output: O } | { error: string }): void =>
      void process.send?.(message, () => process.exit());
    work(input).then(
      (output) => end({ output }),
      (error: unknown) =>
        end({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
};
