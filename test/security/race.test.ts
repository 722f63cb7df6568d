import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { recoverTranscript } from '../../src/engine/agent/transcript.ts';
import { appendDurably, writeDurably } from '../../src/engine/files/durable.ts';
import { moveOwn, removeOwn } from '../../src/engine/files/own-files.ts';
import { createFileAccess } from '../../src/tools/file-access.ts';
import { canPin } from '../../src/tools/open-folder.ts';
import { snapshot, temporaryFolder } from '../tools/sandbox.ts';

const script = fileURLToPath(new URL('swap-loop.mjs', import.meta.url));

/** Has another process swap a place for a link, over and over, until the test is over. */
async function swap(place: string, target: string): Promise<void> {
  const child = spawn(process.execPath, [script, place, target], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
}

/** What an attacker would like to have read, written over, moved or removed. */
async function outside(root: string): Promise<string> {
  const target = join(root, 'outside');
  for (const folder of ['sub', 'draft', 'attempts'])
    await mkdir(join(target, folder), { recursive: true });
  for (const file of ['lesson.json', 'sub/lesson.json', 'draft/lesson.json', 'state.json']) {
    await writeFile(join(target, file), 'CANARY');
  }
  await writeFile(join(target, 'transcript.jsonl'), 'CANARY\nhalf a line');
  return target;
}

/**
 * Works until both have happened often: it succeeded, and it met a link (or a gap) and refused. So the
 * race was one. Every refusal is an error that says so; none is a success elsewhere.
 */
async function raceUntilBoth(work: ((n: number) => Promise<unknown>)[]): Promise<void> {
  const counts = { done: 0, refused: 0 };
  for (let n = 0; counts.done < 200 || counts.refused < 20; n += 1) {
    for (const step of work) {
      await step(n).then(
        () => {
          counts.done += 1;
        },
        () => {
          counts.refused += 1;
        },
      );
    }
  }
}

test('the race is one: a careless write is sent elsewhere by it', async () => {
  const root = await temporaryFolder();
  const target = await outside(root);
  const item = join(root, 'content', 'two-sum');
  await mkdir(item, { recursive: true });
  await swap(item, target);
  let hit = '';
  while (hit !== 'HIT') {
    await writeFile(join(item, 'state.json'), 'HIT').catch(() => {});
    hit = await readFile(join(target, 'state.json'), 'utf8');
  }
  expect(hit).toBe('HIT');
});

describe.skipIf(!canPin())('while another process swaps folders for links', () => {
  test('an agent reads, writes, lists and removes inside its draft or not at all', async () => {
    const root = await temporaryFolder();
    const target = await outside(root);
    const before = await snapshot(target);
    const draft = join(root, 'content', 'work', 'two-sum', 'draft');
    await mkdir(join(draft, 'sub'), { recursive: true });
    const files = createFileAccess({
      draft,
      within: join(root, 'content'),
      mounts: { guides: join(root, 'guides') },
    });
    await swap(join(draft, 'sub'), target);
    await raceUntilBoth([
      (n) => files.write('sub/lesson.json', `draft ${n}`),
      async () => expect(await files.read('sub/lesson.json')).not.toContain('CANARY'),
      async () => {
        for (const { path } of await files.list('sub')) expect(path).not.toContain('state.json');
      },
      () => files.remove('sub/lesson.json'),
    ]);
    expect(await snapshot(target)).toEqual(before);
  });

  test('an agent stays inside when the folder of its whole item is swapped', async () => {
    const root = await temporaryFolder();
    const target = await outside(root);
    const before = await snapshot(target);
    const item = join(root, 'content', 'work', 'two-sum');
    await mkdir(join(item, 'draft'), { recursive: true });
    const files = createFileAccess({
      draft: join(item, 'draft'),
      within: join(root, 'content'),
      mounts: { guides: join(root, 'guides') },
    });
    await swap(item, target);
    await raceUntilBoth([
      (n) => files.write('lesson.json', `draft ${n}`),
      async () => expect(await files.read('lesson.json')).not.toContain('CANARY'),
      () => files.remove('lesson.json'),
    ]);
    expect(await snapshot(target)).toEqual(before);
  });

  test('the engine writes, appends, recovers, moves and removes inside or not at all', async () => {
    const root = await temporaryFolder();
    const target = await outside(root);
    const before = await snapshot(target);
    const below = join(root, 'content');
    const item = join(below, 'work', 'two-sum');
    await mkdir(item, { recursive: true });
    const place = (name: string) => ({ path: join(item, name), below });
    await swap(item, target);
    await raceUntilBoth([
      (n) => writeDurably(join(item, 'state.json'), `${n}`, below),
      () => appendDurably(join(item, 'transcript.jsonl'), 'a line\n', below),
      () => recoverTranscript(join(item, 'transcript.jsonl'), below),
      () => writeDurably(join(item, 'draft', 'deep', 'lesson.json'), 'text', below),
      () => removeOwn(place('draft')),
      () => moveOwn(place('state.json'), place('attempts/state.json')),
    ]);
    expect(await snapshot(target)).toEqual(before);
  });

  test('a removal that goes down a tree does not leave it through a folder that is swapped', async () => {
    const root = await temporaryFolder();
    const target = await outside(root);
    const before = await snapshot(target);
    const below = join(root, 'content');
    const draft = join(below, 'draft');
    const grow = () => {
      for (let n = 0; n < 5; n += 1) {
        try {
          mkdirSync(join(draft, 'sub'), { recursive: true });
          if (existsSync(join(draft, 'sub'))) writeFileSync(join(draft, `file-${n}`), 'text');
        } catch {
          // The other process has it just now.
        }
      }
    };
    await mkdir(join(draft, 'sub'), { recursive: true });
    await swap(join(draft, 'sub'), target);
    for (let n = 0; n < 500; n += 1) {
      grow();
      await removeOwn({ path: draft, below }).catch(() => {});
    }
    expect(await snapshot(target)).toEqual(before);
  });

  test('a file that is swapped for a link is not read, appended to or cut', async () => {
    const root = await temporaryFolder();
    const target = await outside(root);
    const before = await snapshot(target);
    const below = join(root, 'content');
    const file = join(below, 'transcript.jsonl');
    await mkdir(below);
    await writeFile(file, '');
    await swap(file, join(target, 'transcript.jsonl'));
    await raceUntilBoth([
      () => appendDurably(file, '', below),
      async () => {
        const entries = await recoverTranscript(file, below);
        expect(JSON.stringify(entries)).not.toContain('CANARY');
      },
    ]);
    expect(await snapshot(target)).toEqual(before);
  });
});
