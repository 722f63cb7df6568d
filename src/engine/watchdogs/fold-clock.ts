import type { Event } from '../journal/events.ts';
import type { FactoryState } from '../state/state.ts';

/**
 * A clock that was set, or a machine that slept: what had begun began as much later or earlier. So the time
 * that nobody worked counts against no limit, and no approval expires that nobody could have decided. A
 * clock that was set back has no probe go out later, after a restart either.
 */
export function foldClockJump(
  state: FactoryState,
  { byMs, at }: Extract<Event, { type: 'clock.jumped' }>,
): void {
  const { run } = state;
  if (run.activeSinceMs !== undefined) {
    state.run = { ...run, activeSinceMs: run.activeSinceMs + byMs };
  }
  for (const [key, call] of state.inFlight) {
    state.inFlight.set(key, { ...call, sinceMs: call.sinceMs + byMs });
  }
  for (const [id, approval] of state.approvals) {
    if (approval.state !== 'waiting' || approval.expiresAtMs === null) continue;
    state.approvals.set(id, { ...approval, expiresAtMs: approval.expiresAtMs + byMs });
  }
  // Set back, it would have a probe wait for as much longer; a park that was slept through is due anyhow.
  for (const [key, park] of byMs < 0 ? state.parks : []) {
    state.parks.set(key, { ...park, probeAtMs: park.probeAtMs + byMs });
  }
  const minutes = (Math.abs(byMs) / 60_000).toFixed(1);
  const way = byMs > 0 ? 'forward' : 'back';
  const message = `the clock jumped ${way} by ${minutes} minutes: it was set, or the machine slept; that time counts against no limit`;
  state.notices.push({ at, level: 'warning', message });
  if (state.notices.length > 50) state.notices.shift();
}
