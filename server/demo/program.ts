/** What a program of the demo does, until it is done or the signal says stop; `say` tells whoever runs it. */
export type Program = (say: (text: string) => void, signal: AbortSignal) => Promise<void>;

/** Runs a program in this process, which ends with the process that started it at the latest. */
export const runProgram = async (name: string, program: Program): Promise<void> => {
  const say = (text: string): void => void process.stdout.write(`${name}: ${text}\n`);
  const stopping = new AbortController();
  process.on('SIGTERM', () => stopping.abort());
  process.on('SIGINT', () => {
    // At a terminal Ctrl-C reaches the demo too, which then stops us.
    if (!process.connected) stopping.abort();
  });
  process.on('disconnect', () => stopping.abort());
  try {
    await program(say, stopping.signal);
  } catch (error) {
    if (!stopping.signal.aborted) {
      say(error instanceof Error ? error.message : String(error));
      process.exitCode = 1;
    }
  }
  if (process.connected) process.disconnect();
};
