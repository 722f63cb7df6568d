import { describe, expect, test } from 'vitest';
import type { Json } from '../../../../src/engine/json.ts';
import { criteria } from '../../../../src/products/algorithms/criteria/criteria.ts';
import { caughtElsewhere } from '../../../../src/products/algorithms/criteria/known-failures/caught-elsewhere.ts';
import { knownFailures } from '../../../../src/products/algorithms/criteria/known-failures/registry.ts';
import { twoSum } from '../lessons.ts';
import { spoil } from './spoil.ts';

const code = '$.annotatedCode.javascript.lines[1].code';
const words = '$.testCases[0].states[0].description';
const codeLineId = '$.testCases[0].states[0].codeLineId';
const { lesson } = twoSum();
const fun = '$.thinkingContent.fun';
const shifted = structuredClone(twoSum().lesson);
for (const { pointers } of shifted.testCases[0]?.states ?? []) {
  if (typeof pointers.i === 'number' && pointers.i < 3) pointers.i += 1;
}
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
  'one-based-pointers': {
    artefact: shifted,
    path: '$.testCases[0].states[1].pointers.i',
  },
  'steps-from-zero': {
    artefact: spoil('$.testCases[1].states[0].step', 0),
    path: '$.testCases[1].states[0].step',
  },
  'foreign-words-in-javascript': { artefact: spoil(code, 'let best = None;'), path: code },
  'foreign-words-in-python': {
    artefact: spoil('$.annotatedCode.python.lines[1].code', '    seen = {} if true else null'),
    path: '$.annotatedCode.python.lines[1].code',
  },
  'foreign-words-in-java': {
    artefact: spoil('$.annotatedCode.java.lines[5].code', 'Object best = None;'),
    path: '$.annotatedCode.java.lines[5].code',
  },
  'placeholder-names': {
    artefact: spoil('$.annotatedCode.javascript.entry', 'myFunction'),
    path: '$.annotatedCode.javascript.entry',
  },
  'copied-flavour-parts': {
    artefact: spoil(`${fun}.headline`, lesson.thinkingContent.technical.headline),
    path: `${fun}.headline`,
  },
  'truncated-prose': {
    artefact: spoil(`${fun}.explanation`, 'The host keeps a guest book at the door and the'),
    path: `${fun}.explanation`,
  },
  'sentence-over-and-over': {
    artefact: spoil(`${fun}.explanation`, 'Sign the book at the door. '.repeat(4)),
    path: `${fun}.explanation`,
  },
  'thinking-aloud': { artefact: spoil(words, 'That is 7. Wait, it is 8.'), path: words },
  'tags-of-the-conversation': { artefact: spoil(words, '</thinking> Start.'), path: words },
  'error-text-in-prose': { artefact: spoil(words, 'TypeError: x is null'), path: words },
  'doubled-words': { artefact: spoil(words, 'Look at the the map.'), path: words },
  'printed-values-in-data': {
    artefact: spoil('$.testCases[0].states[0].variables.seen', '[object Map]'),
    path: '$.testCases[0].states[0].variables.seen',
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

test.each([
  'The left half waits, and so does the right.',
  'They wait: nobody moves.',
  'It ends here (see [1, 2])',
  'Nothing is lost: the map has it',
])('"%s" is left alone', (text) => {
  const artefact = spoil(words, text);
  expect(knownFailures.flatMap(({ detect }) => detect(artefact))).toEqual([]);
});

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

test('what another criterion catches is named once, with a criterion that exists', () => {
  const ids = [...knownFailures, ...caughtElsewhere].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(criteria.map(({ id }) => id)).toEqual(
    expect.arrayContaining(caughtElsewhere.map(({ criterion }) => criterion)),
  );
});

test.each([
  ["return text.replaceAll('<', '&lt;');"],
  ['print("a:\\n")'],
  ['const lines = text.split("}\\n");'],
  ['// says “hello” to the &amp; sign'],
  ['# a café’s bill'],
  ['const text = "None";'],
  ['// True to its name'],
])('real code is left alone: %s', (line) => {
  const artefact = spoil(code, line);
  expect(knownFailures.flatMap(({ detect }) => detect(artefact))).toEqual([]);
});
