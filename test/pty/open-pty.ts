import { resolve } from 'node:path';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { vi } from 'vitest';

const bin = resolve(import.meta.dirname, '../../bin/ai-factory.js');

/** The program on a real pseudo-terminal, and what an operator would see on it. */
export function openPty(
  args: string[],
  size: { columns: number; rows: number },
  configDir: string,
  more: Record<string, string> = {},
) {
  const emulator = new xterm.Terminal({
    cols: size.columns,
    rows: size.rows,
    allowProposedApi: true,
  });
  const { CI: _ci, NO_COLOR: _noColor, ANTHROPIC_API_KEY: _key, ...env } = process.env;
  const pty = spawn(process.execPath, [bin, ...args], {
    name: 'xterm-256color',
    cols: size.columns,
    rows: size.rows,
    env: { ...env, LANG: 'C.UTF-8', AI_FACTORY_CONFIG_DIR: configDir, ...more },
  });
  let written = '';
  pty.onData((data) => {
    written += data;
    emulator.write(data);
  });
  const exited = new Promise<number>((done) => pty.onExit(({ exitCode }) => done(exitCode)));
  const screen = () => {
    const { active } = emulator.buffer;
    const lines = Array.from({ length: emulator.rows }, (_, row) =>
      (
        active.getLine(active.viewportY + row)?.translateToString(true, 0, emulator.cols) ?? ''
      ).trimEnd(),
    );
    return lines.join('\n');
  };
  return {
    pid: pty.pid,
    exited,
    screen,
    written: () => written,
    press: (keys: string) => pty.write(keys),
    kill: (signal: string) => pty.kill(signal),
    resize(columns: number, rows: number) {
      emulator.resize(columns, rows);
      pty.resize(columns, rows);
    },
    /** Waits until the screen shows what is looked for. */
    see: (what: RegExp) =>
      vi.waitFor(
        () => {
          if (!what.test(screen())) throw new Error(`expected ${what} on the screen:\n${screen()}`);
        },
        { timeout: 40_000, interval: 50 },
      ),
  };
}
