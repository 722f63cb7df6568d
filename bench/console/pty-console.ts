import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';

const bin = join(import.meta.dirname, '../../bin/ai-factory.js');
const probe = join(import.meta.dirname, 'heap-probe.ts');
const ticksPerSecond = 100;

/**
 * `ai-factory attach` on a pty of its own, and what can be measured from outside; with a probe, its heap
 * too, which costs the start some time.
 */
export function openConsole(
  dir: string,
  size: { columns: number; rows: number },
  { probed = false } = {},
) {
  const startedMs = performance.now();
  const probeFile = join(dir, 'heap.json');
  const pty = spawn(
    process.execPath,
    [...(probed ? ['--expose-gc', '--import', probe] : []), bin, 'attach', dir],
    {
      name: 'xterm-256color',
      cols: size.columns,
      rows: size.rows,
      env: {
        PATH: process.env.PATH ?? '',
        HOME: dir,
        LANG: 'C.UTF-8',
        AI_FACTORY_CONFIG_DIR: dir,
        HEAP_PROBE: probeFile,
      },
    },
  );
  const emulator = new xterm.Terminal({
    cols: size.columns,
    rows: size.rows,
    allowProposedApi: true,
  });
  let bytes = 0;
  let onData = () => {};
  pty.onData((data) => {
    bytes += data.length;
    emulator.write(data, () => onData());
  });
  const screen = () => {
    const { active } = emulator.buffer;
    return Array.from({ length: emulator.rows }, (_, row) =>
      active.getLine(active.viewportY + row)?.translateToString(true, 0, emulator.cols),
    ).join('\n');
  };
  /** Settles with the time at which the screen first showed it. */
  const see = (what: (screen: string) => boolean) =>
    new Promise<number>((resolve) => {
      onData = () => {
        if (!what(screen())) return;
        onData = () => {};
        resolve(performance.now());
      };
      onData();
    });
  return {
    startedMs,
    press: (keys: string) => pty.write(keys),
    see,
    screen,
    bytes: () => bytes,
    /** Seconds of processor time so far. */
    cpuS: () => {
      const fields = readFileSync(`/proc/${pty.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
    },
    async heapMb() {
      rmSync(probeFile, { force: true });
      process.kill(pty.pid, 'SIGUSR2');
      while (!existsSync(probeFile)) await sleep(50);
      await sleep(50);
      const { heapUsed, rss } = JSON.parse(readFileSync(probeFile, 'utf8'));
      return { heapMb: heapUsed / 1e6, rssMb: rss / 1e6 };
    },
    close: () =>
      new Promise<void>((resolve) => {
        pty.onExit(() => resolve());
        pty.kill('SIGTERM');
      }),
  };
}

export type BenchConsole = ReturnType<typeof openConsole>;
