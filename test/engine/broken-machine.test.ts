import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Product } from '../../src/engine/product.ts';
import { UserError } from '../../src/engine/user-error.ts';
import { defineTool } from '../../src/tools/tool.ts';
import { openTinyFactory } from './tiny-factory.ts';
import { tinyProduct } from './tiny-product.ts';

/** The tiny product on a machine where writing fails with this code; `error` stands for any other. */
function onBrokenMachine(code: string): Product {
  const failing = defineTool({
    name: 'write_file',
    description: 'Writes.',
    effect: 'write',
    input: z.object({ path: z.string(), content: z.string() }),
    run: async () => {
      throw Object.assign(new Error(`${code}: no way to write`), { code });
    },
  });
  const tools = tinyProduct.tools.map((tool) => (tool.name === 'write_file' ? failing : tool));
  return { ...tinyProduct, tools };
}

describe('a machine that breaks under a tool', () => {
  test.each([
    ['ENOSPC', 'the disk is full. Free some space'],
    ['EDQUOT', 'the disk quota is used up'],
    ['EROFS', 'the file system is read-only'],
    ['EIO', 'the disk reports an error'],
    ['EMFILE', 'too many files are open'],
    ['ENFILE', 'too many files are open'],
  ])(
    'ends the run with an error for a person (%s), and the model hears nothing',
    async (code, words) => {
      const factory = await openTinyFactory({ items: 3 });
      const { done } = await factory.start({ product: onBrokenMachine(code), workers: 1 });
      const error = await done.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(UserError);
      expect(String(error)).toContain(words);
      const transcript = readFileSync(factory.paths.item('item-0').transcript(1), 'utf8');
      expect(transcript).not.toContain('tool_result');
      const { end, state } = await factory.run();
      expect(end.outcome).toBe('finished');
      // The reply that was paid for before is acted upon now, not asked for again.
      expect(state.counts).toMatchObject({ accepted: 3, escalated: 0 });
      expect(state.totals.calls).toBe(6);
    },
  );

  test('is another thing than a tool that fails: that is told to the model', async () => {
    const factory = await openTinyFactory({ items: 1 });
    const { end } = await factory.run({ product: onBrokenMachine('EBUSY') });
    expect(end.outcome).toBe('finished');
    const transcript = readFileSync(factory.paths.item('item-0').transcript(1), 'utf8');
    expect(transcript).toContain('write_file failed: EBUSY: no way to write');
  });
});

test('a listener that throws hurts neither the batch nor the other listeners', async () => {
  const factory = await openTinyFactory({ items: 3 });
  const { store, done } = await factory.start();
  const heard: string[] = [];
  store.subscribe(() => {
    throw new Error('a broken screen');
  });
  store.subscribe((event) => event && heard.push(event.type));
  expect((await done).outcome).toBe('finished');
  expect(store.getState().counts).toMatchObject({ accepted: 3, escalated: 0 });
  expect(heard.filter((type) => type === 'item.accepted').length).toBe(3);
  expect(heard.at(-1)).toBe('run.ended');
});
