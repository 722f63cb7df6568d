import { describe, expect, test } from 'vitest';
import { feedbackText } from '../../../src/engine/agent/feedback.ts';
import { canonicalText } from '../../../src/engine/cards/artefact.ts';
import { issueCard } from '../../../src/engine/cards/report-card.ts';
import { criteria } from '../../../src/products/algorithms/criteria/criteria.ts';
import { lessonSchema } from '../../../src/products/algorithms/lesson.ts';
import { twoSum } from './lessons.ts';

const { lesson, problem } = twoSum();
const good = canonicalText(lesson, lessonSchema);
const context = { item: problem, signal: new AbortController().signal };

function cardOf(text: string) {
  return issueCard(text, { criteria }, context);
}

/** The good lesson with one piece of its text replaced. */
function withText(piece: string, by: string): string {
  if (!good.includes(piece)) throw new Error(`the lesson has no ${piece}`);
  return good.replace(piece, () => by);
}

const variables = '"variables": {';
const target = '"target": 9';

const bad: [string, string, RegExp][] = [
  ['of 0 bytes', '', /the file is empty/],
  ['of blanks', '\n'.repeat(100_000), /the file is empty/],
  ['of 50 MB, all brackets', '['.repeat(50_000_000), /50000000 characters/],
  ['of 50 MB, good but for its size', good + ' '.repeat(50_000_000), /characters, more than/],
  ['of 100,000 brackets', '['.repeat(100_000), /nests deeper/],
  [
    'with 100,000 brackets inside',
    withText(target, `"target": ${'['.repeat(1e5)}${']'.repeat(1e5)}`),
    /nests deeper/,
  ],
  ['cut in the middle', good.slice(0, good.length / 2), /no JSON/],
  ['with words around it', `Here is the lesson:\n${good}`, /no JSON/],
  ['twice', good + good, /no JSON/],
  ['with a part twice', withText('"testCases":', '"testCases": [], "testCases":'), /twice/],
  ['with a variable twice', withText(target, '"target": 9, "target": 8'), /twice/],
  [
    'with bytes that are no UTF-8',
    withText(target, '"target": 9, "caf\uFFFD": 1'),
    /not valid UTF-8/,
  ],
  ['with half a character', withText(target, '"target": "\\ud83d"'), /half of a character/],
  ['with __proto__', withText(variables, '"variables": {"__proto__": {"a": 1}, '), /__proto__/],
  ['with a number beyond 2^53', withText(target, '"target": 90071992547409930'), /beyond 2\^53/],
  ['with NaN', withText(target, '"target": NaN'), /no JSON/],
  ['with NaN as a word', withText(target, '"target": "NaN"'), /./],
  ['with an endless number', withText(target, `"target": ${'9'.repeat(1_000)}`), /beyond 2\^53/],
  ['with a comment', withText(target, '/* nine */ "target": 9'), /no JSON/],
  ['of 1.8 MB of empty lists', `[${'[],'.repeat(600_000)}[]]`, /not a JSON object/],
  [
    'with 150,000 keys',
    `{${[...Array(150_000).keys()].map((n) => `"k${n}":1`).join()}}`,
    /no algorithmMeta/,
  ],
  ['with 900,000 states', withText('"states": [', `"states": [${'1,'.repeat(900_000)}`), /./],
];

describe.each(bad)('a lesson %s', (_what, text, words) => {
  test('fails in words, and so few that an agent can read them', async () => {
    const card = await cardOf(text);
    expect(card.verdict).toBe('fail');
    const failed = card.criteria.filter(({ status }) => status === 'fail');
    expect(failed.map(({ issues }) => issues[0]?.message ?? '').join('\n')).toMatch(words);
    expect(card.criteria.filter(({ reason }) => reason?.includes('itself failed'))).toEqual([]);
    expect(feedbackText(card, 'lesson.json').length).toBeLessThan(8_000);
    expect(JSON.stringify(card).length).toBeLessThan(1_000_000);
  });
});

test('the lesson that was spoilt is good', async () => {
  expect((await cardOf(good)).verdict).toBe('pass');
});

test('a good lesson in any layout is as good', async () => {
  const layouts = [JSON.stringify(lesson), JSON.stringify(lesson, null, '\t'), `\n\n${good}\r\n`];
  for (const text of layouts) expect((await cardOf(text)).verdict).toBe('pass');
});
