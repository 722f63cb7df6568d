import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../../src/engine/json.ts';
import { criteria } from '../../../../src/products/algorithms/criteria/criteria.ts';
import { defects } from '../../../../src/products/algorithms/rehearsal/defects/defects.ts';
import { tryAll } from '../../../try-all.ts';
import { failing, outcomeOf } from '../card.ts';
import { lessons } from '../lessons.ts';

/** Numbers in [0, 1) that are the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

// Six lessons of different kinds are enough here; each seed gets each of them.
const sample = lessons.filter((_, index) => index % Math.ceil(lessons.length / 6) === 0);
const seeds = [1, 300];
/** `npm run test:all` takes them all. */
const spoilable = tryAll ? lessons : lessons.filter((_, index) => index % 2 === 0);

test('there are many kinds of defects, each with an id of its own and a criterion that exists', () => {
  expect(new Set(defects.map(({ id }) => id)).size).toBe(defects.length);
  expect(defects.length).toBeGreaterThan(24);
  const known = new Set(criteria.map(({ id }) => id));
  for (const { criterion, also } of defects) {
    for (const id of [criterion, ...also]) expect(known).toContain(id);
  }
});

describe.each(defects)('the defect $id', (defect) => {
  test('is caught by its criterion on each lesson in which it finds something to spoil', async () => {
    let spoiled = 0;
    for (const { lesson, problem } of spoilable) {
      const bad = defect.apply(lesson, randomFrom(7));
      if (isDeepStrictEqual(bad, lesson)) continue;
      spoiled += 1;
      const found = await outcomeOf(defect.criterion, bad, problem);
      expect([problem.id, found.length]).not.toEqual([problem.id, 0]);
      expect([problem.id, typeof found]).toEqual([problem.id, 'object']);
    }
    // A solution may be so plain that one of the defects has nothing to take hold of.
    expect(spoiled).toBeGreaterThanOrEqual(0.9 * spoilable.length);
  });

  test('is caught by no other criterion than it declares, leaves the lesson it was given as it is, and repeats itself', async () => {
    for (const { lesson, problem } of sample) {
      const before = JSON.stringify(lesson);
      for (const seed of seeds) {
        await expectCaught(defect, { lesson, problem, seed });
        const again = defect.apply(lesson, randomFrom(seed));
        expect(again).toEqual(defect.apply(lesson, randomFrom(seed)));
      }
      expect(JSON.stringify(lesson)).toBe(before);
    }
  });

  test('returns whatever is no lesson without a word', () => {
    const odd: Json[] = [
      null,
      1,
      'x',
      [],
      {},
      { testCases: [1, { states: 2 }], annotatedCode: [] },
    ];
    for (const artefact of odd) {
      for (const random of [() => 0, () => 0.999_999]) {
        expect(() => defect.apply(artefact, random)).not.toThrow();
      }
    }
  });
});

interface Try {
  lesson: Json;
  problem: (typeof lessons)[number]['problem'];
  seed: number;
}

async function expectCaught(defect: (typeof defects)[number], { lesson, problem, seed }: Try) {
  const found = await failing(defect.apply(lesson, randomFrom(seed)), problem);
  const place = `${problem.id}, seed ${seed}`;
  expect([place, ...found]).toContain(defect.criterion);
  expect([
    place,
    found.filter((id) => id !== defect.criterion && !defect.also.includes(id)),
  ]).toEqual([place, []]);
}

test('defects that come together still leave a lesson that fails', async () => {
  const [first] = sample;
  if (first === undefined) throw new Error('no lesson to spoil');
  for (const [index, one] of defects.entries()) {
    for (const distance of [1, 5, 13]) {
      const other = defects[(index + distance) % defects.length] ?? one;
      const random = randomFrom(index * 31 + distance);
      const spoiled = other.apply(one.apply(first.lesson, random), random);
      expect(await failing(spoiled, first.problem)).not.toEqual([]);
    }
  }
});
