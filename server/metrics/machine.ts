import { monitorEventLoopDelay } from 'node:perf_hooks';
import { measured, type SystemChange } from './recorded.ts';

/** How often the event loop is asked whether it is late, in milliseconds; the histogram counts this wait as well. */
const resolution = 20;

/** Measures event loop, memory and processor time of this process, each since it was measured last. */
export const createMachine = () => {
  const delay = monitorEventLoopDelay({ resolution });
  let used = process.cpuUsage();
  let at = performance.now();

  const late = (part: string, nanoseconds: number): SystemChange =>
    measured('server_loop_delay', Math.max(0, nanoseconds / 1e6 - resolution), part);

  return {
    start: (): void => void delay.enable(),
    stop: (): void => void delay.disable(),
    sample: (): SystemChange[] => {
      const delays =
        delay.count === 0
          ? []
          : [late('p50', delay.percentile(50)), late('p99', delay.percentile(99)), late('max', delay.max)];
      delay.reset();
      const { user, system } = process.cpuUsage(used);
      const passed = Math.max(1, performance.now() - at);
      used = process.cpuUsage();
      at = performance.now();
      const { rss, heapUsed } = process.memoryUsage();
      return [
        ...delays,
        measured('server_memory', rss, 'resident'),
        measured('server_memory', heapUsed, 'heap'),
        measured('server_cpu', (user + system) / 1000 / passed),
      ];
    },
  };
};
