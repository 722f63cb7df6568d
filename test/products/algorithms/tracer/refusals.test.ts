import { describe, expect, it } from 'vitest';
import { instrument } from '../../../../src/products/algorithms/tracer/instrument.ts';
import { InstrumentError } from '../../../../src/products/algorithms/tracer/instrument-error.ts';
import { runTrace } from '../../../../src/products/algorithms/tracer/run-trace.ts';
import { traceMarked } from './trace-marked.ts';

describe('instrumenting refuses', () => {
  const cases: [string, string, RegExp][] = [
    [
      'two statements on one line',
      'function f(x) {\n if (x) return 1; //@ a\n}',
      /line 2 .*"a".*2 start/,
    ],
    ['a line without a statement', 'function f(x) {\n return 1;\n} //@ a', /line 3 .*no start/],
    ['a try, which has no step', 'function f() {\n try { //@ a\n } catch {}\n}', /TryStatement/],
    ['a line outside of functions', 'const a = 1; //@ a\nfunction f() {}', /outside of every/],
    ['a source that does not parse', 'function f( {', /does not parse/],
    ['a source without the entry function', 'function g() {}', /function "f"/],
  ];
  it.each(cases)('%s', (_what, marked, message) => {
    expect(() => traceMarked(marked)).toThrow(InstrumentError);
    expect(() => traceMarked(marked)).toThrow(message);
  });
});

describe('a traced run', () => {
  it('ends with what it recorded when it makes too many states', () => {
    const trace = traceMarked('function f() {\n for (;;) { //@ loop\n }\n}', [], 5);
    expect(trace).toMatchObject({
      type: 'too-many-states',
      message: expect.stringContaining('more than 5 states'),
    });
    expect(trace.states).toHaveLength(5);
  });

  it('ends when it takes too long', () => {
    const instrumented = instrument({
      source: 'function f() { for (;;) {} }',
      entry: 'f',
      lineIds: new Map(),
    });
    const trace = runTrace({ instrumented, entry: 'f', args: [], timeoutMs: 50 });
    expect(trace).toMatchObject({ type: 'failed', message: expect.stringContaining('timed out') });
  });

  it('says so when the source assigns to a name that it never declared', () => {
    const trace = traceMarked('function f() {\n  total = 1; //@ a\n return total;\n}');
    expect(trace).toMatchObject({
      type: 'failed',
      message: expect.stringContaining('ReferenceError: total'),
    });
  });

  it('leaves the arguments of its caller as they were', () => {
    const args = [[3, 1]];
    const trace = traceMarked('function f(a) {\n  return a.sort(); //@ a\n}', args);
    expect(trace).toMatchObject({ result: [1, 3] });
    expect(args).toEqual([[3, 1]]);
  });
});
