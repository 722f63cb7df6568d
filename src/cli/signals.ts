import type { Engine } from '../engine/engine.ts';

/** What signals did to a run; `terminated` aborts when there is no time for questions. */
export interface SignalWatch {
  terminated: AbortSignal;
  close(): void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The first ctrl-c lets calls in flight finish (they are paid for), the second stops at once, as do
 * a termination and a hang-up.
 */
export function stopOnSignals({ send }: Engine): SignalWatch {
  const terminated = new AbortController();
  let interrupts = 0;
  const onInterrupt = () => {
    interrupts += 1;
    if (interrupts === 1) {
      process.stderr.write(
        '\nFinishing the calls in flight; press ctrl-c again to stop at once.\n',
      );
    }
    void send({ type: 'stop', now: interrupts > 1 }, 'SIGINT');
  };
  const onTerminate = (signal: NodeJS.Signals) => {
    terminated.abort();
    void send({ type: 'stop', now: true }, signal);
  };
  // A library that came with an import raises each signal once more, to die of it: one ctrl-c was two.
  for (const signal of signals) process.removeAllListeners(signal);
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTerminate);
  process.on('SIGHUP', onTerminate);
  return {
    terminated: terminated.signal,
    close() {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
      process.off('SIGHUP', onTerminate);
    },
  };
}
