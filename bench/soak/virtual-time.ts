import { type Clock, sleep } from '../../src/models/clock.ts';

/** A time that runs faster than ours, the same in every process that knows these numbers. */
export interface VirtualTime {
  /** Where it begins, epoch milliseconds. */
  originMs: number;
  /** The machine's steady clock at that moment, milliseconds since its boot. */
  steadyMs: number;
  /** Virtual milliseconds in one of ours. */
  factor: number;
}

/** The steady clock is one for all processes of a machine, and nobody can set it. */
const steadyNowMs = () => Number(process.hrtime.bigint()) / 1e6;

/** A virtual time that begins now. */
export function beginAt(originMs: number, factor: number): VirtualTime {
  return { originMs, steadyMs: steadyNowMs(), factor };
}

/** The clock of a virtual time, for an engine or a server. */
export function virtualClock({ originMs, steadyMs, factor }: VirtualTime): Clock {
  return {
    now: () => Math.floor(originMs + (steadyNowMs() - steadyMs) * factor),
    sleep: (ms, signal) => sleep(ms / factor, signal),
  };
}
