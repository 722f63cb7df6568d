import type { ModelMessage } from '../port.ts';

/** How fast a lane's replies have come, as milliseconds a token: of late, and in general. */
export interface Pace {
  lately: number;
  usually: number;
}

/** Before the first token there is a wait that no token accounts for. */
const HEAD_TOKENS = 200;
const SLOW = 2;

/** The pace with one more reply in it. */
export function paced(before: Pace | undefined, { latencyMs, usage }: ModelMessage): Pace {
  const msPerToken = latencyMs / ((usage?.output ?? 0) + HEAD_TOKENS);
  if (before === undefined) return { lately: msPerToken, usually: msPerToken };
  return {
    lately: before.lately + (msPerToken - before.lately) / 4,
    usually: before.usually + (msPerToken - before.usually) / 32,
  };
}

/** Whether replies take twice as long as usual: more calls would make it worse. */
export function isSlow(pace: Pace | undefined): boolean {
  return pace !== undefined && pace.lately > SLOW * pace.usually;
}
