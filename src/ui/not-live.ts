import type { Hands } from './hands.ts';

/** Why the run cannot be told anything; undefined when it can. */
export function notLive(hands: Hands): string | undefined {
  const { run } = hands.session.store.getState();
  const link = hands.session.getLink();
  if (link.type === 'lost' || link.type === 'none') return link.reason;
  if (run.state === 'running' || run.state === 'paused') return undefined;
  return run.state === 'none' ? 'no run has begun yet' : 'the run has ended';
}
