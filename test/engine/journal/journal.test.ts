import {
  appendFileSync,
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Event, EventBody } from '../../../src/engine/journal/events.ts';
import { openJournal, repairTornLine } from '../../../src/engine/journal/journal.ts';
import {
  listSegments,
  readJournal,
  segmentPath,
} from '../../../src/engine/journal/journal-files.ts';
import { UserError } from '../../../src/engine/user-error.ts';
import { temporaryFolder } from '../folder.ts';
import { canMount, smallDisk } from '../small-disk.ts';

const now = () => Date.UTC(2026, 10, 23);

function notice(message: string): EventBody {
  return { type: 'notice.given', level: 'info', message };
}

async function journalOf(folder: string, messages: string[], segmentBytes?: number) {
  const lastSeq = (await readJournal(folder)).events.length;
  const journal = await openJournal({
    folder,
    lastSeq,
    now,
    ...(segmentBytes && { segmentBytes }),
  });
  const events = messages.map((message) => journal.append(notice(message)));
  journal.close();
  return events;
}

function messagesIn(events: Event[]): string[] {
  return events.flatMap((event) => (event.type === 'notice.given' ? [event.message] : []));
}

describe('the journal', () => {
  test('gives back what was appended, numbered from 1, with version and time', async () => {
    const folder = join(await temporaryFolder(), 'journal');
    const appended = await journalOf(folder, ['one', 'two €\n\u2028', 'three']);
    const { events, torn } = await readJournal(folder);
    expect(events).toEqual(appended);
    expect(events.map(({ v, seq, at }) => [v, seq, at])).toEqual(
      [1, 2, 3].map((seq) => [1, seq, '2026-11-23T00:00:00.000Z']),
    );
    expect(torn).toBeUndefined();
  });

  test('has no events where there is no journal', async () => {
    const folder = join(await temporaryFolder(), 'none');
    expect(await readJournal(folder)).toEqual({ events: [], torn: undefined });
  });

  test('begins a new segment, named by its first event, once the newest is full', async () => {
    const folder = await temporaryFolder();
    await journalOf(folder, ['a', 'b', 'c', 'd', 'e'], 150);
    const segments = await listSegments(folder);
    expect(segments.map(({ firstSeq }) => firstSeq)).toEqual([1, 3, 5]);
    expect(messagesIn((await readJournal(folder)).events)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('goes on in the newest segment when it is opened again', async () => {
    const folder = await temporaryFolder();
    for (const message of ['a', 'b', 'c', 'd', 'e', 'f']) await journalOf(folder, [message], 150);
    const { events } = await readJournal(folder);
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await listSegments(folder)).length).toBe(3);
  });

  test('is read from any event on, whatever the segments', async () => {
    const folder = await temporaryFolder();
    const all = await journalOf(folder, ['a', 'b', 'c', 'd', 'e', 'f', 'g'], 150);
    for (let after = 0; after <= all.length; after += 1) {
      expect((await readJournal(folder, after)).events).toEqual(all.slice(after));
    }
  });

  test('leaves foreign files in its folder alone', async () => {
    const folder = await temporaryFolder();
    await journalOf(folder, ['a']);
    writeFileSync(join(folder, '000000000001.jsonl.torn'), 'half a line\n');
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    expect((await readJournal(folder)).events.length).toBe(1);
  });
});

describe('a torn last line', () => {
  test('is reported, put aside, cut off, and the next event takes its place', async () => {
    const folder = await temporaryFolder();
    await journalOf(folder, ['a', 'é€', 'lost']);
    const path = segmentPath(folder, 1);
    const whole = readFileSync(path);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (bytes) => {
        writeFileSync(path, whole.subarray(0, whole.length - bytes));
        const { events, torn } = await readJournal(folder);
        expect(messagesIn(events)).toEqual(['a', 'é€']);
        if (!torn) throw new Error('expected a torn line');
        await repairTornLine(torn);
        expect(readFileSync(`${path}.torn`, 'utf8').endsWith(`${torn.text}\n`)).toBe(true);
        await journalOf(folder, ['next']);
        const after = await readJournal(folder);
        expect(messagesIn(after.events)).toEqual(['a', 'é€', 'next']);
        expect(after.events.at(-1)?.seq).toBe(3);
        expect(after.torn).toBeUndefined();
      }),
      { seed: 11, numRuns: 20 },
    );
  });

  test('may be all there is of a segment', async () => {
    const folder = await temporaryFolder();
    const [first] = await journalOf(folder, ['a']);
    writeFileSync(segmentPath(folder, 1), JSON.stringify(first).slice(0, 20));
    const { events, torn } = await readJournal(folder);
    expect(events).toEqual([]);
    if (!torn) throw new Error('expected a torn line');
    await repairTornLine(torn);
    await journalOf(folder, ['again']);
    expect(messagesIn((await readJournal(folder)).events)).toEqual(['again']);
  });

  test('may cut a character in two', async () => {
    const folder = await temporaryFolder();
    await journalOf(folder, ['a']);
    const path = segmentPath(folder, 1);
    const kept = readFileSync(path);
    appendFileSync(
      path,
      Buffer.concat([Buffer.from('{"message":"'), Buffer.from('€').subarray(0, 2)]),
    );
    const { torn } = await readJournal(folder);
    if (!torn) throw new Error('expected a torn line');
    await repairTornLine(torn);
    expect(readFileSync(path)).toEqual(kept);
  });
});

