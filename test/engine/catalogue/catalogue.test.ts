import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readCatalogue } from '../../../src/engine/catalogue/catalogue.ts';
import { UserError } from '../../../src/engine/user-error.ts';
import { temporaryFolder } from '../folder.ts';

const itemSchema = z.object({
  id: z.string(),
  title: z.string().min(1),
  level: z.enum(['easy', 'hard']).default('easy'),
  tags: z.array(z.string()).optional(),
  signature: z.object({ name: z.string(), params: z.array(z.string()).optional() }).optional(),
});

async function read(name: string, text: string | Buffer) {
  const file = join(await temporaryFolder(), name);
  writeFileSync(file, text);
  return { file, items: await readCatalogue(file, itemSchema) };
}

async function refusal(name: string, text: string | Buffer) {
  const file = join(await temporaryFolder(), name);
  writeFileSync(file, text);
  const error: unknown = await readCatalogue(file, itemSchema).catch((caught: unknown) => caught);
  if (!(error instanceof UserError)) throw new Error(`expected a UserError, got ${error}`);
  return { file, message: error.message, lines: error.message.split('\n') };
}

const row = (id: string, title = 'T') => JSON.stringify({ id, title });

describe('a catalogue of JSON lines', () => {
  test('gives its items in order, blank lines passed over, defaults filled in', async () => {
    const { items } = await read('c.jsonl', `${row('b')}\n\n${row('a')}\n`);
    expect(items).toEqual([
      { id: 'b', title: 'T', level: 'easy' },
      { id: 'a', title: 'T', level: 'easy' },
    ]);
  });

  test('may have a byte order mark, Windows line ends and no last line end', async () => {
    const { items } = await read('c.jsonl', `\uFEFF${row('a')}\r\n${row('b')}`);
    expect(items.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('names file, line, field, expected and found of each bad row, and loads nothing', async () => {
    const bad = [
      '{"id":"x","title":7}',
      'rubbish',
      row('ok'),
      '{"id":"y","title":"T","level":"odd"}',
      '[]',
      'null',
    ];
    const { file, lines } = await refusal('c.jsonl', `${row('a')}\n${bad.join('\n')}\n`);
    expect(lines).toEqual([
      expect.stringContaining(`${file}:3: expected one JSON object on the line; found rubbish`),
      expect.stringMatching(/c\.jsonl:2: field title: .*expected string.*; found 7$/),
      expect.stringMatching(/c\.jsonl:5: field level: .*"easy"\|"hard".*; found "odd"$/),
      expect.stringContaining(`${file}:6: the whole: `),
      expect.stringContaining(`${file}:7: the whole: `),
      `${file}: nothing was loaded. Correct these rows and start again.`,
    ]);
  });

  test('refuses ids that differ by case alone, and says where the first is', async () => {
    const { file, message } = await refusal(
      'c.jsonl',
      [row('Two-Sum'), row('x'), row('two-sum')].join('\n'),
    );
    expect(message).toContain(
      `${file}:3: field id: expected a new id; found "two-sum" again, first on line 1`,
    );
  });

  test('shows the first twenty faults and counts the rest', async () => {
    const { lines } = await refusal('c.jsonl', [...Array(50)].map(() => '{"id":"/"}').join('\n'));
    expect(lines.length).toBe(22);
    expect(lines[20]).toMatch(/^… and \d+ more$/);
  });

  test.each(['', '\n\n', '\uFEFF'])('that is empty (%j) is refused', async (text) => {
    const { file, message } = await refusal('c.jsonl', text);
    expect(message).toBe(`${file}: expected at least one item, found none.`);
  });
});

describe('an id', () => {
  test.each([
    '../x',
    '..',
    '.',
    '.hidden',
    'a/b',
    'a\\b',
    'con',
    'CON',
    'con.json',
    'nul',
    'lpt1',
    'com9.x',
    'a..b',
    'a.',
    'a b',
    ' a',
    '',
    'a\0b',
    'ä',
    '-rf',
    '_x',
    'a:b',
    'a\nb',
    'x'.repeat(101),
    'x'.repeat(200),
  ])('that is no safe file name is refused: %j', async (id) => {
    const { file, message } = await refusal('c.jsonl', row(id));
    expect(message).toContain(`${file}:1: field id: expected an id that is a safe file name`);
  });

  test.each(['a', 'two-sum', '2-sum', 'A.b_c-d', 'console', 'x'.repeat(100)])(
    'that is one is taken: %j',
    async (id) => {
      expect((await read('c.jsonl', row(id))).items[0]?.id).toBe(id);
    },
  );

  test('that is taken is always one plain path component of letters that every system allows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }), async (id) => {
        const items = await read('c.jsonl', row(id)).then(
          (one) => one.items,
          () => [],
        );
        for (const item of items) expect(item.id).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);
      }),
      { seed: 31, numRuns: 50 },
    );
  });

  test('that is missing, or no text, is refused', async () => {
    const { lines } = await refusal('c.jsonl', '{"title":"T"}\n{"id":5,"title":"T"}');
    expect(lines[0]).toMatch(/c\.jsonl:1: field id: .*; found nothing$/);
    expect(lines[1]).toMatch(/c\.jsonl:2: field id: .*; found 5$/);
  });
});

