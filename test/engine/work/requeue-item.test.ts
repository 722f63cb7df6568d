import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../../src/engine/cards/artefact.ts';
import { loadState } from '../../../src/engine/journal/checkpoint.ts';
import { openDesk } from '../../../src/engine/open-desk.ts';
import { openTinyFactory } from '../tiny-factory.ts';

const why = 'no-ugly: the word is ugly';

/** Two accepted items, and the hash of the first one's output. */
async function acceptedPair() {
  const factory = await openTinyFactory({ items: 2 });
  await factory.run();
  const { paths, catalogue, options } = factory;
  const file = paths.acceptedFile('item-0');
  const text = readFileSync(file, 'utf8');
  const requeue = async (hash: string | undefined) => {
    const desk = await openDesk({ paths, catalogue, tools: [], actions: [], clock: options.clock });
    try {
      return await desk.requeue({ item: 'item-0', sha256: hash, why }, 'a test');
    } finally {
      await desk.close();
    }
  };
  return { ...factory, file, text, requeue };
}

describe('an accepted output that fails now', () => {
  test('is put aside with all that led to it, and the next run makes the item anew', async () => {
    const { paths, file, text, requeue, run } = await acceptedPair();
    expect(await requeue(sha256(text))).toEqual({ ok: true });
    expect(existsSync(file)).toBe(false);
    const work = paths.item('item-0').root;
    const [rejected = ''] = readdirSync(work).filter((name) => name.startsWith('rejected-'));
    expect(readFileSync(join(work, rejected), 'utf8')).toBe(text);
    expect(readdirSync(join(work, 'earlier', '1')).sort()).toEqual(['attempts', 'state.json']);
    const { state } = await loadState(paths);
    expect(state.counts.accepted).toBe(1);
    expect(state.items.get('item-0')).toMatchObject({ status: 'waiting', attempts: 0 });
    expect(state.items.get('item-0')?.reason).toContain(why);
    const again = await run();
    expect(again.state.counts.accepted).toBe(2);
    expect(again.state.items.get('item-0')?.attempts).toBe(1);
    expect(existsSync(file)).toBe(true);
  });

  test('is left alone when it is another one than was judged', async () => {
    const { file, text, requeue } = await acceptedPair();
    expect(await requeue(sha256(`${text} `))).toMatchObject({ ok: false });
    expect(await requeue(undefined)).toMatchObject({ ok: false });
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('is put aside, too, when nobody can read it', async () => {
    const { file, text, requeue } = await acceptedPair();
    writeFileSync(file, 'x'.repeat(33 * 1024 * 1024));
    expect(await requeue(sha256(text))).toMatchObject({ ok: false });
    expect(await requeue(undefined)).toEqual({ ok: true });
    expect(existsSync(file)).toBe(false);
  });

  test('of an item that is not accepted is refused', async () => {
    const { requeue, text, file, run, paths } = await acceptedPair();
    expect(await requeue(sha256(text))).toEqual({ ok: true });
    expect(await requeue(sha256(text))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('item-0 is waiting'),
    });
    // A crash between putting aside and the event: the next run begins it anew.
    await run();
    rmSync(file);
    rmSync(paths.item('item-0').attempts, { recursive: true });
    const { state } = await run();
    expect(state.counts.accepted).toBe(2);
  });
});
