import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/engine/json.ts';
import { structureKinds } from '../../../src/products/algorithms/lesson.ts';
import { emptyStructure, pointsInside } from '../../../src/products/algorithms/structure-bounds.ts';

describe('a pointer', () => {
  const cases: [Json, number | [number, number], boolean][] = [
    [[5, 6], 1, true],
    [[5, 6], 2, false],
    [[5, 6], -1, false],
    [[5, 6], 0.5, false],
    ['ab', 1, true],
    ['ab', 2, false],
    [{ '7': [] }, 7, true],
    [{ '7': [] }, 0, false],
    [[[1, 2], [3]], [0, 1], true],
    [[[1, 2], [3]], [1, 1], false],
    [[[1, 2], [3]], [2, 0], false],
    [['ab'], [0, 1], true],
    [7, 0, false],
    [null, 0, false],
  ];
  it.each(cases)('in %j at %j is inside: %j', (structure, pointer, inside) => {
    expect(pointsInside(structure, pointer)).toBe(inside);
  });

  it('points nowhere in a structure that is still empty', () => {
    for (const kind of structureKinds) expect(pointsInside(emptyStructure(kind), 0)).toBe(false);
  });
});