describe('a catalogue that is a JSON array', () => {
  test('gives its items', async () => {
    const { items } = await read('c.json', `\uFEFF[\n${row('a')},\r\n${row('b')}\n]`);
    expect(items.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('names the line on which a bad item begins', async () => {
    const { file, message } = await refusal(
      'c.json',
      `[\n${row('a')},\n\n{\n"id":"b",\n"title":""}\n]`,
    );
    expect(message).toContain(`${file}:4: field title: `);
  });

  test.each([
    ['no JSON', '[\n{"id": }\n]', 2, 'expected JSON, found a fault'],
    ['cut', `[\n${row('a')},\n`, 3, 'expected JSON, found a fault'],
    ['an object', '{"id":"a"}', 1, 'expected a JSON array of items, found object'],
    ['empty', '', 1, 'expected JSON, found a fault'],
  ])('is refused with its line when it is %s', async (_what, text, line, words) => {
    const { file, message } = await refusal('c.json', text);
    expect(message).toContain(`${file}:${line}: ${words}`);
  });

  test('of nothing is refused', async () => {
    expect((await refusal('c.json', '[]')).message).toContain(
      'expected at least one item, found none',
    );
  });
});

describe('a catalogue in CSV', () => {
  test('nests dotted columns, takes cells of JSON, leaves out empty cells', async () => {
    const text = [
      'id,title,level,tags,signature.name,signature.params',
      'a,"Title, with a comma",hard,"[""x"",""y""]",add,"[""p""]"',
      'b,"Two\nlines",,,,',
    ].join('\r\n');
    const { items } = await read('c.csv', `\uFEFF${text}\r\n`);
    expect(items).toEqual([
      {
        id: 'a',
        title: 'Title, with a comma',
        level: 'hard',
        tags: ['x', 'y'],
        signature: { name: 'add', params: ['p'] },
      },
      { id: 'b', title: 'Two\nlines', level: 'easy' },
    ]);
  });

  test('names the line on which a bad row begins, also after rows of several lines', async () => {
    const text = 'id,title\na,"one\ntwo\nthree"\nb,\n\nc,"one\ntwo"\na,T\n';
    const { file, lines } = await refusal('c.csv', text);
    expect(lines[0]).toMatch(/c\.csv:5: field title: .*; found nothing$/);
    expect(lines[1]).toBe(
      `${file}:9: field id: expected a new id; found "a" again, first on line 2`,
    );
  });

  test.each([
    ['a row has too many cells', 'id,title\na,T\nb,T,more\n', 3],
    ['a quote is never closed', 'id,title\na,"T\n', 2],
  ])('is refused with its line when %s', async (_what, text, line) => {
    const { file, message } = await refusal('c.csv', text);
    expect(message).toContain(`${file}:${line}: expected CSV with a header row`);
  });

  test('with a header alone is refused', async () => {
    expect((await refusal('c.csv', 'id,title\n')).message).toContain('expected at least one item');
  });

  test('with columns named like parts of every object harms nothing', async () => {
    const { items } = await read('c.csv', 'id,title,__proto__.polluted,constructor.x\na,T,yes,1\n');
    expect(items[0]?.id).toBe('a');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('a catalogue file', () => {
  test('of another ending is refused', async () => {
    const { file, message } = await refusal('c.xlsx', 'x');
    expect(message).toBe(`${file}: expected a catalogue that ends in .jsonl, .json or .csv.`);
  });

  test('that is missing or a folder is refused, and it is said which option names it', async () => {
    const folder = await temporaryFolder();
    for (const file of [join(folder, 'none.jsonl'), folder]) {
      await expect(readCatalogue(file, itemSchema)).rejects.toThrow(
        /cannot be read \((ENOENT|EISDIR)\)\. Expected the catalogue; factory\.json names it in "catalogue"\./,
      );
    }
  });

  test('in any of the three forms gives the same items', async () => {
    const items = fc.uniqueArray(
      fc.record({
        id: fc.stringMatching(/^[a-z]{1,8}[0-9]$/),
        title: fc.stringMatching(/^[a-zA-Z",;'\n ]{0,10}[a-z]$/),
      }),
      { minLength: 1, maxLength: 8, selector: ({ id }) => id },
    );
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(items, async (raw) => {
        const all = raw.map(({ id, title }) => ({ id, title: title.trim() }));
        const lines = await read('c.jsonl', all.map((one) => JSON.stringify(one)).join('\n'));
        const array = await read('c.json', JSON.stringify(all, null, 1));
        const rows = all.map(({ id, title }) => `${cell(id)},${cell(title)}`).join('\n');
        const csv = await read('c.csv', `id,title\n${rows}\n`);
        expect(lines.items).toEqual(all.map((one) => ({ ...one, level: 'easy' })));
        expect(array.items).toEqual(lines.items);
        expect(csv.items).toEqual(lines.items);
      }),
      { seed: 32, numRuns: 40 },
    );
  });
});
