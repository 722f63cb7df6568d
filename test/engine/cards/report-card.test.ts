import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sha256 } from '../../../src/engine/cards/artefact.ts';
import type { Criterion } from '../../../src/engine/cards/criterion.ts';
import { failingOf, issueCard } from '../../../src/engine/cards/report-card.ts';
import { note, tinyProduct } from '../tiny-product.ts';

const item = { id: 'a', title: 'A' };
const context = { item, signal: new AbortController().signal };
const cardOf = (text: string | undefined) => issueCard(text, tinyProduct, context);
const statuses = async (text: string) =>
  (await cardOf(text)).criteria.map(({ id, status }) => `${id} ${status}`);

describe('a report card', () => {
  test('passes when every criterion holds, with a full score', async () => {
    expect(await cardOf(note('a', 'good'))).toMatchObject({ verdict: 'pass', score: 1 });
  });

  test('fails when one criterion fails, its weight taken off the score', async () => {
    const card = await cardOf(note('a', 'ugly', 'ugly', 'bad'));
    expect(card.verdict).toBe('fail');
    expect(card.score).toBeCloseTo(3 / 7);
    expect(failingOf(card)).toEqual([
      { criterion: 'no-bad', message: 'the word is bad', count: 1 },
      { criterion: 'no-ugly', message: 'the word is ugly', count: 2 },
    ]);
  });

  test('of what could not be checked is no pass, and says why', async () => {
    const card = await cardOf(note('a', 'odd'));
    expect(card.verdict).toBe('not-checked');
    expect(failingOf(card)).toEqual([{ criterion: 'judgeable', message: 'odd', count: 1 }]);
  });

  test('is a failure before it is unchecked', async () => {
    expect((await cardOf(note('a', 'odd', 'bad'))).verdict).toBe('fail');
  });

  test.each([
    ['missing', undefined, 'the file is not there'],
    ['empty', ' \n', 'the file is empty'],
    ['no JSON', '{"id":', 'the file is no JSON'],
  ])('over an output that is %s fails on being readable alone', async (_what, text, words) => {
    const card = await cardOf(text);
    expect(card).toMatchObject({ verdict: 'fail', score: 0 });
    expect(card.criteria.map(({ id }) => id)).toEqual(['readable']);
    expect(card.criteria[0]?.issues[0]?.message).toContain(words);
  });

  test('does not check what a criterion with a bug should have checked, and goes on', async () => {
    const broken: Criterion = {
      id: 'broken',
      title: 'Broken',
      weight: 1,
      check: () => {
        throw new Error('a bug');
      },
    };
    const judging = { artefactSchema: z.json(), criteria: [broken, ...tinyProduct.criteria] };
    const card = await issueCard(note('a'), judging, context);
    expect(card.verdict).toBe('not-checked');
    expect(card.criteria.map(({ status }) => status)).toEqual([
      'not-checked',
      'pass',
      'pass',
      'pass',
      'pass',
    ]);
    expect(card.criteria[0]?.reason).toBe('the criterion itself failed: a bug');
  });

  test.each(['null', '7', '"x"', '[]', '[[{}]]', '{"words":"bad"}'])(
    'judges whatever JSON there is: %s',
    async (text) => {
      expect(await statuses(text)).toContain('is-note fail');
    },
  );

  test('judges the content, whatever its layout', async () => {
    const [a, b] = await Promise.all([
      cardOf('{"id":"a","words":["x"]}'),
      cardOf('{\n"words" : ["x"],\n\n"id":"a"}'),
    ]);
    expect(a.criteria).toEqual(b.criteria);
  });

  test('names the very text that was judged', async () => {
    expect((await cardOf('{"id": 1}')).sha256).toBe(sha256('{"id": 1}'));
  });
});
