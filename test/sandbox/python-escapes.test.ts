import { afterAll, describe, expect, test } from 'vitest';
import { pythonLimits } from '../../src/sandbox/limits.ts';
import { createPythonExecutor, pythonDefaults } from '../../src/sandbox/python/executor.ts';
import type { Isolation } from '../../src/sandbox/python/start-python.ts';
import { chosen, testEscapes } from './escapes.ts';
import { type Attempt, openOutside } from './outside.ts';

const within = (ms: number) => ({ ...pythonLimits, runMs: ms, killMs: ms });
const outside = await openOutside();
afterAll(() => outside.close());

const attempt = (name: string, body: string, more: Partial<Attempt> = {}): Attempt => ({
  name,
  source: `def f(o):\n${body.replace(/^/gm, '    ')}\n`,
  ...more,
});

/** What reaches outside: the same has to hold with and without namespaces around it. */
const reach: Attempt[] = [
  attempt(
    'the network by socket',
    `import socket\ns = socket.create_connection(('127.0.0.1', o['port']), 2)\ns.sendall(b'x')\nreturn 1`,
    { ends: ['throws'] },
  ),
  attempt(
    'the network by UDP',
    `import socket\nreturn socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', o['port']))`,
  ),
  attempt(
    'the network by urllib',
    `import urllib.request\nreturn urllib.request.urlopen('http://127.0.0.1:%d' % o['port'], timeout=2).read().decode()`,
  ),
  attempt(
    "the network by Pyodide's own requests",
    `import asyncio, pyodide.http\nreturn asyncio.run(pyodide.http.pyfetch('http://127.0.0.1:%d' % o['port']))`,
  ),
  attempt(
    'a package from the network',
    `import asyncio, micropip\nreturn asyncio.run(micropip.install('requests'))`,
    { ends: ['throws'] },
  ),
  attempt('JavaScript by js', `import js\nreturn js.process.env.SANDBOX_CANARY`, {
    ends: ['throws'],
  }),
  attempt(
    'JavaScript by pyodide_js',
    `import pyodide_js\nreturn pyodide_js.FS.readFile(o['file'])`,
    { ends: ['throws'] },
  ),
  attempt(
    'JavaScript by run_js',
    `from pyodide.code import run_js\nreturn run_js('process.env.SANDBOX_CANARY')`,
  ),
  attempt(
    'JavaScript by the core module',
    `import _pyodide_core, sys
out = []
for name in dir(_pyodide_core):
    value = getattr(_pyodide_core, name)
    if 'JsProxy' in type(value).__name__: out.append(name)
return out`,
  ),
  attempt(
    'JavaScript by whatever object of it lies about',
    `import gc
out = []
for thing in gc.get_objects():
    if 'JsProxy' not in type(thing).__name__: continue
    try:
        out.append(thing.constructor.constructor('return process')().env.SANDBOX_CANARY)
    except BaseException as error: out.append(str(error)[:80])
return out`,
  ),
  attempt(
    'JavaScript by an object made on purpose',
    `from pyodide.ffi import to_js
thing = to_js([1, 2])
try: return str(thing.constructor.constructor('return this')().process.env.SANDBOX_CANARY)
except BaseException as error: return str(error)[:200]`,
  ),
  attempt(
    'JavaScript by a function that gives its global object',
    `from pyodide.ffi import to_js
out = []
thing = to_js([1, 2])
for name in ('process', 'fetch', 'require', 'WebSocket'):
    try: out.append(str(getattr(thing.constructor.prototype.valueOf.call(None), name).env))
    except BaseException as error: out.append(str(error)[:80])
return out`,
  ),
  attempt('a file by open', `return open(o['file']).read()`, { ends: ['throws'] }),
  attempt(
    'a file by a mount',
    `from pyodide_js import FS\nFS.mkdir('/host'); FS.mount(FS.filesystems.NODEFS, {'root': '/'}, '/host')\nreturn open('/host' + o['file']).read()`,
    { ends: ['throws'] },
  ),
  attempt(
    'a file by ctypes',
    `import ctypes\nlibc = ctypes.CDLL(None)\nfd = libc.open(o['file'].encode(), 0)\nb = ctypes.create_string_buffer(100)\nlibc.read(fd, b, 100)\nreturn b.value.decode('latin1')`,
  ),
  attempt('a file to write', `open(o['target'], 'w').write('x')\nreturn 1`),
  attempt('the environment', `import os\nreturn [dict(os.environ), os.getenv('SANDBOX_CANARY')]`, {
    ends: ['value'],
  }),
  attempt(
    'the environment of other processes',
    `out = []
for pid in ('self', '1', str(o['pid'])):
    try: out.append(open('/proc/%s/environ' % pid).read())
    except BaseException as error: out.append(str(error))
return out`,
    { ends: ['value'] },
  ),
  attempt('a shell by system', `import os\nreturn os.system('touch ' + o['target'])`),
  attempt(
    'a program by subprocess',
    `import subprocess\nreturn subprocess.run(['touch', o['target']]).returncode`,
    { ends: ['throws'] },
  ),
  attempt('a program by exec', `import os\nos.execv('/usr/bin/touch', ['touch', o['target']])`),
  attempt('a process by fork', `import os\nfor _ in range(10000): os.fork()`, { ends: ['throws'] }),
  attempt(
    'threads without an end',
    `import threading\nfor _ in range(10000): threading.Thread(target=lambda: None).start()`,
    { ends: ['throws'] },
  ),
  attempt(
    'the parent process',
    `import os, signal\nos.kill(o['pid'], signal.SIGTERM)\nos.kill(os.getppid(), signal.SIGTERM)\nreturn 1`,
  ),
  attempt('all processes', `import os\nos.kill(-1, 9)\nreturn 1`),
  attempt('a library', `import ctypes\nreturn str(ctypes.CDLL('/lib/x86_64-linux-gnu/libc.so.6'))`),
];

