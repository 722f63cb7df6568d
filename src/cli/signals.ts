import type { Command } from '../engine/command.ts';
import type { Engine } from '../engine/engine.ts';

/** What signals did to a run; `terminated` aborts when there is no time for questions. */
export interface SignalWatch {
  terminated: AbortSignal;
  close(): void;
}

/**
 * The first ctrl-c lets calls in flight finish (they are paid for), the second stops at once, as does
 * a termination. A hang-up takes a console with it, and so its run; without one the run goes on.
 */
export function stopOnSignals({ send }: Engine, hasConsole: boolean): SignalWatch {
  const terminated = new AbortController();
  // A command that cannot be recorded meets a broken disk, and that ends the run by itself.
  const tell = (command: Command, by: string) => void send(command, by).catch(() => {});
  let interrupts = 0;
  const onTerminate = (signal: NodeJS.Signals) => {
    terminated.abort();
    tell({ type: 'stop', now: true }, signal);
  };
  const handlers: Partial<Record<NodeJS.Signals, (signal: NodeJS.Signals) => void>> = {
    SIGINT() {
      interrupts += 1;
      if (interrupts === 1 && !hasConsole) process.stderr.write(finishing);
      tell({ type: 'stop', now: interrupts > 1 }, 'SIGINT');
    },
    SIGTERM: onTerminate,
    SIGHUP: hasConsole ? onTerminate : () => {},
  };
  for (const [signal, handler] of Object.entries(handlers)) {
    // A library that came with an import raises each signal once more, to die of it: one ctrl-c was two.
    process.removeAllListeners(signal);
    process.on(signal, handler);
  }
  return {
    terminated: terminated.signal,
    close() {
      for (const [signal, handler] of Object.entries(handlers)) process.off(signal, handler);
    },
  };
}

const finishing = '\nFinishing the calls in flight; press ctrl-c again to stop at once.\n';
