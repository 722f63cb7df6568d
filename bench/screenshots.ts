import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { terminalSvg } from './terminal-svg.ts';

/**
 * The pictures of README: a real rehearsal of the bundled catalogue, with two problems in it that nobody
 * can solve, on a real pty. `npm run screenshots` writes docs/screens/*.svg.
 */
const size = { cols: 120, rows: 36 };
const root = join(import.meta.dirname, '..');
const pictures = join(root, 'docs/screens');

const dir = await mkdtemp(join(tmpdir(), 'ai-factory-screens-'));
const content = join(dir, 'algorithms');
const bundled = join(root, 'content/algorithms');
await mkdir(content);
for (const name of ['factory.json', 'catalogue.jsonl', 'guides']) {
  await cp(join(bundled, name), join(content, name), { recursive: true });
}
await addUnsolvable(['word-ladder', 'sudoku-solver']);

const pty = spawn(
  process.execPath,
  [
    join(root, 'bin/ai-factory.js'),
    'run',
    content,
    '--workers',
    '6',
    '--speed',
    '12',
    '--budget',
    '10',
  ],
  {
    name: 'xterm-256color',
    ...size,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: dir,
      LANG: 'C.UTF-8',
      AI_FACTORY_CONFIG_DIR: dir,
    },
  },
);
const terminal = new xterm.Terminal({ ...size, allowProposedApi: true });
pty.onData((data) => terminal.write(data));
const exited = new Promise<void>((resolve) => pty.onExit(() => resolve()));

try {
  await see(/[5-9] accepted/);
  await see(/writing|thinking/);
  await picture('floor');
  await see(/2 escalated/);
  await press('3');
  await picture('failures');
  await press('G', '\r', '\t');
  await see(/transcript \d+ of/);
  await press('g', 'j', 'j', 'j');
  await picture('transcript');
  await press('\u001b');
  await press('2', '\r');
  await see(/criteria hold/);
  await press('\t', '\t', '\t');
  await see(/step 1 of/);
  await press('l', 'l', 'l', 'l', 'l');
  await picture('lesson');
  await press('5');
  await picture('money');
} finally {
  await press('q');
  await press('j', 'j', 'j', '\r');
  await Promise.race([exited, sleep(10_000)]);
  pty.kill();
  await rm(dir, { recursive: true, force: true });
}
process.exit(0);

async function addUnsolvable(ids: readonly string[]): Promise<void> {
  const file = join(content, 'catalogue.jsonl');
  const [first = ''] = (await readFile(file, 'utf8')).split('\n');
  for (const id of ids) {
    const title = id.replace(
      /(^|-)(\w)/g,
      (_, dash, letter) => `${dash && ' '}${letter.toUpperCase()}`,
    );
    await appendFile(file, `${JSON.stringify({ ...JSON.parse(first), id, title })}\n`);
  }
  // First in the catalogue, so that they have failed by the time of the pictures.
  const rows = (await readFile(file, 'utf8')).trimEnd().split('\n');
  await writeFile(
    file,
    `${[rows[0], ...rows.slice(-ids.length), ...rows.slice(1, -ids.length)].join('\n')}\n`,
  );
}

function shown(): string {
  const { active } = terminal.buffer;
  return Array.from({ length: size.rows }, (_, row) =>
    active.getLine(active.viewportY + row)?.translateToString(true),
  ).join('\n');
}

async function see(what: RegExp): Promise<void> {
  for (let waited = 0; !what.test(shown()); waited += 50) {
    if (waited > 90_000) throw new Error(`expected ${what} on the screen:\n${shown()}`);
    await sleep(50);
  }
}

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) {
    pty.write(key);
    await sleep(350);
  }
}

async function picture(name: string): Promise<void> {
  await sleep(700);
  await mkdir(pictures, { recursive: true });
  await writeFile(join(pictures, `${name}.svg`), terminalSvg(terminal));
  process.stdout.write(`docs/screens/${name}.svg\n${shown()}\n`);
}
