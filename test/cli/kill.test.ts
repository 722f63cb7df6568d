import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { cli, runArgs, startCli } from './cli.ts';
import {
  acceptedHashes,
  contentDir,
  dollarsOf,
  idsIn,
  type JournalLine,
  journalOf,
  namesIn,
  temporaryDir,
} from './content-dir.ts';
import { rehearseBatch } from './rehearsed-batch.ts';
import { listOf, statusOf } from './reports.ts';

const seed = 20_261;

/** What a run leaves behind that luck and kills must not change. */
async function outcomeOf(dir: string) {
  const items = await listOf(dir);
  return {
    accepted: await acceptedHashes(dir),
    escalated: await idsIn(dir, 'escalated'),
    provenance: await idsWithProvenance(dir),
    items: items.map(({ id, state, attempts, repairs, failing }) => ({
      id,
      state,
      attempts,
      repairs,
      failing,
    })),
  };
}

/** Items beside which it is written where their output came from. */
async function idsWithProvenance(dir: string): Promise<string[]> {
  const ids = await namesIn(join(dir, 'work'));
  return ids.filter((id) => existsSync(join(dir, 'work', id, 'state.json')));
}

/** A small generator of numbers from 0 to 1: the moments are random, and the same in every run. */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('an output whose event a crash swallowed is found, judged and not paid for again', async () => {
  const dir = await contentDir();
  await rehearseBatch(dir, 2, [], { workers: 1 });
  const [outcome, journal] = [await outcomeOf(dir), await journalOf(dir)];
  const last = journal.findLast(({ type }) => type === 'item.accepted');
  // As a kill between the rename of the last output and its event leaves the directory.
  await cutJournalBefore(dir, journal, last);
  expect((await statusOf(dir)).run.state).toBe('crashed');
  expect((await cli(runArgs(dir, '--limit', '2'))).exitCode).toBe(0);
  const now = await journalOf(dir);
  const recovered = now.filter((line) => line.type === 'item.accepted' && line.recovered === true);
  expect(recovered).toMatchObject([{ item: last?.item, sha256: last?.sha256 }]);
  expect(dollarsOf(now)).toBeCloseTo(dollarsOf(journal), 8);
  expect(await outcomeOf(dir)).toEqual(outcome);
});

test.each([1, 3])(
  'an item of whose conversation a crash left %i lines ends as it would have',
  async (lines) => {
    const dir = await contentDir();
    await rehearseBatch(dir, ['two-sum']);
    const outcome = await outcomeOf(dir);
    const transcript = join(dir, 'work', 'two-sum', 'attempts', '1', 'transcript.jsonl');
    const kept = (await readFile(transcript, 'utf8')).split('\n').slice(0, lines);
    for (const name of ['.engine', 'accepted', 'work']) {
      await rm(join(dir, name), { recursive: true });
    }
    await mkdir(dirname(transcript), { recursive: true });
    await writeFile(transcript, `${kept.join('\n')}\n{"type":"us`);
    await mkdir(join(dir, 'accepted'));
    await writeFile(join(dir, 'accepted', 'two-sum.json.0123456789ab.tmp'), '{"algorith');
    expect((await rehearseBatch(dir, ['two-sum'])).end.outcome).toBe('finished');
    expect(await outcomeOf(dir)).toEqual(outcome);
  },
);

test('a run goes on from any line at which its journal was cut', async () => {
  const dir = await contentDir();
  await rehearseBatch(dir, ['contains-duplicate'], [], { workers: 1 });
  const [outcome, journal] = [await outcomeOf(dir), await journalOf(dir)];
  const random = randomFrom(seed);
  for (let round = 0; round < 4; round += 1) {
    const copy = await temporaryDir();
    await cp(dir, copy, { recursive: true });
    // The files are ahead of the journal, as after a power cut that took its unsynced end.
    const at = journal[1 + Math.floor(random() * (journal.length - 1))];
    await cutJournalBefore(copy, journal, at);
    expect((await rehearseBatch(copy, ['contains-duplicate'])).end.outcome).toBe('finished');
    const { accepted, escalated } = await outcomeOf(copy);
    expect({ accepted, escalated }).toEqual({ accepted: outcome.accepted, escalated: [] });
    const added = (await journalOf(copy)).filter(({ seq }) => seq >= (at?.seq ?? 0));
    expect(added.filter(({ type }) => type === 'call.started')).toEqual([]);
  }
});

test('a second engine is told who holds the directory; a dead one gives way', async () => {
  const dir = await contentDir();
  // At the speed of a real model this run lasts for minutes.
  const { child, ended } = startCli(['run', dir, '--headless', '--seed', '7', '--speed', '1']);
  onTestFinished(() => void child.kill('SIGKILL'));
  await journalHas(dir, 'call.started');
  const second = await cli(runArgs(dir, '--limit', '1'));
  expect(second.exitCode).toBe(1);
  expect(second.stderr).toContain(`process ${child.pid} on `);
  expect(await statusOf(dir)).toMatchObject({ run: { state: 'running' } });
  child.kill('SIGKILL');
  await ended;
  expect(await namesIn(join(dir, '.engine'))).toContain('lock');
  expect(await statusOf(dir)).toMatchObject({ run: { state: 'crashed' }, items: { working: 0 } });
  const third = await cli(runArgs(dir, '--limit', '1'));
  expect(third.exitCode).toBe(0);
  expect(third.stdout).toContain(`(process ${child.pid}, since `);
  expect(await namesIn(join(dir, '.engine'))).not.toContain('lock');
});

/** Waits until the journal of a running engine holds an event of that type. */
async function journalHas(dir: string, type: string): Promise<void> {
  while (!(await journalOf(dir)).some((line) => line.type === type)) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function cutJournalBefore(
  dir: string,
  journal: JournalLine[],
  line: JournalLine | undefined,
): Promise<void> {
  const [name = ''] = await namesIn(join(dir, '.engine', 'journal'));
  const file = join(dir, '.engine', 'journal', name);
  const from = journal.filter(({ seq }) => line !== undefined && seq >= line.seq);
  const bytes = from.reduce((sum, one) => sum + Buffer.byteLength(JSON.stringify(one)) + 1, 0);
  await truncate(file, (await stat(file)).size - bytes);
  await rm(join(dir, '.engine', 'checkpoint.json'));
}
