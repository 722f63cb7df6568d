import { rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { limitsSchema } from '../../../src/engine/limits.ts';
import type { CallModel } from '../../../src/models/port.ts';
import { reply, writes } from '../replies.ts';
import { openTinyFactory, repairingAuthor } from '../tiny-factory.ts';
import { note } from '../tiny-product.ts';
import { fails } from '../watch.ts';

const oneMinute = limitsSchema.parse({ maxItemMinutes: 1 });
const tenHoursMs = 36_000_000;

describe("an item's time", () => {
  test.each([
    ['throttle', 240_000],
    ['quota', tenHoursMs],
  ] as const)(
    'is not used up by all the waiting for a provider (%s)',
    async (failureClass, waitMs) => {
      const factory = await openTinyFactory({ items: 2 });
      const { now } = factory.options.clock;
      let calls = 0;
      const callModel: CallModel = async (request, io) => {
        calls += 1;
        if (calls % 2 === 0) return repairingAuthor(request, io);
        const retryAtMs = now() + waitMs;
        return fails({ class: failureClass, message: 'later', status: 429, retryAtMs });
      };
      const clock = { now, sleep: async (ms: number) => factory.pass(ms) };
      const startedMs = now();
      const { state } = await factory.run({ callModel, clock, limits: oneMinute, workers: 1 });
      expect(now() - startedMs).toBeGreaterThan(waitMs);
      expect(state.counts).toMatchObject({ accepted: 2, escalated: 0 });
      for (const { activeMs } of state.items.values()) expect(activeMs).toBeLessThan(60_000);
    },
  );

  test('is what models spend on it, those calls included that fail', async () => {
    const factory = await openTinyFactory({ items: 1 });
    let calls = 0;
    const callModel: CallModel = async (request, io) => {
      calls += 1;
      factory.pass(35_000);
      return calls === 1
        ? fails({ class: 'transient', message: 'cut' })
        : repairingAuthor(request, io);
    };
    const { state } = await factory.run({ callModel, limits: oneMinute });
    expect(state.items.get('item-0')).toMatchObject({
      status: 'escalated',
      reason: expect.stringContaining('limits.maxItemMinutes'),
    });
    expect(calls).toBe(2);
  });
});

describe('an item that a person has tried again', () => {
  /** Writes and writes, and never asks for a check. */
  const dawdler: CallModel = async ({ item, turn }) =>
    reply([writes(note(item, `${turn}`), `w${turn}`)]);

  test.each([
    ['dollars', { maxItemUsd: 0.01665, leastOutputTokens: 32_000 }],
    ['tokens', { maxItemTokens: 3_000 }],
    ['minutes', { maxItemMinutes: 2.5 }],
  ])('has its full limit of %s again', async (_kind, given) => {
    const limits = limitsSchema.parse(given);
    const factory = await openTinyFactory({ items: 1 });
    const callModel: CallModel = (request, io) => {
      factory.pass(60_000);
      return dawdler(request, io);
    };
    const first = await factory.run({ callModel, limits });
    const [name = ''] = Object.keys(given);
    expect(first.state.items.get('item-0')?.reason).toContain(`limits.${name}`);
    const { calls } = first.state.totals;
    expect(calls).toBeGreaterThan(0);
    const named = await factory.run({ callModel, limits, reopen: ['item-0'] });
    expect(named.state.totals.calls).toBe(2 * calls);
    expect(named.state.items.get('item-0')?.reason).toContain(`limits.${name}`);
    // Removing the file is the other way to say so.
    rmSync(factory.paths.escalatedFile('item-0'));
    const removed = await factory.run({ callModel, limits });
    expect(removed.state.totals.calls).toBe(3 * calls);
    expect(removed.state.items.get('item-0')?.tokens).toBe(3 * calls * 1_150);
  });

  test('may use all its repairs and routes again, and be accepted', async () => {
    const limits = limitsSchema.parse({ maxItemUsd: 0.01665, leastOutputTokens: 32_000 });
    const factory = await openTinyFactory({ items: 1 });
    await factory.run({ callModel: dawdler, limits });
    const { state } = await factory.run({ limits, reopen: ['item-0'] });
    expect(state.items.get('item-0')).toMatchObject({ status: 'accepted', repairs: 1 });
  });
});
