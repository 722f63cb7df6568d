import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readCatalogue } from '../../../src/engine/catalogue/catalogue.ts';
import { temporaryFolder } from '../folder.ts';

const schema = z.strictObject({ id: z.string(), title: z.string().min(1), words: z.string() });
/** Large enough to be worth a seal. */
const rows = Array.from({ length: 3_000 }, (_, n) => ({
  ...{ id: `item-${n}`, title: `Item ${n}`, words: 'lorem '.repeat(120) },
}));
const lines = (of: readonly object[]) => of.map((row) => `${JSON.stringify(row)}\n`).join('');

/** A content directory with a catalogue, and how to read it there. */
async function content(of: readonly object[] = rows) {
  const root = await temporaryFolder();
  const file = join(root, 'catalogue.jsonl');
  const seal = join(root, '.engine', 'catalogue.seal');
  mkdirSync(join(root, '.engine'));
  writeFileSync(file, lines(of));
  const read = (itemSchema: z.ZodType<{ id: string; title: string }> = schema) =>
    readCatalogue(file, itemSchema, { seal });
  return { root, file, seal, read };
}

describe('a large catalogue without a fault', () => {
  test('is sealed by whoever reads it first, and the next reader gets the very same rows', async () => {
    const { seal, read, file } = await content();
    const first = await read();
    expect(readFileSync(seal, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    expect(await read()).toEqual(first);
    // Blank lines, a mark at its beginning and line ends of another system are no rows.
    writeFileSync(file, `\uFEFF${lines(rows).replaceAll('\n', '\r\n\r\n')}`);
    expect([await read(), await read()]).toEqual([first, first]);
  });

  test('is looked at row by row again once anything in it has changed', async () => {
    const { file, read } = await content();
    await read();
    writeFileSync(file, lines([...rows, { ...rows[0], title: 'twice' }]));
    await expect(read()).rejects.toThrow(/:3001: field id: expected a new id/);
    writeFileSync(file, lines([...rows.slice(1), { ...rows[0], title: '' }]));
    await expect(read()).rejects.toThrow(/:3000: field title: /);
  });

  test('is looked at again by another schema, and where its seal is damaged', async () => {
    const { seal, read } = await content();
    await read();
    const stricter = schema.extend({ title: z.string().max(8) });
    await expect(read(stricter)).rejects.toThrow(/field title: /);
    writeFileSync(seal, 'no seal');
    expect(await read()).toHaveLength(3_000);
    expect(readFileSync(seal, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  });
});

test('rows that a schema adds to are never taken as they stand', async () => {
  const { seal, read } = await content();
  const adding = schema.extend({ level: z.string().default('easy') });
  const first = await read(adding);
  expect(first[0]).toMatchObject({ level: 'easy' });
  expect(existsSync(seal)).toBe(false);
  expect(await read(adding)).toEqual(first);
});

test('rows whose fields a schema puts in another order are not taken as they stand: prompts repeat them', async () => {
  const { seal, read } = await content(rows.map(({ id, title, words }) => ({ words, title, id })));
  const texts = [await read(), await read()].map((items) => JSON.stringify(items[0]));
  expect(texts[0]).toMatch(/^{"id"/);
  expect(texts[1]).toBe(texts[0]);
  expect(existsSync(seal)).toBe(false);
});

test('a seal is put nowhere but into the folder of the engine, through no link', async () => {
  const { root, file } = await content();
  const aside = await temporaryFolder();
  symlinkSync(aside, join(root, 'link'));
  await readCatalogue(file, schema, { seal: join(root, 'link', 'catalogue.seal') });
  await readCatalogue(file, schema, { seal: join(root, 'not-there', 'catalogue.seal') });
  expect(existsSync(join(aside, 'catalogue.seal'))).toBe(false);
  expect(existsSync(join(root, 'not-there'))).toBe(false);
});
