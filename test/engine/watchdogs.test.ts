import { setTimeout as later } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { EventBody } from '../../src/engine/journal/events.ts';
import { emptyState, fold } from '../../src/engine/state/fold.ts';
import { watchdogsSchema } from '../../src/engine/watchdogs/watchdogs-config.ts';
import type { CallModel } from '../../src/models/port.ts';
import { runTool } from '../../src/tools/run-tool.ts';
import { defineTool, type ToolContext } from '../../src/tools/tool.ts';
import { reply, uses, validates, writes } from './replies.ts';
import { openTinyFactory } from './tiny-factory.ts';
import { note, tinyProduct } from './tiny-product.ts';

const never = new Promise<never>(() => {});

function contextOver(over: Partial<ToolContext> = {}): ToolContext & { written: string[] } {
  const written: string[] = [];
  return {
    written,
    files: {
      read: async () => '',
      write: async (_path, content) => void written.push(content),
      remove: async () => {},
      list: async () => [],
    },
    check: async () => ({ passed: true, text: 'fine' }),
    catalogue: [],
    limitMs: 30,
    signal: new AbortController().signal,
    ...over,
  };
}

function tool(
  run: (context: ToolContext) => Promise<string>,
  effect: 'write' | 'external' = 'write',
) {
  const input = z.strictObject({});
  return defineTool({
    name: 'slow',
    description: 'Takes its time.',
    effect,
    input,
    run: (_input, context) => run(context),
  });
}

const call = { name: 'slow', input: {} };

describe('a tool call without an end', () => {
  test('is told to end, and answered in words', async () => {
    let heard = false;
    const obedient = tool(({ signal }) => {
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          heard = true;
          reject(new Error('stopped'));
        });
      });
    });
    const { text, isError } = await runTool([obedient], call, contextOver());
    expect(heard).toBe(true);
    expect(isError).toBe(true);
    expect(text).toContain('slow hung: it did not end within 0.03 s');
  });

  test('that does not listen is given up, and writes nothing afterwards', async () => {
    const context = contextOver();
    const late = Promise.withResolvers<void>();
    const wrote = Promise.withResolvers<unknown>();
    const deaf = tool(async ({ files }) => {
      await files.write('a', 'before');
      await late.promise;
      await files.write('a', 'after').catch(wrote.resolve);
      return 'done';
    });
    const { text, isError } = await runTool([deaf], call, context);
    expect([isError, text]).toEqual([true, expect.stringContaining('was given up')]);
    late.resolve();
    expect(String(await wrote.promise)).toContain('its files are closed');
    expect(context.written).toEqual(['before']);
  });

  test('that reaches outside may have happened or not', async () => {
    const result = await runTool([tool(() => never, 'external')], call, contextOver());
    expect(result.outcome).toBe('unknown');
  });

  test('is not one that waits for its report card, however long', async () => {
    const check = () => later(120, { passed: true, text: 'fine' });
    const patient = tool(async (context) => (await context.check()).text);
    expect(await runTool([patient], call, contextOver({ check }))).toEqual({
      text: 'fine',
      isError: false,
    });
  });

  test('holds no worker: the agent hears of it, and its item is accepted', async () => {
    const product = { ...tinyProduct, tools: [...tinyProduct.tools, tool(() => never)] };
    const callModel: CallModel = async ({ item, turn }) =>
      turn === 1
        ? reply([uses('slow', {})])
        : reply([writes(note(item, 'good')), validates(`v${turn}`)]);
    const factory = await openTinyFactory({ items: 1, callModel });
    const watchdogs = watchdogsSchema.parse({ toolSeconds: 0.05 });
    const heard: boolean[] = [];
    const engine = await factory.start({ product, watchdogs });
    engine.store.subscribe((event) => {
      if (event?.type === 'tool.called' && event.tool === 'slow') heard.push(event.isError);
    });
    await engine.done;
    expect(engine.store.getState().counts.accepted).toBe(1);
    expect(heard).toEqual([true]);
  });
});

