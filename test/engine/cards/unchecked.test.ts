import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { feedbackText } from '../../../src/engine/agent/feedback.ts';
import type { Criterion } from '../../../src/engine/cards/criterion.ts';
import { judgeHere } from '../../../src/engine/cards/judge.ts';
import { failingOf, issueCard } from '../../../src/engine/cards/report-card.ts';
import {
  tolerate,
  toleratingUnchecked,
  type UncheckedPolicy,
  uncheckedPolicy,
} from '../../../src/engine/cards/unchecked.ts';
import { factoryConfigSchema } from '../../../src/engine/factory-config.ts';
import { loadState } from '../../../src/engine/journal/checkpoint.ts';
import type { CatalogueItem } from '../../../src/engine/product.ts';
import { summarise } from '../../../src/engine/state/summary.ts';
import type { CallModel } from '../../../src/models/port.ts';
import { reply, validates, writes } from '../replies.ts';
import { openTinyFactory } from '../tiny-factory.ts';
import { note, tinyProduct } from '../tiny-product.ts';

const about = { item: { id: 'a', title: 'A' }, signal: new AbortController().signal };
const cardOf = (...words: string[]) => issueCard(note('a', ...words), tinyProduct, about);
const accepting = (...accept: string[]): UncheckedPolicy => ({ accept, broken: 'escalate' });

describe('a criterion that could not be judged', () => {
  test('makes no pass, unless the policy names it: then the card lists it as not checked', async () => {
    const card = await cardOf('odd');
    expect(tolerate(card, accepting('no-bad', 'judge')).verdict).toBe('not-checked');
    const passing = tolerate(card, accepting('judge*'));
    expect(passing.verdict).toBe('pass');
    expect(passing.criteria.at(-1)).toMatchObject({
      id: 'judgeable',
      status: 'not-checked',
      reason: 'odd',
      tolerated: true,
    });
    expect(passing.score).toBeLessThan(1);
    expect(failingOf(passing)).toEqual([]);
    expect(feedbackText(passing, 'note.json')).toMatch(/^Report card: PASS, 1 not checked\./);
  });

  test('does not outweigh one that fails, and the agent is not told of what it cannot mend', async () => {
    const card = tolerate(await cardOf('odd', 'bad'), accepting('*'));
    expect(card.verdict).toBe('fail');
    expect(failingOf(card).map(({ criterion }) => criterion)).toEqual(['no-bad']);
    expect(feedbackText(card, 'note.json')).not.toContain('judgeable');
  });

  test('that broke on the very output is tolerated only where that is said', async () => {
    const broken: Criterion<CatalogueItem> = {
      id: 'broken',
      title: 'Broken',
      weight: 1,
      check: () => {
        throw new Error('a bug');
      },
    };
    const card = await issueCard(note('a'), { criteria: [broken] }, about);
    expect(tolerate(card, accepting('broken')).verdict).toBe('not-checked');
    expect(tolerate(card, { accept: ['broken'], broken: 'accept' }).verdict).toBe('pass');
    const leaveOut = { 'no-bad': 'judging it ended the validator 2 times' };
    const left = await issueCard(note('a'), { ...tinyProduct, leaveOut }, about);
    expect(tolerate(left, accepting('*')).verdict).toBe('not-checked');
  });
});

test('factory.json comes before the product; without either nothing is tolerated', () => {
  const config = (more: object) => factoryConfigSchema.parse({ product: 'tiny', ...more });
  const product = { mayStayUnchecked: ['java-*'] };
  expect(uncheckedPolicy({}, config({}))).toEqual(accepting());
  expect(uncheckedPolicy(product, config({}))).toEqual(accepting('java-*'));
  const own = config({ unchecked: { accept: ['x'], broken: 'accept' } });
  expect(uncheckedPolicy(product, own)).toEqual({ accept: ['x'], broken: 'accept' });
  expect(uncheckedPolicy(product, config({ unchecked: { accept: [] } }))).toEqual(accepting());
  expect(() => config({ unchecked: { acept: [] } })).toThrow('acept');
});

describe('an output accepted without a criterion', () => {
  const oddAuthor: CallModel = async ({ item, turn }) =>
    reply([writes(note(item, 'odd'), `use_${turn}`), validates(`use_${turn}b`)]);
  const judge = toleratingUnchecked(judgeHere(tinyProduct), accepting('judgeable'));

  test('says so in its event, its card, its provenance and the numbers of the run', async () => {
    const factory = await openTinyFactory({ items: 2, callModel: oddAuthor });
    const { state } = await factory.run({ judge });
    expect(state.counts.accepted).toBe(2);
    expect(state.items.get('item-0')?.unchecked).toEqual(['judgeable']);
    expect(state.items.get('item-0')?.failing).toEqual([]);
    expect(summarise(state, 0).quality.unchecked).toBe(2);
    const paths = factory.paths.item('item-0');
    const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
    expect(read(paths.reportCard(1))).toMatchObject({ verdict: 'pass' });
    expect(read(paths.state)).toMatchObject({ status: 'accepted', unchecked: ['judgeable'] });
    expect((await loadState(factory.paths)).state.quality.unchecked).toBe(2);
  });

  test('without a policy for it is none: the item comes to a person', async () => {
    const factory = await openTinyFactory({ items: 1, callModel: oddAuthor });
    const { state } = await factory.run();
    expect(state.counts).toMatchObject({ accepted: 0, escalated: 1 });
    expect(state.items.get('item-0')?.reason).toContain('judgeable');
    expect(summarise(state, 0).quality.unchecked).toBe(0);
  });
});
