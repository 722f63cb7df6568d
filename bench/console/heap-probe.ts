import { writeFileSync } from 'node:fs';

/** Loaded before the console: on SIGUSR2 it collects garbage and writes the bytes in use to a file. */
process.on('SIGUSR2', () => {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  writeFileSync(process.env.HEAP_PROBE ?? '/dev/null', JSON.stringify({ heapUsed, rss }));
});
