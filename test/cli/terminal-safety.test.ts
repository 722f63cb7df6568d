import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli } from './cli.ts';
import { contentDir } from './content-dir.ts';

/** C0 but the line break, DEL and C1; zero-width; bidi; tags: first and last code point of each. */
const risky = [
  [0x00, 0x09],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2066, 0x2069],
  [0xe0000, 0xe007f],
] as const;

/** Whatever in a text could move, colour, hide or reorder something on a terminal. */
function rawIn(text: string): string[] {
  const isRisky = (code: number) => risky.some(([first, last]) => first <= code && code <= last);
  return [...text].filter((char) => isRisky(char.codePointAt(0) ?? 0));
}

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
    expect(rawIn(`${stdout}${stderr}`)).toEqual([]);
  },
);

test('a broken factory.json is quoted safely', async () => {
  const dir = await contentDir();
  await writeFile(join(dir, 'factory.json'), JSON.stringify({ product: 'algorithms', [evil]: 1 }));
  const { stderr, exitCode } = await cli(['status', dir]);
  expect(exitCode).toBe(1);
  expect(rawIn(stderr)).toEqual([]);
});

test('JSON output escapes what a terminal would obey, and keeps every value', async () => {
  const dir = await contentDir();
  const file = join(dir, 'catalogue.jsonl');
  const [first = '', ...rest] = (await readFile(file, 'utf8')).split('\n');
  const title = `${evil}\u{e0041} title`;
  await writeFile(file, [JSON.stringify({ ...JSON.parse(first), title }), ...rest].join('\n'));
  const { stdout } = await cli(['list', dir, '--json']);
  expect(rawIn(stdout)).toEqual([]);
  expect(JSON.parse(stdout.split('\n')[0] ?? '').title).toBe(title);
});