describe('a worker with nothing to show', () => {
  test('is taken off its item, which goes to a person; the others are made', async () => {
    const product = { ...tinyProduct, tools: [...tinyProduct.tools, tool(() => never)] };
    const callModel: CallModel = async ({ item, turn }) =>
      item === 'item-0' && turn === 1
        ? reply([uses('slow', {})])
        : reply([writes(note(item, 'good')), validates(`v${turn}`)]);
    const factory = await openTinyFactory({ items: 3, callModel });
    const watchdogs = watchdogsSchema.parse({ stallMinutes: 0.05 });
    const { end, state } = await factory.run({ product, watchdogs, workers: 1 });
    expect(end.outcome).toBe('finished');
    expect(state.counts).toMatchObject({ working: 0, accepted: 2, escalated: 1 });
    expect(state.items.get('item-0')?.reason).toBe(
      'a worker had nothing to show for 0.05 minutes and was taken off it (watchdogs.stallMinutes)',
    );
  });

  test('is not one whose call takes its time', async () => {
    const callModel: CallModel = async ({ item, turn }) => {
      await later(2_400);
      return reply([writes(note(item, 'good')), validates(`v${turn}`)]);
    };
    const factory = await openTinyFactory({ items: 1, callModel });
    const watchdogs = watchdogsSchema.parse({ stallMinutes: 0.02 });
    const { state } = await factory.run({ watchdogs });
    expect(state.counts.accepted).toBe(1);
  });
});

describe('a clock that jumps', () => {
  const hoursMs = 3_600_000;

  /** Sets the clock in the middle of the first call. */
  async function jumping(byMs: number) {
    const factory = await openTinyFactory({ items: 3 });
    let setMs = 0;
    let steadyMs = 0;
    const now = () => factory.options.clock.now() + setMs;
    let startMs: number | undefined;
    // As `now` without what was set.
    const monotonicMs = () => {
      startMs ??= steadyMs;
      steadyMs += 100;
      return steadyMs - startMs;
    };
    const callModel: CallModel = async ({ item, turn }) => {
      setMs = byMs;
      return reply([writes(note(item, 'good')), validates(`v${turn}`)]);
    };
    const clock = { ...factory.options.clock, now };
    const engine = await factory.start({ callModel, clock, monotonicMs, workers: 1 });
    const jumps: number[] = [];
    engine.store.subscribe((event) => {
      if (event?.type === 'clock.jumped') jumps.push(event.byMs);
    });
    const end = await engine.done;
    return { end, jumps, state: engine.store.getState() };
  }

  test.each([
    ['forward', 9 * hoursMs],
    ['back', -2 * hoursMs],
  ])('%s is noticed once, told, and counts against no limit', async (way, byMs) => {
    const { end, jumps, state } = await jumping(byMs);
    expect(end.outcome).toBe('finished');
    expect(state.counts.accepted).toBe(3);
    expect(jumps).toHaveLength(1);
    expect(Math.abs((jumps[0] ?? 0) - byMs)).toBeLessThan(60_000);
    expect(state.notices.at(-1)?.message).toContain(`the clock jumped ${way}`);
    expect(state.run.activeMs).toBeLessThan(hoursMs);
    for (const { activeMs } of state.items.values()) expect(activeMs).toBeLessThan(hoursMs);
  });
});

test('a clock set back has no probe go out later, after a restart either; one set forward leaves it as it is', () => {
  const parked = (probeAtMs: number): EventBody => ({
    ...{ type: 'quota.parked', model: 'm', endpoint: null, account: 'a', class: 'quota' },
    ...{ reason: 'window', resumeAtMs: null, source: 'nothing', probeAtMs, probes: 0 },
  });
  const probeAfter = (byMs: number) => {
    const state = emptyState();
    const bodies: EventBody[] = [parked(90_000_000), { type: 'clock.jumped', byMs }];
    for (const [n, body] of bodies.entries()) {
      fold(state, { v: 1, seq: n + 1, at: new Date(n).toISOString(), ...body });
    }
    return state.parks.get('m')?.probeAtMs;
  };
  expect(probeAfter(-18_000_000)).toBe(72_000_000);
  expect(probeAfter(18_000_000)).toBe(90_000_000);
});
