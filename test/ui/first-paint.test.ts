import { PassThrough } from 'node:stream';
import xterm from '@xterm/headless';
import { expect, it } from 'vitest';
import { clearBeforeNext, firstPaint } from '../../src/ui/first-paint.ts';
import { detectTerminal } from '../../src/ui/theme.ts';
import { handFed, runStarted, sessionOver, working } from './factory.ts';

const terminal = detectTerminal({ LANG: 'C.UTF-8', TERM: 'xterm-256color' });

function painted(columns: number, rows: number, product = 'algorithms') {
  const fed = handFed();
  fed.record(runStarted({ product }), ...working('two-sum', 0));
  const { session } = sessionOver(fed);
  return firstPaint(session, { columns, rows, nowMs: fed.now(), screen: 'money', terminal });
}

it('shows the figures and the screens at once, at every size, and nothing hostile', async () => {
  for (const [columns, rows] of [
    [80, 24],
    [120, 40],
    [200, 60],
  ] as const) {
    const emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
    const evil = '\u001b]52;c;aGFjaw==\u0007\u202e';
    const { enter, leave } = painted(columns, rows, `alg${evil}`);
    for (const bad of ['\u001b]', '\u0007', '\u202e']) expect(enter).not.toContain(bad);
    await new Promise<void>((done) => emulator.write(enter, done));
    const { active } = emulator.buffer;
    expect(active.type).toBe('alternate');
    const text = Array.from({ length: rows }, (_, row) => active.getLine(row)?.translateToString());
    expect(text.join('\n')).toMatch(/alg.*running.*REHEARSAL[\s\S]*0\/24[\s\S]*5 money/);
    await new Promise<void>((done) => emulator.write(leave, done));
    expect(emulator.buffer.active.type).toBe('normal');
  }
});

it('shows nothing but an empty screen where the console has no room', () => {
  expect(painted(50, 10).enter).not.toContain('algorithms');
});

it('is cleared by the very write that comes next, and by no other', () => {
  const stream = new PassThrough();
  // A stream has all that is used of a terminal here.
  const stdout = stream as unknown as NodeJS.WriteStream;
  clearBeforeNext(stdout);
  stdout.write('one');
  stdout.write('two');
  expect(String(stream.read())).toBe('\u001b[2J\u001b[Honetwo');
});
