import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { waitingApprovals } from '../../../src/engine/approvals/approvals.ts';
import { replay } from '../../../src/engine/journal/checkpoint.ts';
import type { Event } from '../../../src/engine/journal/events.ts';
import type { Series } from '../../../src/engine/state/series.ts';
import { addUsd } from '../../../src/models/nano-usd.ts';
import { choices, eventsFor } from './event-model.ts';

/** The events of the run that the last ones belong to, restarts after a crash included. */
function lastRunOf(events: readonly Event[]): readonly Event[] {
  const at = events.findLastIndex((one) => one.type === 'run.started' && !one.resumed);
  return at < 0 ? [] : events.slice(at);
}

function sumOf({ values }: Series): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function costOf(event: Event): number {
  return event.type === 'call.settled' || event.type === 'call.failed' ? (event.costUsd ?? 0) : 0;
}

describe('whatever happens', () => {
  test('every dollar is in an accepted output, wasted, or in an attempt that is open', () => {
    fc.assert(
      fc.property(choices, (chosen) => {
        const { spend, items, totals } = replay(eventsFor(chosen));
        const all = [...items.values()];
        const openUsd = addUsd(...all.map(({ attemptUsd }) => attemptUsd));
        expect(addUsd(spend.acceptedUsd, spend.wastedUsd, openUsd)).toBe(totals.costUsd);
        expect(spend.acceptedUsd).toBe(addUsd(...all.map(({ acceptedUsd }) => acceptedUsd)));
        const least = Math.min(spend.acceptedUsd, spend.wastedUsd, openUsd);
        expect(least).toBeGreaterThanOrEqual(0);
      }),
      { seed: 71, numRuns: 300 },
    );
  });

  test('the timelines hold what the run has made and spent, in a bounded number of buckets', () => {
    fc.assert(
      fc.property(choices, (chosen) => {
        const events = eventsFor(chosen);
        const { timeline, criteria } = replay(events);
        const run = lastRunOf(events);
        const accepted = run.filter(({ type }) => type === 'item.accepted').length;
        expect(sumOf(timeline.accepted)).toBe(accepted);
        expect(sumOf(timeline.usd)).toBeCloseTo(addUsd(...run.map(costOf)), 9);
        const trends = [...criteria.values()].map(({ trend }) => trend);
        for (const { values } of [timeline.accepted, timeline.usd, ...trends]) {
          expect(values.length).toBeLessThanOrEqual(120);
        }
        for (const { failed, trend } of criteria.values()) expect(sumOf(trend)).toBe(failed);
      }),
      { seed: 72, numRuns: 200 },
    );
  });

  test('what was asked and not decided waits, and no count of the run is below zero', () => {
    fc.assert(
      fc.property(choices, (chosen) => {
        const events = eventsFor(chosen);
        const state = replay(events);
        const decided = new Set<string>();
        for (const one of events) {
          if (one.type === 'approval.asked') decided.delete(one.id);
          if (one.type === 'approval.decided') decided.add(one.id);
        }
        const waiting = waitingApprovals(state).map(({ id }) => id);
        expect(waiting).toEqual([...state.approvals.keys()].filter((id) => !decided.has(id)));
        const { accepted, escalated, parked, skipped, requested } = state.run;
        expect(Math.min(accepted, escalated, parked, skipped, requested)).toBeGreaterThanOrEqual(0);
      }),
      { seed: 73, numRuns: 200 },
    );
  });
});
