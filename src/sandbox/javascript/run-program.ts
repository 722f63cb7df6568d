import type { QuickJSContext, QuickJSHandle, QuickJSWASMModule } from 'quickjs-emscripten-core';
import { type Limits, messageChars } from '../limits.ts';
import { javascriptHarness } from './harness.ts';

export interface WorkerRequest {
  nonce: string;
  source: string;
  entry: string;
  /** The arguments of each call, as JSON: each call gets its own. */
  calls: string[];
}

/** What a worker is told when it starts. */
export type WorkerLimits = Pick<Limits, 'runMs' | 'memoryBytes' | 'outputBytes'>;

type Say = (answer: Record<string, unknown>) => void;

/** One program in one fresh world, and what may stop it. */
interface World {
  vm: QuickJSContext;
  harness: QuickJSHandle;
  stopped: () => Stop | undefined;
}

type Stop = { type: 'timeout' | 'output'; message: string };

const stackBytes = 4 * 1024 * 1024;
const maxJobs = 1_000_000;

/** Runs a program in a world of its own and says, one after the other, what its calls gave. */
export function runProgram(
  quickjs: QuickJSWASMModule,
  request: WorkerRequest & { limits: WorkerLimits },
  post: (answer: string) => void,
): void {
  const { nonce, limits } = request;
  const say: Say = (answer) => post(JSON.stringify({ nonce, ...answer }));
  const runtime = quickjs.newRuntime();
  runtime.setMemoryLimit(limits.memoryBytes);
  runtime.setMaxStackSize(stackBytes);
  const deadline = usedMs() + limits.runMs;
  let printed = 0;
  const stopped = (): Stop | undefined => {
    if (printed > limits.outputBytes) {
      return { type: 'output', message: `It printed more than ${limits.outputBytes} characters.` };
    }
    if (usedMs() <= deadline) return undefined;
    return { type: 'timeout', message: `It was not done within ${limits.runMs / 1_000} s.` };
  };
  runtime.setInterruptHandler(() => stopped() !== undefined);
  const vm = runtime.newContext();
  const harness = openHarness(vm, limits.outputBytes, (chars) => {
    printed += chars;
  });
  const entry = loadEntry({ vm, harness, stopped }, request, say);
  if (entry) callAll({ vm, harness, stopped }, entry, request.calls, { say, post, nonce });
  say({ type: 'done' });
  for (const handle of [entry, harness]) handle?.dispose();
  vm.dispose();
  runtime.dispose();
}

/** Time of this thread alone where Node can tell it: a busy machine must not stop a program that is not. */
function usedMs(): number {
  if (process.threadCpuUsage === undefined) return performance.now();
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

function openHarness(vm: QuickJSContext, outputChars: number, print: (chars: number) => void) {
  const name = '__print';
  vm.newFunction(name, (chars) => print(vm.getNumber(chars))).consume((fn) =>
    vm.setProp(vm.global, name, fn),
  );
  return vm.unwrapResult(vm.evalCode(javascriptHarness(name, outputChars), 'harness.js'));
}

/** The function to call; undefined when the source gives none, which has been said then. */
function loadEntry(world: World, request: WorkerRequest, say: Say): QuickJSHandle | undefined {
  const { vm, stopped } = world;
  const { source, entry } = request;
  const reject = (message: string) => {
    // Its line is acorn's to tell, which names the column, too.
    say({ type: 'rejected', errors: [{ line: null, message }] });
    return undefined;
  };
  // A lesson's source is a script; one that exports its function is a module, and cannot be a script.
  const isModule = /^\s*export\b/m.test(source);
  const loaded = vm.evalCode(source, 'solution.js', { type: isModule ? 'module' : 'global' });
  const stop = stopped();
  if (loaded.error) {
    const told = loaded.error.consume((error) => describe(world, error));
    return reject(stop?.message ?? told);
  }
  if (stop) return reject(stop.message);
  const found = isModule ? vm.getProp(loaded.value, entry) : evaluate(vm, entry);
  loaded.value.dispose();
  if (vm.typeof(found) !== 'function') {
    found.dispose();
    return reject(`There is no function ${entry}.`);
  }
  say({ type: 'loaded' });
  return found;
}

function evaluate(vm: QuickJSContext, entry: string): QuickJSHandle {
  const found = vm.evalCode(`typeof ${entry} === 'function' ? ${entry} : undefined`, 'entry.js');
  if (!found.error) return found.value;
  found.error.dispose();
  return vm.undefined;
}

interface Mouth {
  say: Say;
  post: (answer: string) => void;
  nonce: string;
}

/** Calls until one does not end by itself: what comes after that cannot be relied on. */
function callAll(world: World, entry: QuickJSHandle, calls: string[], mouth: Mouth): void {
  for (const args of calls) {
    const answer = callOnce(world, entry, args);
    const stop = world.stopped();
    // Written inside as JSON already, and put after our own word as it is.
    if (stop) mouth.say({ ...stop });
    else if (answer.type !== 'text') mouth.say(answer);
    else mouth.post(`{"nonce":${JSON.stringify(mouth.nonce)},${answer.text}}`);
    if (stop || answer.type === 'memory') return;
  }
}

type Failure = { type: 'memory' | 'throws' | 'unreadable'; message: string };
type Answer = Failure | { type: 'text'; text: string };

function callOnce(world: World, entry: QuickJSHandle, args: string): Answer {
  const { vm, harness } = world;
  const called = vm
    .newString(args)
    .consume((text) => vm.callMethod(harness, 'call', [entry, text]));
  if (called.error) return called.error.consume((error) => thrown(world, error));
  const settled = settle(world, called.value);
  if ('message' in settled) return settled;
  const answered = settled.consume((value) => vm.callMethod(harness, 'answer', [value]));
  if (answered.error) return answered.error.consume((error) => thrown(world, error));
  return { type: 'text', text: answered.value.consume((one) => vm.getString(one)) };
}

/** What a promise came to, after all that it waits for was done. */
function settle(world: World, value: QuickJSHandle): QuickJSHandle | Failure {
  const { vm } = world;
  const state = vm.getPromiseState(value);
  if (state.type === 'fulfilled' && state.notAPromise) return value;
  const jobs = vm.runtime.executePendingJobs(maxJobs);
  if (jobs.error) jobs.error.dispose();
  const after = vm.getPromiseState(value);
  value.dispose();
  if (after.type === 'fulfilled') return after.value;
  if (after.type === 'rejected') return after.error.consume((error) => thrown(world, error));
  return { type: 'unreadable', message: 'The result is a promise that is never kept.' };
}

function thrown(world: World, error: QuickJSHandle): Failure {
  const message = describe(world, error);
  return { type: message === 'InternalError: out of memory' ? 'memory' : 'throws', message };
}

/** Asks the harness: an error is the program's own, and may have traps for whoever reads it. */
function describe(world: World, error: QuickJSHandle): string {
  const { vm, harness } = world;
  const told = vm.callMethod(harness, 'tell', [error]);
  if (!told.error) return told.value.consume((one) => vm.getString(one)).slice(0, messageChars);
  told.error.dispose();
  return 'an error that cannot be shown';
}
