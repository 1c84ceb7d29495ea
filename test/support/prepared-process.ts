import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServerProcess, type ServerProcess } from './server-process.ts';
import { startServer, type TestServer } from './server.ts';

/** A server in a process of its own, and what was made for it beforehand. */
export type PreparedProcess<T> = {
  made: T;
  url: string;
  folder: string;
  process: ServerProcess;
  /** Ends it; its data is gone. */
  close(): Promise<void>;
};

/**
 * Makes people and projects with a server in this process, which then gives its data and its port to one in a process of
 * its own: callers that were made go on with that. `env` is that one's only.
 */
export const startPrepared = async <T>(
  prepare: (server: TestServer) => Promise<T>,
  env: Record<string, string> = {},
): Promise<PreparedProcess<T>> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-prepared-'));
  const first = await startServer({ env: { DATA_DIR: folder } });
  const made = await prepare(first);
  const { url } = first;
  await first.close();
  const process = await startServerProcess({ DATA_DIR: folder, PORT: new URL(url).port, ...env });
  return {
    made,
    url,
    folder,
    process,
    close: async () => {
      await process.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** The memory that a process holds, in bytes, at most since it was last asked for; null where the system does not say. */
export const peakMemory = (pid: number): number | null => {
  try {
    const [, kilobytes] = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
};
