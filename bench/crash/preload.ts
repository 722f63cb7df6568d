/**
 * Loaded into an engine with `--import`: every operation of node:fs that changes the content directory
 * passes here first. It is counted and logged; at the boundary that the plan names the process kills
 * itself as kill -9 would, or the operation fails as a broken disk would make it. The product knows
 * nothing of it.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { type Boundary, endOf, kindOf, type LogLine, type Phase, type Plan } from './plan.ts';

type AnyFn = (this: unknown, ...args: unknown[]) => unknown;
/** Writes the first half of the operation's bytes; undefined where there is nothing to halve. */
type Half = (() => void) | undefined;

const plan: Plan = JSON.parse(process.env.CRASH_PLAN ?? '');
const root = fs.realpathSync(plan.root);
const { writeSync, appendFileSync, readlinkSync, existsSync } = fs;
const log = fs.openSync(plan.logFile, 'a', 0o600);
const counts = new Map<string, number>();
let failures = 0;
let met = 0;

/** The path that a name, a handle's address or a descriptor stands for. */
function pathOf(target: unknown): string {
  if (typeof target === 'number') return linkTarget(String(target));
  const path = resolve(String(target));
  const [, fd, rest] = /^\/proc\/self\/fd\/(\d+)(\/.*)?$/.exec(path) ?? [];
  return fd === undefined ? path : join(linkTarget(fd), rest ?? '');
}

function linkTarget(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return '/';
  }
}

/** The boundary that this operation is, or undefined where it touches nothing of the content directory. */
function boundaryOf(op: string, target: unknown): Boundary | undefined {
  const path = relative(root, pathOf(target));
  if (path.startsWith('..')) return undefined;
  const file = kindOf(path);
  const nth = (counts.get(`${op} ${file}`) ?? 0) + 1;
  counts.set(`${op} ${file}`, nth);
  met += 1;
  return { op, file, nth };
}

function say(line: LogLine): void {
  writeSync(log, `${JSON.stringify(line)}\n`);
}

function reach(boundary: Boundary, phase: Phase, half?: Half): void {
  if (!isEnd(boundary, phase) || (phase === 'half' && half === undefined)) return;
  half?.();
  say({ ...boundary, end: phase });
  process.kill(process.pid, 'SIGKILL');
}

function isEnd(boundary: Boundary, phase: Phase): boolean {
  const { deed } = plan;
  if (deed.type === 'kill-unseen') {
    const end = endOf(phase, boundary);
    const isWanted = deed.only?.some((start) => end.startsWith(start)) ?? true;
    return isWanted && !deed.seen.includes(end);
  }
  if (deed.type === 'kill-from') return deed.phase === phase && met >= deed.nth;
  if (deed.type !== 'kill-at' || deed.phase !== phase) return false;
  return isSame(deed.boundary, boundary) && deed.boundary.nth === boundary.nth;
}

function isSame(a: Boundary, b: Boundary): boolean {
  return a.op === b.op && a.file === b.file;
}

/** What a broken disk answers, when the plan has it break here. */
function faultAt(boundary: Boundary, target: unknown): Error | undefined {
  const { deed } = plan;
  if (deed.type !== 'fail' || !isSame(deed.boundary, boundary)) return undefined;
  if (boundary.nth < deed.boundary.nth || failures >= deed.times) return undefined;
  failures += 1;
  say({ ...boundary, failed: deed.code });
  // As the system words it; of an open file it does not say which it is.
  const message = `${deed.code}: made to fail, ${boundary.op}`;
  if (typeof target !== 'string') return Object.assign(new Error(message), { code: deed.code });
  return Object.assign(new Error(`${message} '${target}'`), { code: deed.code, path: target });
}

interface Wrapping {
  op: string;
  /** What is changed, given the call's `this` and arguments; undefined when nothing is. */
  target(self: unknown, args: unknown[]): unknown;
  half?(self: unknown, args: unknown[]): Half;
}

/** How a function of node:fs gives its result; a callback comes last. */
type Form = 'sync' | 'promise' | 'callback';

function wrap(original: AnyFn, { op, target, half }: Wrapping, form: Form): AnyFn {
  return function wrapped(this: unknown, ...args: unknown[]) {
    const what = target(this, args);
    const boundary = what === undefined ? undefined : boundaryOf(op, what);
    if (boundary === undefined) return original.apply(this, args);
    say(boundary);
    reach(boundary, 'before');
    reach(boundary, 'half', half?.(this, args));
    const fault = faultAt(boundary, what);
    const done = () => reach(boundary, 'after');
    return carryOut[form](() => original.apply(this, args), { args, fault, done });
  };
}

