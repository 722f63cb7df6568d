import { PassThrough, Writable } from 'node:stream';
import xterm from '@xterm/headless';
import type { Ack } from '../../src/engine/commands/command.ts';
import { contentPaths } from '../../src/engine/files/paths.ts';
import { algorithms } from '../../src/products/algorithms/product.ts';
import { runConsole } from '../../src/ui/run-console.tsx';
import { type HandFed, sessionOver } from './factory.ts';

interface Size {
  columns: number;
  rows: number;
}

/** A console on a terminal emulator: what an operator would see, and each byte that was written. */
export function openConsole(
  fed: HandFed,
  size: Size,
  { ack, env = utf8 }: { ack?: Ack; env?: NodeJS.ProcessEnv } = {},
) {
  const emulator = new xterm.Terminal({
    cols: size.columns,
    rows: size.rows,
    allowProposedApi: true,
    // As the terminal driver does on the way out of a process.
    convertEol: true,
  });
  const written: string[] = [];
  const stdout = Object.assign(
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        written.push(chunk.toString());
        emulator.write(chunk, done);
      },
    }),
    { isTTY: true, ...size },
  );
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: () => stdin,
    ref: () => stdin,
    unref: () => stdin,
  });
  const { session, commands } = sessionOver(fed, ack === undefined ? {} : { ack });
  const paths = contentPaths('/nowhere/content');
  const left = runConsole({
    session,
    product: async () => algorithms,
    paths,
    // The streams have all that Ink uses of a terminal's.
    io: {
      stdin: stdin as unknown as NodeJS.ReadStream,
      stdout: stdout as unknown as NodeJS.WriteStream,
    },
    now: fed.now,
    env,
  });
  return {
    left,
    written,
    commands,
    press: (keys: string) => stdin.write(keys),
    resize(next: Size) {
      emulator.resize(next.columns, next.rows);
      Object.assign(stdout, next);
      stdout.emit('resize');
    },
    screen: () => screenOf(emulator),
  };
}

const utf8 = { LANG: 'C.UTF-8', TERM: 'xterm-256color' };

function screenOf(emulator: InstanceType<typeof xterm.Terminal>): string {
  const { active } = emulator.buffer;
  const rows = Array.from(
    { length: emulator.rows },
    (_, row) =>
      active
        .getLine(active.viewportY + row)
        ?.translateToString(true, 0, emulator.cols)
        .trimEnd() ?? '',
  );
  return rows.join('\n');
}
