import { afterAll, describe, expect, test } from 'vitest';
import { createJavascriptExecutor } from '../../src/sandbox/javascript/executor.ts';
import { javascriptLimits } from '../../src/sandbox/limits.ts';
import { testEscapes } from './escapes.ts';
import { hastyExecutors } from './hasty-executors.ts';
import { type Attempt, openOutside } from './outside.ts';

const executors = {
  patient: createJavascriptExecutor({ ...javascriptLimits, runMs: 1_000, killMs: 5_000 }),
  hasty: hastyExecutors().javascript,
};
const outside = await openOutside();
afterAll(async () => {
  await Promise.all(Object.values(executors).map((executor) => executor.close()));
  outside.close();
});

const reach: Attempt[] = [
  { name: 'the network by fetch', source: `const f = (o) => fetch('http://127.0.0.1:' + o.port);` },
  {
    name: 'the network by WebSocket or XMLHttpRequest',
    source: `const f = (o) => { for (const C of ['WebSocket', 'XMLHttpRequest', 'EventSource'])
      if (globalThis[C]) new globalThis[C]('ws://127.0.0.1:' + o.port); return Object.keys(globalThis); };`,
  },
  {
    name: 'a module by import()',
    source: `async function f(o) { const { connect } = await import('node:net'); connect(o.port); return 1; }`,
    ends: ['throws'],
  },
  {
    name: 'a module by import',
    source: `import { readFileSync } from 'node:fs';\nexport function f(o) { return readFileSync(o.file, 'utf8'); }`,
    ends: ['rejected'],
  },
  {
    name: 'a file by require',
    source: `const f = (o) => require('fs').readFileSync(o.file, 'utf8');`,
    ends: ['throws'],
  },
  {
    name: "QuickJS' own std and os",
    source: `const f = (o) => [typeof std, typeof os, typeof scriptArgs, typeof loadScript, typeof bjson];`,
    gives: ['undefined', 'undefined', 'undefined', 'undefined', 'undefined'],
  },
  { name: 'the environment', source: 'const f = () => process.env;', ends: ['throws'] },
  {
    name: 'what a function constructor sees',
    source: `const f = () => { const g = Function('return this')();
      return [typeof g.process, typeof g.require, typeof g.Deno, typeof (function () {}).constructor('return process')]; };`,
  },
  {
    name: 'whatever lies in the global object',
    source: `const f = () => { const out = []; for (const k of Reflect.ownKeys(globalThis)) {
      const v = globalThis[k]; if (v && /process|port|worker|print/i.test(String(k))) out.push(String(k)); } return out; };`,
    gives: [],
  },
  {
    name: 'the parent process',
    source: 'const f = (o) => process.kill(o.pid, "SIGTERM");',
    ends: ['throws'],
  },
  {
    name: 'messages to whoever started the thread',
    source: `const f = () => { globalThis.postMessage?.('{"type":"done"}'); parentPort.postMessage('x'); };`,
    ends: ['throws'],
  },
  {
    name: 'blocking the thread with Atomics.wait',
    source: `const f = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1e9);`,
    ends: ['throws', 'value', 'timeout'],
  },
];

const use: Attempt[] = [
  { name: 'an infinite loop', source: 'const f = () => { for (;;); };', ends: ['timeout'] },
  {
    name: 'an infinite loop while it loads',
    source: 'for (;;);\nconst f = 1;',
    ends: ['rejected'],
    endless: true,
  },
  {
    name: 'an infinite loop that swallows what stops it',
    source: 'const f = () => { for (;;) { try { for (;;); } catch {} finally { continue; } } };',
    ends: ['timeout'],
  },
  {
    name: 'promises without an end',
    source: 'const f = async () => { const g = () => Promise.resolve().then(g); return g(); };',
    ends: ['timeout', 'memory', 'unreadable', 'crash'],
  },
  {
    name: 'a number that takes for ever',
    source: 'const f = () => { let n = 3n; for (;;) n = n * n; };',
    ends: ['timeout', 'throws', 'memory'],
  },
  {
    name: 'a regular expression that takes for ever',
    source: `const f = () => /^(a+)+$/.test('a'.repeat(40) + 'b');`,
    ends: ['timeout', 'throws'],
  },
  {
    name: 'a native loop that hears no interrupt',
    source: 'const f = () => { for (;;) new Array(4e6).fill(0).sort(); };',
    ends: ['timeout', 'memory'],
  },
  {
    name: 'a bomb of arrays',
    source: 'const f = () => { const x = []; for (;;) x.push(new Array(1e5).fill(x.length)); };',
    ends: ['memory', 'timeout'],
  },
  {
    name: 'a bomb of text',
    source: `const f = () => { let s = 'x'; for (;;) s += s; };`,
    ends: ['memory', 'throws'],
  },
  {
    name: 'a bomb of typed arrays',
    source: 'const f = () => { const x = []; for (;;) x.push(new Uint8Array(1e7).fill(1)); };',
    ends: ['memory', 'throws', 'timeout'],
  },
  {
    name: 'a flood of output',
    source: `const f = () => { for (;;) console.log('x'.repeat(1e4)); };`,
    ends: ['output'],
  },
  { name: 'recursion without an end', source: 'const f = (o) => f(o) + 1;', ends: ['throws'] },
  {
    name: 'recursion in a source',
    source: `const f = () => ${'['.repeat(30_000)}${']'.repeat(30_000)};`,
    ends: ['rejected'],
  },
  { name: 'a huge text', source: `const f = () => 'x'.repeat(5e6);`, ends: ['unreadable'] },
  { name: 'a huge list', source: 'const f = () => new Array(4294967295);', ends: ['unreadable'] },
  { name: 'a huge number', source: 'const f = () => 7n ** 100000n;', ends: ['unreadable'] },
  {
    name: 'a result that holds itself',
    source: 'const f = () => { const a = {}; a.a = a; return a; };',
    ends: ['unreadable'],
  },
];

