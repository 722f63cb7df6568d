import { describe, expect, test } from 'vitest';
import type { Json } from '../../../../src/engine/json.ts';
import { knownFailures } from '../../../../src/products/algorithms/criteria/known-failures/registry.ts';
import { twoSum } from '../lessons.ts';
import { spoil } from './spoil.ts';

const code = '$.annotatedCode.javascript.lines[1].code';
const words = '$.testCases[0].states[0].description';
const codeLineId = '$.testCases[0].states[0].codeLineId';
const { lesson } = twoSum();
const numbered = lesson.annotatedCode.java.lines.map((line, index) => ({
  ...line,
  code: `${index + 1} | ${line.code}`,
}));

/** A lesson with the mistake, and where it is found. */
const seen: Record<string, { artefact: Json; path: string }> = {
  'value-slots-at-wrong-level': {
    artefact: spoil('$.annotatedCode.valueSlots', []),
    path: '$.annotatedCode.valueSlots',
  },
  'lesson-as-string': { artefact: JSON.stringify(lesson), path: '$' },
  'part-as-string': {
    artefact: spoil('$.testCases', JSON.stringify(lesson.testCases)),
    path: '$.testCases',
  },
  'wrapped-lesson': { artefact: { lesson }, path: '$.lesson' },
  'code-line-id-as-index': { artefact: spoil(codeLineId, '2'), path: codeLineId },
  'code-line-id-off-by-one': {
    artefact: JSON.parse(
      JSON.stringify(lesson)
        .replaceAll('"init"', '"L1"')
        .replace(/("codeLineId":)"L1"/, '$1"L0"'),
    ),
    path: codeLineId,
  },
  'code-in-markdown-fence': { artefact: spoil(code, '```javascript'), path: code },
  'html-entities-in-code': {
    artefact: spoil(code, 'for (let i = 0; i &lt; n; i++) {'),
    path: code,
  },
  'escaped-newlines-in-code': { artefact: spoil(code, 'let a = 1;\\n  let b = 2;'), path: code },
  'several-lines-in-one': { artefact: spoil(code, 'let a = 1;\nlet b = 2;'), path: code },
  'typographic-characters-in-code': { artefact: spoil(code, 'const s = “abc”;'), path: code },
  'commentary-around-code': {
    artefact: spoil('$.annotatedCode.python.lines[7].code', 'This solution runs in O(n) time.'),
    path: '$.annotatedCode.python.lines[7].code',
  },
  'numbered-code-lines': {
    artefact: spoil('$.annotatedCode.java.lines', numbered),
    path: '$.annotatedCode.java.lines',
  },
  mojibake: { artefact: spoil(words, 'itâ€™s there'), path: words },
  'text-without-end': { artefact: spoil(words, 'and again '.repeat(1000)), path: words },
  'assistant-voice': { artefact: spoil(words, 'Sure! Here is the first step.'), path: words },
  'printed-object': { artefact: spoil(words, 'looking at [object Object]'), path: words },
  'escaped-newlines-in-prose': {
    artefact: spoil(words, 'First this.\\n\\nThen that.'),
    path: words,
  },
};

describe.each(knownFailures)('$id', ({ id, detect, what, example }) => {
  test('is found where it is, and says what to do', () => {
    const found = seen[id] && detect(seen[id].artefact);
    expect(found?.[0]).toMatchObject({ path: seen[id]?.path, fix: expect.stringMatching(/\.$/) });
    expect(what).toMatch(/\.$/);
    expect(example).not.toBe('');
  });

  test('is not seen in a good lesson', () => {
    expect(detect(lesson)).toEqual([]);
  });
});

test('every row has a mistake to show', () => {
  expect(Object.keys(seen).sort()).toEqual(knownFailures.map(({ id }) => id).sort());
});

test.each([
  ["return text.replaceAll('<', '&lt;');"],
  ['print("a:\\n")'],
  ['const lines = text.split("}\\n");'],
  ['// says “hello” to the &amp; sign'],
  ['# a café’s bill'],
])('real code is left alone: %s', (line) => {
  const artefact = spoil(code, line);
  expect(knownFailures.flatMap(({ detect }) => detect(artefact))).toEqual([]);
});