interface Call {
  args: unknown[];
  fault: Error | undefined;
  done(): void;
}

const carryOut: Record<Form, (run: () => unknown, call: Call) => unknown> = {
  sync(run, { fault, done }) {
    if (fault) throw fault;
    const result = run();
    done();
    return result;
  },
  async promise(run, { fault, done }) {
    if (fault) throw fault;
    const result = await run();
    done();
    return result;
  },
  callback(run, { args, fault, done }) {
    const tell = args.at(-1) as (...results: unknown[]) => void;
    if (fault) return setImmediate(tell, fault);
    args[args.length - 1] = (...results: unknown[]) => {
      done();
      tell(...results);
    };
    return run();
  },
};

const first = (_self: unknown, [path]: unknown[]) => path;
const second = (_self: unknown, [, path]: unknown[]) => path;
const fresh = (_self: unknown, [path]: unknown[]) => (existsSync(pathOf(path)) ? undefined : path);
const there = (_self: unknown, [path]: unknown[]) => (existsSync(pathOf(path)) ? path : undefined);
const created = (_self: unknown, [path, flags]: unknown[]) => {
  const creates =
    typeof flags === 'number' ? flags & fs.constants.O_CREAT : /[wa]/.test(`${flags}`);
  return creates && !existsSync(pathOf(path)) ? path : undefined;
};
const descriptor = (self: unknown) => (self as { fd: number }).fd;

function halfOf(data: unknown): Buffer | undefined {
  const bytes = Buffer.from(data as string | Buffer);
  return bytes.length < 2 ? undefined : bytes.subarray(0, bytes.length >> 1);
}
const toDescriptor = (_self: unknown, [fd, data]: unknown[]): Half => {
  const bytes = halfOf(data);
  return bytes && (() => void writeSync(fd as number, bytes));
};
const toHandle = (self: unknown, [data]: unknown[]): Half => {
  const bytes = halfOf(data);
  return bytes && (() => void writeSync(descriptor(self), bytes));
};
const toPath = (_self: unknown, [path, data]: unknown[]): Half => {
  const bytes = halfOf(data);
  return bytes && (() => appendFileSync(path as string, bytes));
};

const byPath: Record<string, Wrapping> = {
  open: { op: 'create', target: created },
  writeFile: { op: 'write', target: first, half: toPath },
  appendFile: { op: 'write', target: first, half: toPath },
  truncate: { op: 'truncate', target: first },
  rename: { op: 'rename', target: second },
  link: { op: 'link', target: second },
  copyFile: { op: 'copy', target: second },
  rm: { op: 'unlink', target: there },
  unlink: { op: 'unlink', target: there },
  rmdir: { op: 'rmdir', target: there },
  mkdir: { op: 'mkdir', target: fresh },
  chmod: { op: 'chmod', target: first },
};
const byDescriptor: Record<string, Wrapping> = {
  writeSync: { op: 'write', target: first, half: toDescriptor },
  fsyncSync: { op: 'sync', target: first },
  fdatasyncSync: { op: 'sync', target: first },
  ftruncateSync: { op: 'truncate', target: first },
};
const byHandle: Record<string, Wrapping> = {
  write: { op: 'write', target: descriptor, half: toHandle },
  writeFile: { op: 'write', target: descriptor, half: toHandle },
  appendFile: { op: 'write', target: descriptor, half: toHandle },
  sync: { op: 'sync', target: descriptor },
  datasync: { op: 'sync', target: descriptor },
  truncate: { op: 'truncate', target: descriptor },
  chmod: { op: 'chmod', target: descriptor },
};

function wrapAll(of: object, wrappings: Record<string, Wrapping>, how: Form): void {
  const functions = of as Record<string, AnyFn>;
  for (const [name, wrapping] of Object.entries(wrappings)) {
    const original = functions[name];
    if (original) functions[name] = wrap(original, wrapping, how);
  }
}

const onPaths = Object.entries(byPath).map(([name, one]) => [`${name}Sync`, one] as const);
wrapAll(fs, { ...Object.fromEntries(onPaths), ...byDescriptor }, 'sync');
wrapAll(fs.promises, byPath, 'promise');
wrapAll(fs, { fdatasync: { op: 'sync', target: first } }, 'callback');
const handle = await fs.promises.open('/dev/null');
wrapAll(Object.getPrototypeOf(handle), byHandle, 'promise');
await handle.close();
syncBuiltinESMExports();
