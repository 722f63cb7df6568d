import fc from 'fast-check';
import { applyPatch } from 'rfc6902';
import { describe, expect, test } from 'vitest';
import { createFileAccess } from '../../src/tools/file-access.ts';
import type { Operation } from '../../src/tools/json-patch/apply-to-text.ts';
import { patchText } from '../../src/tools/json-patch/patch-text.ts';
import { patchJson } from '../../src/tools/patch-json.ts';
import { runTool } from '../../src/tools/run-tool.ts';
import { contextOver, trappedSandbox } from './sandbox.ts';

const lesson = `{
  "title": "Two Sum",
  "cases": [
    { "id": "case-1", "states": [
      {"step": 1, "line": "init", "i": 1e2},
      {"step": 2, "line": "loop", "i":  0}
    ] },
    { "id": "case-2", "states": [] }
  ],
  "exact": 1.50,
  "odd": "\\u0041\\/"
}
`;

async function patch(operations: unknown, text = lesson) {
  const { draft, guides } = await trappedSandbox();
  const files = createFileAccess({ draft, mounts: { guides } });
  await files.write('lesson.json', text);
  const input = { path: 'lesson.json', operations };
  const result = await runTool([patchJson], { name: 'patch_json', input }, contextOver(files));
  return { ...result, after: await files.read('lesson.json') };
}

