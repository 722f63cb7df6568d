import { describe, expect, it } from 'vitest';
import { snapshot } from '../../../../src/products/algorithms/tracer/snapshot.ts';
import { statesOf } from './trace-marked.ts';

describe('the variables of a state', () => {
  it('are those in scope and initialised, without functions and names of the program', () => {
    const states = statesOf(
      `
const LIMIT = 3;
function f(a, { b, c: [d = 4] }, ...rest) {
  const e = 1; //@ early
  let later = 2;
  var hoisted = 3;
  const helper = () => 0;
  class Node {}
  {
    const inner = 5; //@ inside
  }
  return later; //@ late
}`,
      [1, { b: 2, c: [] }, 9],
    );
    const params = { a: 1, b: 2, d: 4, rest: [9] };
    expect(states).toEqual([
      ['early', { ...params, e: 1 }],
      ['inside', { ...params, e: 1, later: 2, hoisted: 3, inner: 5 }],
      ['late', { ...params, e: 1, later: 2, hoisted: 3, result: 2 }],
    ]);
  });

  it('include those of enclosing functions, with the innermost of a name', () => {
    const states = statesOf(
      `
function f(n) {
  let best = 0;
  function visit(n) {
    best = n; //@ visit
  }
  visit(n + 1);
  return best;
}`,
      [1],
    );
    expect(states).toEqual([['visit', { n: 2, best: 2 }]]);
  });

  it('are copies: later changes do not reach back', () => {
    const states = statesOf(
      `
function f(list) {
  list.push(2); //@ first
  list.push(3); //@ second
  return list;
}`,
      [[1]],
    );
    expect(states).toEqual([
      ['first', { list: [1, 2] }],
      ['second', { list: [1, 2, 3] }],
    ]);
  });

  it('are JSON also for maps, sets and typed arrays of the traced realm', () => {
    const states = statesOf(`
function f() {
  const map = new Map([['b', new Set([1])], [1, Infinity]]);
  const typed = new Uint8Array([1, 0]);
  return 0; //@ done
}`);
    expect(states).toEqual([
      ['done', { map: { b: [1], '1': 'Infinity' }, typed: [1, 0], result: 0 }],
    ]);
  });
});

describe('a snapshot', () => {
  it('names the numbers that JSON has not, and keeps the place of what has no JSON form', () => {
    const value = { a: [NaN, -Infinity, undefined, () => 0], b: undefined, c: -0, d: 5n };
    expect(snapshot(value)).toEqual({ a: ['NaN', '-Infinity', null, null], c: 0, d: 5 });
    expect(snapshot(undefined)).toBeUndefined();
  });

  it('keeps a key named __proto__ as a plain key', () => {
    const copied = snapshot(new Map([['__proto__', 1]]));
    expect(JSON.stringify(copied)).toBe('{"__proto__":1}');
  });

  it('cuts a value that contains itself, but not one that occurs twice', () => {
    const node: Record<string, unknown> = { value: 1 };
    node.next = node;
    const shared = [1];
    expect(snapshot(node)).toEqual({ value: 1, next: '(circular)' });
    expect(snapshot([shared, shared])).toEqual([[1], [1]]);
  });

  it('writes composite keys of a map as JSON', () => {
    expect(snapshot(new Map([[[1, 2], 'x']]))).toEqual({ '[1,2]': 'x' });
  });
});