const use: Attempt[] = [
  attempt('an infinite loop', 'while True: pass', { ends: ['timeout'] }),
  attempt(
    'an infinite loop that swallows what stops it',
    `while True:\n    try:\n        while True: pass\n    except BaseException: pass`,
    { ends: ['timeout'] },
  ),
  attempt('a long sleep', 'import time\ntime.sleep(1000)', { ends: ['timeout'] }),
  {
    name: 'an infinite loop while it loads',
    source: 'while True: pass\n',
    ends: ['rejected'],
    endless: true,
  },
  attempt(
    'a regular expression that takes for ever',
    `import re\nreturn bool(re.match('^(a+)+$', 'a' * 40 + 'b'))`,
    { ends: ['timeout'] },
  ),
  attempt('a number that takes for ever', `return 7 ** (10 ** 9) % 3`, {
    ends: ['timeout', 'memory', 'crash'],
  }),
  attempt('a bomb of lists', `x = []\nwhile True: x.append([0] * 100000)`, { ends: ['memory'] }),
  attempt('a bomb of bytes', `return len(bytes(10 ** 10))`, { ends: ['memory', 'throws'] }),
  attempt('a bomb of text', `s = 'x'\nwhile True: s += s`, { ends: ['memory', 'crash'] }),
  attempt(
    'a bomb of files',
    `i = 0\nwhile True:\n    i += 1\n    open('/tmp/%d' % i, 'wb').write(bytes(10 ** 7))`,
    { ends: ['memory', 'throws', 'crash', 'timeout'] },
  ),
  {
    name: 'a bomb of constants',
    source: `X = (((((1 << 65) << 65) << 9999) << 99999) << 999999)\ndef f(o): return [0] * (10 ** 12)`,
    ends: ['memory', 'rejected', 'throws'],
  },
  attempt('a flood of output', `while True: print('x' * 10000)`, { ends: ['output'] }),
  attempt('a flood of output below print', `import os\nwhile True: os.write(2, b'x' * 10000)`, {
    ends: ['output'],
  }),
  attempt('recursion without an end', 'return f(o)', { ends: ['throws'] }),
  attempt(
    'recursion that raises its limit',
    `import sys\nsys.setrecursionlimit(10 ** 8)\nreturn f(o)`,
    {
      ends: ['throws', 'crash', 'memory', 'timeout'],
    },
  ),
  {
    name: 'recursion in a source',
    source: `def f(o): return ${'['.repeat(30_000)}${']'.repeat(30_000)}`,
    ends: ['rejected'],
  },
  attempt('a huge text', `return 'x' * 5000000`, { ends: ['unreadable'] }),
  attempt('a huge list', `return range(10 ** 15)`, { ends: ['unreadable'] }),
  attempt('a huge number', `return 7 ** 100000`, { ends: ['unreadable'] }),
  attempt('a result that holds itself', `a = []\na.append(a)\nreturn a`, { ends: ['unreadable'] }),
  attempt('an end of the process', `import os\nos._exit(0)`, { ends: ['crash'] }),
  attempt('an abort', `import ctypes\nctypes.string_at(0)\nimport os\nos.abort()`, {
    ends: ['crash', 'throws'],
  }),
];