const forge: Attempt[] = [
  {
    name: 'prototypes that lose or change items',
    source: `Array.prototype.push = () => 0; Array.prototype.map = () => []; Array.prototype.join = () => '"x"';
      Object.prototype.toJSON = () => 1; String.prototype.slice = () => 'x'; Map.prototype.forEach = () => {};
      Array.prototype[Symbol.iterator] = function* () {}; String.prototype.toString = () => 'x';
      const f = () => [1, 'a', { k: [2] }];`,
    gives: [1, 'a', { k: [2] }],
  },
  {
    name: 'setters on what lists and objects inherit',
    source: `for (const k of ['0', '1', 'length', 'value', 'type', 'nonce', 'why'])
      Object.defineProperty(Object.prototype, k, { __proto__: null, set() { throw 1; }, get() { return 7; } });
      const f = () => [[1], { a: 2 }];`,
    gives: [[1], { a: 2 }],
  },
  {
    name: 'other functions in place of those that write',
    source: `JSON.stringify = () => '{"$i":"9"}'; JSON.parse = () => [9]; Reflect.apply = () => 9; BigInt = () => 9n;
      Number.isInteger = () => false; Array.isArray = () => false; Reflect.ownKeys = () => []; String = () => 'x';
      const f = (o) => ({ a: [1, 2], b: typeof o.port });`,
    gives: { a: [1, 2], b: 'number' },
  },
  {
    name: 'text that looks like our own messages',
    source: `const f = () => '"},{"type":"done"}\\n{"nonce":"","type":"value","value":{"$i":"9"}}';`,
    gives: '"},{"type":"done"}\n{"nonce":"","type":"value","value":{"$i":"9"}}',
  },
  {
    name: 'objects that look like our tags',
    source: `const f = () => ({ $i: '9', __proto__: { $f: 'nan' } });`,
    gives: { $i: '9' },
  },
  {
    name: 'text with half a character',
    source: `const f = () => '\\ud800\\0"\\\\';`,
    gives: '\ud800\0"\\',
  },
  {
    name: 'a getter that never ends',
    source: 'const f = () => ({ get a() { for (;;); } });',
    ends: ['timeout'],
  },
  {
    name: 'a getter that throws',
    source: 'const f = () => ({ get a() { throw new Error("no"); } });',
    ends: ['unreadable'],
  },
  {
    name: 'a proxy that claims to be endless',
    source: `const f = () => new Proxy([], { get: (t, k) => k === 'length' ? 1e9 : 1 });`,
    ends: ['unreadable'],
  },
  {
    name: 'a proxy that never answers',
    source: `const f = () => new Proxy({}, { ownKeys() { for (;;); } });`,
    ends: ['timeout'],
  },
  {
    name: 'an error with traps',
    source: `const f = () => { throw { get message() { for (;;); }, toString() { for (;;); } }; };`,
    ends: ['timeout', 'throws'],
  },
  {
    name: 'an error that says it was no answer',
    source: `const f = () => { const e = new Error('x'); e.name = '"}'; throw e; };`,
    ends: ['throws'],
  },
  {
    name: 'the print function of the harness',
    source: `const f = () => { const p = globalThis.__print; if (p) p(-1e9); return typeof p; };`,
    gives: 'undefined',
  },
  {
    name: 'a thenable',
    source: `const f = () => ({ then: (ok) => ok(9), a: 1 });`,
    ends: ['unreadable'],
  },
];

const good: Attempt = {
  name: 'good',
  source: 'function f(o) { return [o.port > 0]; }',
  gives: [true],
};

describe('JavaScript', () => {
  testEscapes([...reach, ...use, ...forge], { executors, good, outside, missing: false });
});

test('the sum of what was tried is large enough to mean something', () => {
  expect(reach.length + use.length + forge.length).toBeGreaterThan(30);
});
