import { type Clock, sleepUntil } from './clock.ts';

/** Holds back the calls of a model while its provider asks for it; shared by everybody who calls. */
export interface ThrottleGate {
  /** Closes a model until a wall-clock time; a shorter closing never opens it sooner. */
  close(model: string, untilMs: number): void;
  /** When a model opens again, in epoch milliseconds; `undefined` when it is open. */
  closedUntilMs(model: string): number | undefined;
  /** Waits in place until the model is open; false when the signal aborted first. */
  pass(model: string, signal: AbortSignal): Promise<boolean>;
}

/** What a gate needs; after it opens, those who waited go on over `spreadMs` at random. */
export interface GateOptions {
  clock: Clock;
  random: () => number;
  spreadMs?: number;
}

/** A gate for any number of models, all open. */
export function createThrottleGate(options: GateOptions): ThrottleGate {
  const { clock, random, spreadMs = 2_000 } = options;
  const closedUntil = new Map<string, number>();
  const closedUntilMs = (model: string): number | undefined => {
    const untilMs = closedUntil.get(model);
    if (untilMs === undefined || untilMs > clock.now()) return untilMs;
    closedUntil.delete(model);
    return undefined;
  };
  return {
    closedUntilMs,
    close: (model, untilMs) => {
      closedUntil.set(model, Math.max(untilMs, closedUntil.get(model) ?? 0));
    },
    pass: async (model, signal) => {
      let untilMs = closedUntilMs(model);
      while (untilMs !== undefined && !signal.aborted) {
        // Without a spread, everybody who waited would call in the same instant, and be refused again.
        await sleepUntil(untilMs + random() * spreadMs, signal, clock);
        untilMs = closedUntilMs(model);
      }
      return !signal.aborted;
    },
  };
}