const forged = '{"nonce":"","type":"value","value":{"$i":"9"}}';
const forge: Attempt[] = [
  attempt(
    'lines that look like ours, on every output',
    `import os, sys
for out in (sys.stdout, sys.stderr, sys.__stdout__):
    print('${forged}', file=out, flush=True)
for fd in (1, 2, 3):
    try: os.write(fd, b'${forged}\\n{"type":"done"}\\n')
    except OSError: pass
return 5`,
    { gives: 5 },
  ),
  attempt('text that looks like our own messages', `return '"},{"type":"done"}\\n${forged}'`, {
    gives: `"},{"type":"done"}\n${forged}`,
  }),
  attempt('dictionaries that look like our tags', `return {'$i': '9'}`, { gives: { $i: '9' } }),
  attempt(
    'other functions in builtins',
    `import builtins
for name in ('len', 'str', 'repr', 'type', 'isinstance', 'issubclass', 'getattr', 'list', 'dict', 'callable', 'range'):
    setattr(builtins, name, lambda *a, **k: 9)
return {'a': [1, 2.5, None]}`,
    { gives: { a: [1, 2.5, null] } },
  ),
  attempt(
    'other functions in json',
    `import json
json.dumps = json.loads = json.encoder.encode_basestring_ascii = lambda *a, **k: '{"$i":"9"}'
json.JSONDecoder.decode = lambda *a: [9]
return ['a', 1]`,
    { gives: ['a', 1] },
  ),
  attempt(
    'the functions of the harness',
    `import __main__
__main__._call = __main__._load = __main__._parse = lambda *a: '"type":"value","value":{"$i":"9"}'
__main__._sandbox = None
return 5`,
    { gives: 5 },
  ),
  attempt(
    'the frames of the harness',
    `import sys
frame = sys._getframe()
while frame:
    for name in list(frame.f_locals):
        if name in ('entries', 'args', 'text'): frame.f_locals[name] = None
    frame = frame.f_back
return 5`,
    { ends: ['value', 'throws', 'unreadable'] },
  ),
  {
    name: 'a list that lies about its items',
    source: `class L(list):
    def __iter__(self):
        while True: yield 9
    def __len__(self): return 10 ** 9
    def __getitem__(self, i): return 9
def f(o): return L([1, 2])`,
    gives: [1, 2],
  },
  {
    name: 'a number that lies about itself',
    source: `class I(int):
    def __repr__(self): return '9"},"x":{"$i":"9'
    __str__ = __repr__
class D(dict):
    def items(self): return [('x', 9)]
def f(o): return [I(4), D(a=1)]`,
    gives: [4, { a: 1 }],
  },
  {
    name: 'a type that lies about what it is',
    source: `class T:
    @property
    def __class__(self): return int
    def __getattribute__(self, name): raise SystemExit(9)
def f(o): return [T()]`,
    ends: ['value', 'unreadable'],
  },
  {
    name: 'an error with traps',
    source: `class E(BaseException):
    def __str__(self): raise E()
def f(o): raise E()`,
    ends: ['throws'],
  },
  {
    name: 'a property that never ends',
    source: `class E(Exception):
    def __str__(self):
        while True: pass
def f(o): raise E()`,
    ends: ['timeout'],
  },
  attempt('no answer at all', 'raise SystemExit(0)', { ends: ['throws'] }),
];

/** Some of every kind. */
const reaching = [
  'the network by socket',
  'the network by urllib',
  "the network by Pyodide's own requests",
  'JavaScript by js',
  'JavaScript by whatever object of it lies about',
  'a file by open',
  'a file by ctypes',
  'a file to write',
  'the environment',
  'the environment of other processes',
  'a program by subprocess',
  'a process by fork',
  'threads without an end',
  'the parent process',
];
const others = [
  'an infinite loop',
  'an infinite loop that swallows what stops it',
  'a bomb of lists',
  'a flood of output',
  'a result that holds itself',
  'an end of the process',
  'lines that look like ours, on every output',
  'other functions in builtins',
  'the frames of the harness',
  'a number that lies about itself',
];
/** Of those that reach outside, one of a kind: what holds them is the same without namespaces. */
const unboxed = [
  'the network by socket',
  'JavaScript by js',
  'a file by open',
  'the environment of other processes',
  'a program by subprocess',
  'the parent process',
];
const everything = [...reach, ...use, ...forge];
const good = attempt('good', 'return [o["port"] > 0]', { gives: [true] });

describe.each<[Isolation, readonly Attempt[]]>([
  ['bubblewrap', chosen(everything, [...reaching, ...others])],
  ['hardened process', chosen(reach, unboxed)],
])('Python in: %s', async (isolation, attempts) => {
  const isolated = { ...pythonDefaults, isolations: [isolation] };
  const executors = {
    patient: createPythonExecutor({ ...isolated, limits: within(6_000) }),
    hasty: createPythonExecutor({ ...isolated, limits: within(2_000) }),
  };
  const probe = await executors.patient.probe({ signal: new AbortController().signal });
  const missing = probe.type === 'not-available';
  if (missing) process.stderr.write(`Python in ${isolation} is not tested: ${probe.reason}\n`);
  afterAll(() => Promise.all(Object.values(executors).map((executor) => executor.close())));
  testEscapes(attempts, { executors, good, outside, missing });
});

test('the sum of what was tried is large enough to mean something', () => {
  expect(everything.length).toBeGreaterThan(50);
});
