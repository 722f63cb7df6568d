/**
 * The inside of a Python sandbox: a program of its own, copied beside Pyodide and started there. It
 * imports nothing of ours. Arguments: `snapshot` to write a memory image to its stdout, else `serve`.
 */
import crypto from 'node:crypto';
import fs from 'node:fs';
import module from 'node:module';
import path from 'node:path';
import url from 'node:url';

type Python = {
  runPython(code: string): unknown;
  globals: { get(name: string): (...args: string[]) => string };
  makeMemorySnapshot(): Uint8Array;
  setStdout(options: { write(bytes: Uint8Array): number }): void;
  setStderr(options: { write(bytes: Uint8Array): number }): void;
  setStdin(options: { stdin(): null }): void;
};
type Request =
  | { type: 'parse'; nonce: string; source: string }
  | { type: 'run'; nonce: string; source: string; entry: string; calls: string[] };

const folder = import.meta.dirname;
const imageFile = path.join(folder, 'memory.bin');
// Taken hold of before they are taken away.
const { writeSync, readFileSync, existsSync } = fs;
const { stdin } = process;
// Node's own exit, below the one that runs handlers; it has no public type.
const exit = Reflect.get(process, 'reallyExit').bind(process) as (code: number) => never;

function write(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
  }
}

const encoder = new TextEncoder();
const say = (text: string) => write(encoder.encode(`${text}\n`));

/** Modules that reach outside are empty, from the start: Pyodide loads them whether it needs them or not. */
function refuseModules(): void {
  const served = new Map<string, unknown>([
    ['node:fs', fs],
    ['node:path', path],
    ['node:url', url],
    ['node:crypto', crypto],
    ['node:tty', { isatty: () => false }],
  ]);
  const real = new Set(['node:fs', 'node:path', 'node:url', 'node:crypto']);
  // What Emscripten calls require gives the same, and nothing else.
  Reflect.set(globalThis, 'sandboxRequire', (name: string) => served.get(name) ?? {});
  const stubs: Record<string, string> = {
    'node:module': 'export const createRequire = () => globalThis.sandboxRequire;',
    'node:fs/promises':
      "import fs from 'node:fs'; export const readFile = async (...args) => fs.readFileSync(...args);",
  };
  const ours = url.pathToFileURL(`${folder}/`).href;
  module.registerHooks({
    resolve(specifier, context, next) {
      const known = real.has(specifier) || specifier.startsWith(ours);
      if (known) return next(specifier, context);
      return { url: `sandbox:${specifier}`, format: 'module', shortCircuit: true };
    },
    load(address, context, next) {
      if (!address.startsWith('sandbox:')) return next(address, context);
      const source = stubs[address.slice('sandbox:'.length)] ?? 'export default {}';
      return { source, format: 'module', shortCircuit: true };
    },
  });
}

/** The permission model refuses what Emscripten asks for the numbers of open flags. */
function stubBinding(): void {
  const binding = (name: string) => (name === 'constants' ? { fs: fs.constants } : {});
  Object.defineProperty(process, 'binding', { value: binding, configurable: true });
}

interface WasmMemory {
  buffer: ArrayBuffer;
  grow(pages: number): number;
}

function capMemory(bytes: number): void {
  // Node's types leave WebAssembly to those of browsers.
  const prototype = Reflect.get(globalThis, 'WebAssembly').Memory.prototype as WasmMemory;
  const { grow } = prototype;
  prototype.grow = function (this: WasmMemory, pages: number) {
    if (this.buffer.byteLength + pages * 65_536 > bytes) throw new RangeError('memory limit');
    return grow.call(this, pages);
  };
}

async function loadPython(snapshot: boolean): Promise<Python> {
  const { loadPyodide } = await import(url.pathToFileURL(path.join(folder, 'pyodide.mjs')).href);
  const image = !snapshot && existsSync(imageFile) ? readFileSync(imageFile) : undefined;
  const python: Python = await loadPyodide({
    indexURL: folder,
    jsglobals: Object.create(null),
    env: { HOME: '/home/pyodide', PYTHONHASHSEED: '0' },
    ...(snapshot ? { _makeSnapshot: true } : {}),
    ...(image ? { _loadSnapshot: image } : {}),
  });
  if (!image) python.runPython(readFileSync(path.join(folder, 'harness.py'), 'utf8'));
  return python;
}

