import type { Command } from '../engine/commands/command.ts';
import type { Engine } from '../engine/engine.ts';

/** What signals did to a run; `terminated` aborts when there is no time for questions. */
export interface SignalWatch {
  terminated: AbortSignal;
  close(): void;
}

type Handlers = Partial<Record<NodeJS.Signals, (signal: NodeJS.Signals) => void>>;

/**
 * The first ctrl-c lets calls in flight finish (they are paid for), the second stops at once, as does
 * a termination. A hang-up stops a run that would end with its console; any other goes on.
 */
export function stopOnSignals(
  { send }: Engine,
  { onHangUp, onInterrupt }: { onHangUp: 'stop' | 'go on'; onInterrupt?: () => void },
): SignalWatch {
  const terminated = new AbortController();
  // A command that cannot be recorded meets a broken disk, and that ends the run by itself.
  const tell = (command: Command, by: string) => void send(command, by).catch(() => {});
  let interrupts = 0;
  const onTerminate = (signal: NodeJS.Signals) => {
    terminated.abort();
    tell({ type: 'stop', now: true }, signal);
  };
  const close = handle({
    SIGINT() {
      interrupts += 1;
      if (interrupts === 1) onInterrupt?.();
      tell({ type: 'stop', now: interrupts > 1 }, 'SIGINT');
    },
    SIGTERM: onTerminate,
    SIGHUP: onHangUp === 'stop' ? onTerminate : () => {},
  });
  return { terminated: terminated.signal, close };
}

/** Whatever wants to end a console takes the console alone: its engine is another process. */
export function leaveOnSignals(): SignalWatch {
  const terminated = new AbortController();
  const onSignal = () => terminated.abort();
  const close = handle({ SIGINT: onSignal, SIGTERM: onSignal, SIGHUP: onSignal });
  return { terminated: terminated.signal, close };
}

/** From the first moment of an engine process: nobody's terminal is its business. */
export function ignoreHangUps(): void {
  handle({ SIGHUP: () => {} });
}

function handle(handlers: Handlers): () => void {
  for (const [signal, handler] of Object.entries(handlers)) {
    // A library that came with an import raises each signal once more, to die of it: one ctrl-c was two.
    process.removeAllListeners(signal);
    process.on(signal, handler);
  }
  return () => {
    for (const [signal, handler] of Object.entries(handlers)) process.off(signal, handler);
  };
}
