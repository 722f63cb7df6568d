import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_OUTPUT_CHARS, readOutput } from '../../../src/engine/agent/readable-output.ts';

function faults(text: string | undefined): string[] {
  const read = readOutput(text);
  return read.type === 'json' ? [] : read.issues.map(({ path, message }) => `${path}: ${message}`);
}

describe('an output that every reader takes alike', () => {
  test('is its value, for any JSON in any layout', () => {
    const property = fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      fc.pre(!/__proto__|\\u[dD]|\uFFFD|\d{16}/.test(text));
      expect(readOutput(text)).toEqual({ type: 'json', value: JSON.parse(text) });
    });
    fc.assert(property, { seed: 51 });
  });

  test.each([
    '{"a": {"x": 1}, "b": {"x": 2}, "constructor": 3, "toString": 4}',
    '[{"x": 1}, {"x": 1}]',
    '{"a": "\\ud83d\\ude00", "b": "😀"}',
    '[9007199254740991, -9007199254740991, 1e21, 0.1, 1.7976931348623157e308]',
    '"NaN"',
  ])('may be %s', (text) => {
    expect(faults(text)).toEqual([]);
  });
});

describe('an output that is not readable says why', () => {
  test.each([
    ['no file', undefined, '$: the file is not there'],
    ['no bytes', '', '$: the file is empty'],
    ['blanks', ' \n\t', '$: the file is empty'],
    ['a byte order mark', '\uFEFF{}', '$: the file begins with a byte order mark'],
    ['a decoding that failed', '{\n"a": "caf\uFFFD"}', '$: the file is not valid UTF-8, in line 2'],
    ['half a character', '{"a": "\ud83d"}', '$: the file is not valid UTF-8'],
    ['NaN', '{"a": NaN}', '$: the file is no JSON: Unexpected token'],
    ['Infinity', '[-Infinity]', '$: the file is no JSON'],
    ['a key twice', '{"a": {"b": 1, "c": 2, "b": 3}}', '$.a.b: this key stands here twice'],
    ['a key twice, once escaped', '[{"a": 1, "\\u0061": 2}]', '$[0].a: this key stands here twice'],
    ['a prototype', '{"a": [{"__proto__": {}}]}', '$.a[0].__proto__: the key __proto__'],
    ['half a character, escaped', '{"a": ["\\ud800"]}', '$.a[0]: this text holds half'],
    ['a key of half a character', '{"\\udc00": 1}', '$["\uFFFD"]: this text holds half'],
    [
      'a number beyond 2^53',
      '{"n": 9007199254740993}',
      '$.n: the number 9007199254740993 is beyond',
    ],
    ['a number beyond all', '[1e400]', '$[0]: the number 1e400 is beyond'],
    ['brackets by the 100,000', '['.repeat(100_000), '$: the file nests deeper than'],
    [
      'closed brackets by the 100,000',
      `${'[{"a":'.repeat(50_000)}1${'}]'.repeat(50_000)}`,
      '$: the',
    ],
    ['50 MB', `["${'x'.repeat(50_000_000)}"]`, `$: the file has 50000004 characters, more than`],
  ])('%s', (_what, text, words) => {
    const [first] = faults(text);
    expect(first?.slice(0, words.length)).toBe(words);
  });

  test('a few times at most', () => {
    expect(faults(`[${Array(1000).fill('{"a":1,"a":2}').join(',')}]`)).toHaveLength(20);
  });

  test('in few words, however long the name', () => {
    const key = JSON.stringify('k'.repeat(100_000));
    const [only, ...others] = faults(`{${key}: 1, ${key}: 2}`);
    expect(others).toEqual([]);
    expect(only?.length).toBeLessThan(200);
  });

  test('of no two kinds at once when it is far too large', () => {
    expect(faults('\uFFFD'.repeat(MAX_OUTPUT_CHARS + 1))).toHaveLength(1);
  });
});
