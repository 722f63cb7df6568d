import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli } from './cli.ts';
import { contentDir } from './content-dir.ts';

/** Whatever could move, colour, hide or reorder: C0 but line breaks, DEL, C1, bidi, zero-width, tags. */
const raw = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u;
const evil = 'a\u001b[31m\u009b32m\u009d52;c;eA\u009c\u202e\u200b\u007f';

test.each([
  ['an item that is not there', ['show', evil]],
  ['a file that is not there', ['validate', `/tmp/${evil}`]],
  ['a directory that is not there', ['run', `/tmp/${evil}`]],
  ['an unknown option', ['list', `--${evil}`]],
  ['a bad value', ['run', '--workers', evil]],
  ['an unknown preference', ['config', 'get', evil]],
])(
  'an error about %s shows what it quotes, and sends nothing raw to the terminal',
  async (_what, args) => {
    const { stderr, stdout, exitCode } = await cli(args);
    expect(exitCode).toBe(1);
    expect(stderr).not.toBe('');
    expect(`${stdout}${stderr}`).not.toMatch(raw);
  },
);

test('a broken factory.json is quoted safely', async () => {
  const dir = await contentDir();
  await writeFile(join(dir, 'factory.json'), JSON.stringify({ product: 'algorithms', [evil]: 1 }));
  const { stderr, exitCode } = await cli(['status', dir]);
  expect(exitCode).toBe(1);
  expect(stderr).not.toMatch(raw);
});

test('JSON output escapes what a terminal would obey, and keeps every value', async () => {
  const dir = await contentDir();
  const file = join(dir, 'catalogue.jsonl');
  const [first = '', ...rest] = (await readFile(file, 'utf8')).split('\n');
  const title = `${evil}\u{e0041} title`;
  await writeFile(file, [JSON.stringify({ ...JSON.parse(first), title }), ...rest].join('\n'));
  const { stdout } = await cli(['list', dir, '--json']);
  expect(stdout).not.toMatch(raw);
  expect(JSON.parse(stdout.split('\n')[0] ?? '').title).toBe(title);
});