describe('patch_json', () => {
  test('changes the values it names, and no other byte of the file', async () => {
    const { after, isError } = await patch([
      { op: 'test', path: '/cases/0/id', value: 'case-1' },
      { op: 'replace', path: '/cases/0/states/1/line', value: 'check "it"' },
      { op: 'add', path: '/cases/0/states/1/need', value: [7] },
      { op: 'remove', path: '/title' },
    ]);
    expect(isError).toBe(false);
    expect(after).toBe(
      lesson
        .replace('"loop"', '"check \\"it\\""')
        .replace('"i":  0}', '"i":  0, "need": [7]}')
        .replace('"title": "Two Sum",\n  ', ''),
    );
  });

  test('puts a new element between its neighbours as they are between theirs', async () => {
    const { after } = await patch([
      { op: 'add', path: '/cases/0/states/1', value: { step: 9 } },
      { op: 'add', path: '/cases/0/states/-', value: { step: 10 } },
      { op: 'add', path: '/cases/1/states/-', value: 1 },
    ]);
    expect(after).toBe(
      lesson
        .replace('{"step": 2', '{"step":9},\n      {"step": 2')
        .replace('"i":  0}', '"i":  0},\n      {"step":10}')
        .replace('[]', '[1]'),
    );
  });

  test('moves and copies a value as it is written', async () => {
    const { after } = await patch([
      { op: 'copy', from: '/cases/0/states/1', path: '/cases/1/states/0' },
      { op: 'move', from: '/exact', path: '/cases/0/states/0/i' },
      { op: 'remove', path: '/cases/0/states/1' },
    ]);
    expect(after).toBe(
      lesson
        .replace('[]', '[{"step": 2, "line": "loop", "i":  0}]')
        .replace('1e2', '1.50')
        .replace(',\n      {"step": 2, "line": "loop", "i":  0}\n', '\n')
        .replace('  "exact": 1.50,\n', ''),
    );
  });

  test('gives a value that is long rows of its own', async () => {
    const states = Array.from({ length: 40 }, (_, step) => ({ step, text: 'x'.repeat(30) }));
    const { after } = await patch([{ op: 'replace', path: '/cases/1/states', value: states }]);
    expect(after).toContain(
      `[\n      ${JSON.stringify(states[0])},\n      ${JSON.stringify(states[1])},`,
    );
  });

  test.each<[string, Record<string, unknown>, string]>([
    [
      'a key that is not there, with the nearest',
      { op: 'replace', path: '/cases/0/state/0', value: 1 },
      'operation 1 (replace /cases/0/state/0): there is no "state" in /cases/0, an object with the keys id, states; nearest is "states". Nothing was changed.',
    ],
    [
      'an index past the end',
      { op: 'remove', path: '/cases/0/states/2' },
      'there is no "2" in /cases/0/states, an array of 2, 0 to 1.',
    ],
    [
      'an index past the end to add at',
      { op: 'add', path: '/cases/0/states/3', value: 1 },
      'an array of 2, 0 to 1; "-" adds at its end.',
    ],
    [
      'an index with a zero before it',
      { op: 'remove', path: '/cases/00' },
      'there is no "00" in /cases',
    ],
    ['an end that nothing is at', { op: 'remove', path: '/cases/-' }, 'there is no "-" in /cases'],
    [
      'something inside a text',
      { op: 'replace', path: '/cases/0/id/0', value: 1 },
      '/cases/0/id is "case-1", which holds nothing that "0" could be',
    ],
    [
      'a test that fails',
      { op: 'test', path: '/cases/0/id', value: 'case-2' },
      'the test fails: expected "case-2", found "case-1"',
    ],
    [
      'the path of a report card',
      { op: 'remove', path: '$.cases[0].states[1].line' },
      'here it is "/cases/0/states/1/line".',
    ],
    [
      'a missing value',
      { op: 'add', path: '/x' },
      'operation 1 (add): expected "value", found none',
    ],
    [
      'a missing from',
      { op: 'move', path: '/x' },
      'operation 1 (move): expected "from", found none',
    ],
    [
      'a value moved into itself',
      { op: 'move', from: '/cases', path: '/cases/0/id' },
      'cannot be moved into itself',
    ],
    ['the whole taken away', { op: 'remove', path: '' }, 'the whole cannot be removed'],
    [
      'the prototype',
      { op: 'add', path: '/__proto__/x', value: 1 },
      'the key "__proto__" is not taken',
    ],
    [
      'a constructor',
      { op: 'add', path: '/a', value: [{ constructor: 1 }] },
      'the key "constructor" is not taken',
    ],
    ['a bad escape', { op: 'remove', path: '/a~2' }, '"~" is written as "~0"'],
  ])('says of %s where it is, and changes nothing', async (_what, operation, words) => {
    const fine = { op: 'replace', path: '/title', value: 'changed' };
    const { text, after, isError } = await patch([fine, operation]);
    expect(isError).toBe(true);
    expect(text).toContain(words);
    expect(after).toBe(lesson);
  });

  test('a value with its own __proto__, as JSON can have it, is refused and pollutes nothing', async () => {
    const value: unknown = JSON.parse('{"__proto__": {"polluted": true}}');
    const { text } = await patch([{ op: 'add', path: '/x', value }]);
    expect(text).toContain('the key "__proto__" is not taken');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('a file that doubles with each operation, is no JSON, too large or too deep is refused in words', async () => {
    const doubling = Array.from({ length: 60 }, (_, n) => ({
      op: 'copy',
      from: '',
      path: `/x${n}`,
    }));
    expect((await patch(doubling)).text).toContain('too large');
    const one = [{ op: 'remove', path: '/a' }];
    expect((await patch(one, '{"a": 1')).text).toContain('the file is no JSON');
    expect((await patch(one, `"${'a'.repeat(400_000)}"`)).text).toContain('at most 300000');
    expect((await patch(one, '['.repeat(5_000))).text).toContain('nested too deeply');
    expect((await patch(one, '{"a": 1, "a": 2}')).text).toContain('a key stands twice');
  });
});

interface Layout {
  gap: string;
  colon: string;
}

/** JSON as anybody might lay it out. */
function layOut(value: unknown, layout: Layout, depth = 0): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const gap = layout.gap.startsWith('\n') ? `\n${'  '.repeat(depth + 1)}` : layout.gap;
  const parts = Array.isArray(value)
    ? value.map((child) => layOut(child, layout, depth + 1))
    : Object.entries(value).map(
        ([key, child]) =>
          `${JSON.stringify(key)}${layout.colon}${layOut(child, layout, depth + 1)}`,
      );
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return parts.length === 0 ? open + close : `${open}${gap}${parts.join(`,${gap}`)}${gap}${close}`;
}

const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, 0, 1.5, -7, '', 'a"b', 'é€', 'x,]}'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', '', 'c/d', 'e~f', '0'), tie('value'), { maxKeys: 4 }),
  ),
})).value;

