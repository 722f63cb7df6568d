import { describe, expect, it } from 'vitest';
import { statesOf, traceMarked } from './trace-marked.ts';

describe('a marked statement', () => {
  it('is recorded after a declaration and after an expression ran', () => {
    const states = statesOf(
      `
function f(a) {
  let b = a + 1; //@ declare
  b *= 10; //@ change
  return b;
}`,
      [1],
    );
    expect(states).toEqual([
      ['declare', { a: 1, b: 2 }],
      ['change', { a: 1, b: 20 }],
    ]);
  });

  it('is recorded each time the test of an if or else-if was evaluated', () => {
    const states = statesOf(
      `
function f(n) {
  if (n > 9) { //@ big
    return 'big';
  } else if (n > 4) { //@ middle
    return 'middle'; //@ answer
  }
  return 'small';
}`,
      [5],
    );
    expect(states).toEqual([
      ['big', { n: 5 }],
      ['middle', { n: 5 }],
      ['answer', { n: 5, result: 'middle' }],
    ]);
  });

  it('is recorded for a loop only when its test is true', () => {
    const states = statesOf(
      `
function f(n) {
  for (let i = 0; i < n; i++) { //@ for
    while (i > 5) { //@ while
      i += 1;
    }
  }
  do { //@ do
    n -= 1;
  } while (n > 0);
  return n;
}`,
      [2],
    );
    expect(states).toEqual([
      ['for', { n: 2, i: 0 }],
      ['for', { n: 2, i: 1 }],
      ['do', { n: 1 }],
    ]);
  });

  it('is recorded at the top of each iteration of for-of, for-in and an endless for', () => {
    const states = statesOf(
      `
function f(list) {
  for (const [a, b] of list) { //@ of
    const sum = a + b;
  }
  for (const key in { x: 1 }) list.pop(); //@ in
  for (;;) { //@ endless
    break; //@ out
  }
  return 0;
}`.replace(' list.pop(); //@ in', ' //@ in\n    list.pop();'),
      [
        [
          [1, 2],
          [3, 4],
        ],
      ],
    );
    expect(states).toEqual([
      [
        'of',
        {
          list: [
            [1, 2],
            [3, 4],
          ],
          a: 1,
          b: 2,
        },
      ],
      [
        'of',
        {
          list: [
            [1, 2],
            [3, 4],
          ],
          a: 3,
          b: 4,
        },
      ],
      [
        'in',
        {
          list: [
            [1, 2],
            [3, 4],
          ],
          key: 'x',
        },
      ],
      ['endless', { list: [[1, 2]] }],
      ['out', { list: [[1, 2]] }],
    ]);
  });

  it('keeps its meaning as the body of an if or a loop without braces', () => {
    const marked = `
function f(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) //@ loop
    if (i % 2 === 0) //@ test
      sum += i; //@ add
    else
      continue; //@ skip
  return sum; //@ done
}`;
    const trace = traceMarked(marked, [3]);
    expect(trace).toMatchObject({ type: 'finished', result: 2 });
    expect(trace.states.map(({ lineId }) => lineId)).toEqual(
      'loop test add loop test skip loop test add done'.split(' '),
    );
  });

  it('is recorded before a throw, a switch is recorded with its value known', () => {
    const trace = traceMarked(
      `
function f(n) {
  switch (n) { //@ which
    case 1:
      n += 1; //@ one
  }
  throw new Error('gave up'); //@ fail
}`,
      [1],
    );
    expect(trace).toMatchObject({ type: 'failed', message: 'Error: gave up' });
    expect(trace.states).toEqual([
      { lineId: 'which', variables: { n: 1 } },
      { lineId: 'one', variables: { n: 2 } },
      { lineId: 'fail', variables: { n: 2 } },
    ]);
  });

  it('is recorded at the top of each call of a marked function', () => {
    const states = statesOf(
      `
const f = (n) => {
  function visit(depth) { //@ visit
    if (depth < n) visit(depth + 1);
  }
  visit(1);
  return n;
}`,
      [2],
    );
    expect(states).toEqual([
      ['visit', { n: 2, depth: 1 }],
      ['visit', { n: 2, depth: 2 }],
    ]);
  });

  it('may span lines, leave out its semicolon, stand under a label and hold callbacks', () => {
    const states = statesOf(
      `
function f(list) {
  const doubled = list.map(function (x) { return x * 2; }) //@ map
  outer: for (const x of doubled) { //@ of
    continue outer //@ next
  }
  return doubled.reduce( //@ sum
    (a, b) => a + b,
    0,
  )
}`,
      [[1]],
    );
    expect(states).toEqual([
      ['map', { list: [1], doubled: [2] }],
      ['of', { list: [1], doubled: [2], x: 2 }],
      ['next', { list: [1], doubled: [2], x: 2 }],
      ['sum', { list: [1], doubled: [2], result: 2 }],
    ]);
  });
});

describe('a return', () => {
  it('sets result only in the outermost call of the entry function', () => {
    const trace = traceMarked(
      `
function f(n) {
  const twice = (x) => {
    return x * 2; //@ inner
  };
  if (n === 0) {
    return 1; //@ base
  }
  return twice(f(n - 1)); //@ up
}`,
      [1],
    );
    expect(trace.states).toEqual([
      { lineId: 'base', variables: { n: 0 }, returned: 1 },
      { lineId: 'inner', variables: { n: 1, x: 1 }, returned: 2 },
      { lineId: 'up', variables: { n: 1, result: 2 }, returned: 2 },
    ]);
  });

  it('counts the depth of calls right after an inner call threw', () => {
    const states = statesOf(
      `
function f(n) {
  if (n === 0) throw new Error('bottom');
  try {
    f(n - 1);
  } catch {
    n += 10;
  }
  return n; //@ done
}`,
      [1],
    );
    expect(states).toEqual([['done', { n: 11, result: 11 }]]);
  });

  it('without a value gives null', () => {
    expect(statesOf('function f(a) {\n  return; //@ done\n}', [1])).toEqual([
      ['done', { a: 1, result: null }],
    ]);
  });
});
