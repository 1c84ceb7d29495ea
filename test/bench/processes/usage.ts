import { readFileSync } from 'node:fs';

/** Ticks of /proc/<pid>/stat a second: 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** Seconds of CPU that a process has used, in user and system mode. Linux only. */
export const cpuSeconds = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The program's name comes in brackets and may hold spaces; user and system time are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
};

const bytesIn = (status: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? Number.NaN) * 1024;

/** The memory that a process has at this moment, and the most it ever had, in bytes. Linux only. */
export const memoryOf = (pid: number): { current: number; peak: number } => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return { current: bytesIn(status, 'VmRSS'), peak: bytesIn(status, 'VmHWM') };
};