const document = fc.record({
  value: fc.oneof(
    fc.array(json, { maxLength: 5 }),
    fc.dictionary(fc.string({ maxLength: 3 }), json),
  ),
  layout: fc.record({
    gap: fc.constantFrom('', ' ', '\n'),
    colon: fc.constantFrom(':', ': ', ' :\t'),
  }),
});

/** Pointers to all values below the top, and to where one could be added. */
function pointersIn(value: unknown, pointer = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value)
    ? [...value.keys(), '-', value.length]
    : [...Object.keys(value), 'new'];
  return keys.flatMap((key) => {
    const name = String(key).replaceAll('~', '~0').replaceAll('/', '~1');
    const child: unknown = Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
    return [`${pointer}/${name}`, ...pointersIn(child, `${pointer}/${name}`)];
  });
}

const noForbidden = (pointer: string) => !/__proto__|constructor|prototype/.test(pointer);

const change = document.chain(({ value, layout }) => {
  const pointers = pointersIn(value).filter(noForbidden);
  const place = fc.constantFrom(...(pointers.length > 0 ? pointers : ['/new']));
  const operation: fc.Arbitrary<Operation> = fc.oneof(
    fc.record({
      op: fc.constantFrom('add' as const, 'replace' as const),
      path: place,
      value: json,
    }),
    fc.record({ op: fc.constant('remove' as const), path: place }),
    fc.record({ op: fc.constantFrom('move' as const, 'copy' as const), path: place, from: place }),
  );
  return fc.record({ value: fc.constant(value), layout: fc.constant(layout), operation });
});

/** What two texts have in common at their ends, as places in the first. */
function changedRange(before: string, after: string) {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { start, end: before.length - end };
}

test('one operation on any JSON in any layout: the values are those of RFC 6902, the rest keeps its bytes', async () => {
  let patchedOnes = 0;
  await fc.assert(
    fc.asyncProperty(change, async ({ value, layout, operation }) => {
      const before = layOut(value, layout);
      const result = await patchText(before, [operation]);
      if (result.type === 'refused') return;
      patchedOnes += 1;
      const after: unknown = JSON.parse(result.text);
      const { value: expected } = { value: structuredClone(value) };
      expect(applyPatch(expected, [operation])).toEqual([null]);
      expect(after).toEqual(expected);
      if (operation.op === 'move' || result.text === before) return;
      // Nothing outside of the value that is addressed, or of its parent's white space and commas, differs.
      const parent = operation.path.split('/').slice(0, -1).join('/');
      const marked = await patchText(before, [
        parent === '' ? { op: 'test', path: '', value } : { op: 'replace', path: parent, value: 0 },
      ]);
      if (parent === '' || marked.type === 'refused') return;
      const whole = changedRange(before, marked.text);
      const changed = changedRange(before, result.text);
      expect(changed.start).toBeGreaterThanOrEqual(whole.start);
      expect(changed.end).toBeLessThanOrEqual(whole.end + 1);
    }),
    { seed: 6902, numRuns: 600 },
  );
  expect(patchedOnes).toBeGreaterThan(250);
});

test('each value that no operation addresses is in the file as it was written', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(json, { minLength: 3, maxLength: 8 }),
      fc.nat(),
      async (values, n) => {
        const rows = values.map((value) => layOut(value, { gap: ' ', colon: ' : ' }));
        const before = `[\n${rows.join(',\n')}\n]\n`;
        const at = n % values.length;
        const result = await patchText(before, [
          { op: 'replace', path: `/${at}`, value: 'replaced' },
          { op: 'add', path: '/-', value: 'added' },
          { op: 'remove', path: `/${(at + 1) % values.length}` },
        ]);
        const left = rows
          .with(at, '"replaced"')
          .filter((_, row) => row !== (at + 1) % values.length);
        expect(result).toEqual({
          type: 'patched',
          text: `[\n${[...left, '"added"'].join(',\n')}\n]\n`,
        });
      },
    ),
    { seed: 3, numRuns: 300 },
  );
});