describe('a damaged journal', () => {
  const refusal = async (folder: string) => {
    const error: unknown = await readJournal(folder).catch((caught: unknown) => caught);
    if (!(error instanceof UserError)) throw new Error(`expected a UserError, got ${error}`);
    return error.message;
  };

  test('that a newer version wrote is refused, with what to use instead', async () => {
    const folder = await temporaryFolder();
    await journalOf(folder, ['a', 'b', 'c']);
    const path = segmentPath(folder, 1);
    const lines = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, lines.with(1, '{"v":2,"seq":2}').join('\n'));
    const message = await refusal(folder);
    expect(message).toContain(`${path}:2: written by a newer version`);
    expect(message).toContain('Use that version');
  });

  test.each([
    ['text that is no JSON', 'not json', 'expected a JSON object, found not json'],
    ['JSON that is no event', '{"v":1,"seq":2}', 'expected a journal event'],
    ['an empty line', '', 'expected a JSON object'],
  ])(
    'is refused with file and line when a line in the middle is %s',
    async (_what, line, words) => {
      const folder = await temporaryFolder();
      await journalOf(folder, ['a', 'b', 'c']);
      const path = segmentPath(folder, 1);
      const lines = readFileSync(path, 'utf8').split('\n');
      writeFileSync(path, lines.with(1, line).join('\n'));
      const message = await refusal(folder);
      expect(message).toContain(`${path}:2: `);
      expect(message).toContain(words);
      expect(message).toContain('Restore that file from a copy');
    },
  );

  test('is refused when an event is missing, or there twice', async () => {
    const folder = await temporaryFolder();
    await journalOf(folder, ['a', 'b', 'c', 'd']);
    const path = segmentPath(folder, 1);
    const lines = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, lines.toSpliced(1, 1).join('\n'));
    expect(await refusal(folder)).toContain(
      `${path}:2: the journal is damaged: expected seq 2, found seq 3`,
    );
    writeFileSync(path, lines.toSpliced(2, 0, lines[1] ?? '').join('\n'));
    expect(await refusal(folder)).toContain(
      `${path}:3: the journal is damaged: expected seq 3, found seq 2`,
    );
  });

  test('is refused when a whole segment is missing, or cut while another follows', async () => {
    const folder = await temporaryFolder();
    await journalOf(folder, ['a', 'b', 'c', 'd', 'e'], 150);
    const path = segmentPath(folder, 3);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.slice(0, -5));
    expect(await refusal(folder)).toContain(`${path}:2: `);
    writeFileSync(path, '');
    expect(await refusal(folder)).toContain(`${segmentPath(folder, 5)}:1: `);
  });
});

describe.skipIf(!canMount())('a journal on a disk that fills up', () => {
  test('keeps no half of a line that did not fit, so that what comes later is whole', async () => {
    const disk = smallDisk(64 * 1024);
    const folder = join(disk.folder, 'journal');
    const journal = await openJournal({ folder, lastSeq: 0, now });
    journal.append(notice('before'));
    await disk.fill();
    expect(() => journal.append(notice('x'.repeat(20_000)))).toThrow('ENOSPC');
    await disk.free();
    journal.append(notice('after'));
    journal.close();
    const { events, torn } = await readJournal(folder);
    expect(messagesIn(events)).toEqual(['before', 'after']);
    expect(torn).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['000000000001.jsonl']);
  });
});

test('a journal that is closed takes nothing more, and closing it again closes no file of anybody else', async () => {
  const folder = join(await temporaryFolder(), '.engine', 'journal');
  const journal = await openJournal({ folder, lastSeq: 0, now: Date.now });
  journal.append({ type: 'run.paused', by: 'me' });
  journal.close();
  // The number of the file that was closed is given out again.
  const other = openSync(join(folder, 'other'), 'w');
  journal.close();
  expect(() => journal.append({ type: 'run.paused', by: 'me' })).toThrow('is closed');
  await journal.sync();
  writeSync(other, 'mine');
  closeSync(other);
  expect(readFileSync(join(folder, 'other'), 'utf8')).toBe('mine');
});