const kept = new Set(
  `Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date
  Promise RegExp Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError
  globalThis JSON Math Intl ArrayBuffer Atomics Uint8Array Int8Array Uint16Array Int16Array Uint32Array
  Int32Array Float32Array Float64Array Uint8ClampedArray BigUint64Array BigInt64Array DataView Map BigInt
  Set WeakMap WeakSet WeakRef Proxy Reflect FinalizationRegistry decodeURI decodeURIComponent encodeURI
  encodeURIComponent escape unescape isFinite isNaN WebAssembly SharedArrayBuffer Iterator Float16Array
  performance TextDecoder TextEncoder setTimeout clearTimeout queueMicrotask crypto AbortController
  AbortSignal SuppressedError DisposableStack AsyncDisposableStack`.split(/\s+/),
);

/** What is left of Node: nothing that reaches a file, a socket, a process or the environment. */
function takeAway(): void {
  for (const name of Object.getOwnPropertyNames(fs)) Reflect.set(fs, name, undefined);
  module.syncBuiltinESMExports();
  process.env = {};
  for (const name of Object.getOwnPropertyNames(process)) {
    const needed = ['nextTick', 'emitWarning', '_tickCallback'].includes(name);
    if (!needed && typeof Reflect.get(process, name) === 'function') {
      Reflect.set(process, name, undefined);
    }
  }
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!kept.has(name)) Reflect.deleteProperty(globalThis, name);
  }
  // What Pyodide still asks for: a name, and where to complain.
  const identity = { version: 'v24.0.0', versions: { node: '24' }, platform: 'linux', argv: [] };
  Reflect.set(globalThis, 'process', identity);
  const mute = () => undefined;
  Reflect.set(globalThis, 'console', { log: mute, warn: mute, error: mute, info: mute });
}

/** What the program prints goes nowhere; only how much it is counts. */
function countOutput(python: Python, nonce: string, outputBytes: number): void {
  let room = outputBytes;
  const count = (bytes: Uint8Array) => {
    room -= bytes.length;
    if (room >= 0) return bytes.length;
    const message = `It printed more than ${outputBytes} bytes.`;
    say(JSON.stringify({ nonce, type: 'output', message }));
    return exit(0);
  };
  python.setStdout({ write: count });
  python.setStderr({ write: count });
}

function serve(python: Python, outputBytes: number): void {
  const parse = python.globals.get('_parse');
  const load = python.globals.get('_load');
  const call = python.globals.get('_call');
  python.setStdin({ stdin: () => null });
  python.runPython('_forget()');
  const answerAll = (request: Request, answer: (text: string) => void) => {
    if (request.type === 'parse') answer(parse(request.source));
    else {
      const loaded = load(request.source, request.entry);
      answer(loaded);
      if (!loaded.startsWith('"type":"loaded"')) return;
      for (const args of request.calls) answer(call(args));
    }
    answer('"type":"done"');
  };
  const lines = readLines((line) => {
    const request: Request = JSON.parse(line);
    const answer = (text: string) => say(`{"nonce":${JSON.stringify(request.nonce)},${text}}`);
    countOutput(python, request.nonce, outputBytes);
    try {
      answerAll(request, answer);
    } catch (error) {
      // The interpreter itself gave up: nothing in it can be relied on any more.
      answer(`"type":"crash","message":${JSON.stringify(String(error).slice(0, 500))}`);
      exit(0);
    }
  });
  stdin.on('data', lines);
  // Whoever started us is gone, or done with us.
  stdin.on('end', () => exit(0));
}

function readLines(onLine: (line: string) => void): (bytes: Uint8Array) => void {
  let text = '';
  const decoder = new TextDecoder();
  return (bytes) => {
    const lines = (text + decoder.decode(bytes, { stream: true })).split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  };
}

async function main(): Promise<void> {
  const [mode, memoryBytes, outputBytes] = process.argv.slice(2);
  if (mode === 'snapshot') {
    const python = await loadPython(true);
    write(python.makeMemorySnapshot());
    return;
  }
  stubBinding();
  refuseModules();
  capMemory(Number(memoryBytes));
  const python = await loadPython(false);
  serve(python, Number(outputBytes));
  takeAway();
  say('{"type":"ready"}');
}

try {
  await main();
} catch (error) {
  // Node would print the line it came from, and Pyodide is written on one.
  writeSync(2, error instanceof Error ? (error.stack ?? error.message) : String(error));
  exit(1);
}
