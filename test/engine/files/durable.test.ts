import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { appendDurably, writeDurably } from '../../../src/engine/files/durable.ts';
import { temporaryFolder } from '../folder.ts';
import { canMount, smallDisk } from '../small-disk.ts';

describe('a durable write', () => {
  test('makes the folders it needs and leaves nothing beside its file', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'a', 'b', 'file.json');
    await writeDurably(path, 'one €');
    await writeDurably(path, 'two');
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['file.json']);
  });

  test('shows a reader the old text or a new one, never a half', async () => {
    const path = join(await temporaryFolder(), 'file');
    const textOf = (n: number) => `${n}`.repeat(200_000);
    await writeDurably(path, textOf(0));
    let isWriting = true;
    const writing = (async () => {
      for (let n = 1; n < 10; n += 1) await writeDurably(path, textOf(n));
      isWriting = false;
    })();
    let reads = 0;
    while (isWriting) {
      const text = readFileSync(path, 'utf8');
      expect(text === textOf(Number(text[0]))).toBe(true);
      reads += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await writing;
    expect(reads).toBeGreaterThan(0);
  });

  test('of many writers at once is the whole text of one of them', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'file');
    const texts = [...'abcdefgh'].map((letter) => letter.repeat(10_000));
    await Promise.all(texts.map((text) => writeDurably(path, text)));
    expect(texts).toContain(readFileSync(path, 'utf8'));
    expect(readdirSync(folder)).toEqual(['file']);
  });

  test('that cannot be finished removes its temporary file and leaves what was there', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'file');
    mkdirSync(join(path, 'inside'), { recursive: true });
    await expect(writeDurably(path, 'text')).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['file']);
    expect(readdirSync(path)).toEqual(['inside']);
  });

  test.skipIf(!canMount())(
    'on a full disk leaves the old file and no half of a new one',
    async () => {
      const disk = smallDisk(64 * 1024);
      const path = join(disk.folder, 'file');
      await writeDurably(path, 'old');
      await disk.fill();
      await expect(writeDurably(path, 'n'.repeat(30_000))).rejects.toThrow('ENOSPC');
      expect(readFileSync(path, 'utf8')).toBe('old');
      expect(readdirSync(disk.folder).sort()).toEqual(['file', 'filler']);
      await disk.free();
      await writeDurably(path, 'new');
      expect(readFileSync(path, 'utf8')).toBe('new');
    },
  );
});

test('a durable append adds to what is there', async () => {
  const path = join(await temporaryFolder(), 'file');
  writeFileSync(path, 'one\n');
  await appendDurably(path, 'two\n');
  expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
});
