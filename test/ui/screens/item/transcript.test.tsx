import { appendFile } from 'node:fs/promises';
import { cleanup } from 'ink-testing-library';
import stringWidth from 'string-width';
import { afterEach, expect, test, vi } from 'vitest';
import { temporaryDir } from '../../../cli/content-dir.ts';
import { openOn, reply, writeTranscript } from './open-on.ts';

afterEach(cleanup);

const says = (text: string) => ({ type: 'text', text });
const calls = (id: string, content: string) => ({
  type: 'tool_use',
  id,
  name: 'write_file',
  input: { path: 'lesson.json', content },
});

const isOnScreen = (screen: string, text: string) => screen.split(text).length - 1;

test('one key unfolds all rows of a kind, and folds them again', async () => {
  const dir = await temporaryDir();
  const replies = [1, 2, 3].map((turn) => reply(turn, [calls(`c${turn}`, `draft ${turn}`)]));
  await writeTranscript(dir, {}, replies);
  const { press, shows, screen, lacks } = await openOn('two-sum', 'transcript', { dir });
  await shows(/› \+ write_file/);
  press('u');
  await shows('unfolded 3 tool calls');
  for (const turn of [1, 2, 3]) await shows(`draft ${turn}`);
  expect(isOnScreen(screen(), '- write_file')).toBe(3);
  press('u');
  await shows('folded 3 tool calls');
  await lacks('- write_file');
});

test('a search unfolds what hides its match, puts the cursor on its line, and goes on both ways', async () => {
  const dir = await temporaryDir();
  const hay = (word: string) => `${'hay\n'.repeat(60)}a ${word} in it\n${'hay\n'.repeat(60)}`;
  await writeTranscript(dir, {}, [
    reply(1, [calls('a', hay('first needle'))]),
    reply(2, [calls('b', hay('second NEEDLE'))]),
  ]);
  const { press, shows, screen } = await openOn('two-sum', 'transcript', { dir });
  await shows('transcript 4 of 4, follows');
  press('g');
  await shows('transcript 1 of 4');
  press('/');
  await shows('text to find');
  press('needle\r');
  await shows(/› .*a first needle in it/);
  press('n');
  await shows(/› .*a second NEEDLE in it/);
  press('N');
  await shows(/› .*a first needle in it/);
  expect(screen()).toContain('/needle');
  press('N');
  await shows('the search went round');
});

test('what is appended shows while the worker streams, under the cursor that follows', async () => {
  const dir = await temporaryDir();
  const file = await writeTranscript(dir, {}, [reply(1, [says('the first words')])]);
  const { fed, shows, press, lacks } = await openOn('two-sum', 'transcript', { dir });
  await shows('› ');
  await shows('the first words');
  await appendFile(file, `${JSON.stringify(reply(2, [says('the second words')]))}\n`);
  fed.store.tick({ type: 'delta', worker: 0, text: 'words that are being written' });
  await shows('words that are being written');
  await shows(/› {3}the second words/);
  press('k');
  await lacks('follows');
  await appendFile(file, `${JSON.stringify(reply(3, [says('the third words')]))}\n`);
  fed.store.tick({ type: 'delta', worker: 0, text: ' and more' });
  await shows('the third words');
  await shows(/› \+ turn 2/);
});

test('a transcript of many megabytes is walked from one end to the other', async () => {
  const dir = await temporaryDir();
  const replies = Array.from({ length: 200 }, (_, turn) =>
    reply(turn + 1, [says(`words of turn ${turn + 1}`), calls(`c${turn}`, 'x\n'.repeat(15_000))]),
  );
  await writeTranscript(dir, {}, replies);
  const { press, shows, screen } = await openOn('two-sum', 'transcript', { dir });
  await shows(/transcript \d+ of \d+.*, follows/);
  await vi.waitFor(() => expect(screen()).toContain('transcript 600 of 600, follows'), 10_000);
  press('u');
  await shows('unfolded 200 tool calls');
  press('g');
  await shows(/transcript 1 of 600/);
  // Until it has been read, an unfolded row is as high as a folded one.
  await shows(/^ +x$/m);
  for (let page = 0; page < 40; page += 1) press('\u001b[6~');
  await shows(/transcript 3 of 600/);
  press('G');
  await shows('transcript 600 of 600');
});

test('a line of 100 kB full of controls fills its rows and no more, wherever it is unfolded', async () => {
  const dir = await temporaryDir();
  const evil = '\u001b]8;;http://x\u0007\u001b[31m\u202e\u200b\u0000'.repeat(8_000);
  await writeTranscript(dir, {}, [
    reply(1, [says(evil), { type: 'thinking', thinking: evil, signature: 's' }, calls('a', evil)]),
  ]);
  for (const size of [
    { columns: 60, rows: 15 },
    { columns: 120, rows: 40 },
  ]) {
    const { press, shows, screen } = await openOn('two-sum', 'transcript', { dir, size });
    await shows('› + write_file');
    for (const key of ['u', 'k', 'k', 'u', 'g', 'j', '\r', ' ', 'G']) {
      press(key);
      await vi.waitFor(() => expect(screen().split('\n')).toHaveLength(size.rows));
      for (const row of screen().split('\n')) {
        expect(stringWidth(row)).toBeLessThanOrEqual(size.columns);
        expect(row).not.toMatch(/\p{Cc}|\u202e|\u200b/u);
      }
    }
    cleanup();
  }
});

test('a transcript with damaged lines shows what can be read, and which lines cannot', async () => {
  const dir = await temporaryDir();
  const file = await writeTranscript(dir, {}, [reply(1, [says('before the damage')])]);
  await appendFile(file, 'torn {\n\u001b[2J\n');
  await appendFile(file, `${JSON.stringify(reply(2, [says('after the damage')]))}\n`);
  const { shows } = await openOn('two-sum', 'transcript', { dir });
  await shows('before the damage');
  await shows('line 2 (and 1 more lines after it): expected a line of a transcript');
  await shows('after the damage');
});
