import { chmod, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { approvalFile, mirrorApprovals } from '../../../src/engine/approvals/approval-files.ts';
import type { EventBody } from '../../../src/engine/journal/events.ts';
import { createStore, type WritableStore } from '../../../src/engine/journal/store.ts';
import { temporaryFolder } from '../folder.ts';
import { canMount, smallDisk } from '../small-disk.ts';

const first = '0123456789abcdef';
const second = 'fedcba9876543210';

function asked(id: string): Extract<EventBody, { type: 'approval.asked' }> {
  return {
    type: 'approval.asked',
    id,
    item: 'two-sum',
    asker: 'agent',
    attempt: 2,
    turn: 7,
    tool: 'delete_file',
    action: { verb: 'delete', target: 'notes.md', effect: 'Takes it out.' },
    input: '{"path":"notes.md","reason":"no use"}',
    digest: 'd1',
    reason: 'It is in the way.',
    expiresAtMs: Date.UTC(2026, 10, 28),
  };
}

const decided = (id: string): EventBody => ({
  type: 'approval.decided',
  id,
  item: 'two-sum',
  decision: 'denied',
  by: 'ada',
  reason: 'keep it',
});

/** A store with what has happened, and its mirror. */
async function mirrored(events: readonly EventBody[] = [], where?: string) {
  const folder = where ?? join(await temporaryFolder(), '.engine', 'approvals');
  const store = createStore();
  const record = recorder(store);
  events.forEach(record);
  const faults: string[] = [];
  const mirror = mirrorApprovals({ folder, store, onFault: (message) => faults.push(message) });
  onTestFinished(mirror.stop);
  const read = async (id: string) => JSON.parse(await readFile(join(folder, `${id}.json`), 'utf8'));
  return { folder, store, record, mirror, faults, read };
}

function recorder(store: WritableStore): (body: EventBody) => void {
  return (body) => {
    const seq = store.getState().seq + 1;
    store.apply({ v: 1, seq, at: '2026-11-25T00:00:00.000Z', ...body });
  };
}

describe('the files of approvals', () => {
  test('hold what was asked, of whom, until when, and what was decided', async () => {
    const { record, mirror, read } = await mirrored([asked(first)]);
    await mirror.settled();
    const waiting = {
      id: first,
      tool: 'delete_file',
      action: { verb: 'delete', target: 'notes.md', effect: 'Takes it out.' },
      arguments: { path: 'notes.md', reason: 'no use' },
      digest: 'd1',
      item: 'two-sum',
      attempt: 2,
      turn: 7,
      asker: 'agent',
      why: 'It is in the way.',
      askedAt: '2026-11-25T00:00:00.000Z',
      expiresAt: '2026-11-28T00:00:00.000Z',
      state: 'waiting',
      decidedBy: null,
      reason: null,
      outcome: null,
    };
    expect(await read(first)).toEqual(waiting);
    record(decided(first));
    await mirror.settled();
    const denied = { ...waiting, state: 'denied', decidedBy: 'ada', reason: 'keep it' };
    expect(await read(first)).toEqual(denied);
  });

  test('follow an action to its end', async () => {
    const { record, mirror, read, store } = await mirrored([asked(first)]);
    record({ ...decided(first), decision: 'approved' } as EventBody);
    record({ type: 'action.begun', id: first, item: 'two-sum' });
    await mirror.settled();
    expect(await read(first)).toMatchObject({ state: 'acting', decidedBy: 'ada' });
    const text = 'cut off';
    record({ type: 'action.ended', id: first, item: 'two-sum', outcome: 'unknown', text });
    await mirror.settled();
    const state = store.getState().approvals.get(first);
    expect(await read(first)).toEqual(state && approvalFile(state));
    expect(await read(first)).toMatchObject({ state: 'unknown', outcome: 'cut off' });
  });

  test('are for their owner alone, and whole at any moment', async () => {
    const { folder, mirror, record } = await mirrored([asked(first)]);
    await mirror.settled();
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, `${first}.json`))).mode & 0o777).toBe(0o600);
    record(decided(first));
    for (let looked = 0; looked < 50; looked += 1) {
      JSON.parse(await readFile(join(folder, `${first}.json`), 'utf8'));
    }
    await mirror.settled();
    expect(await readdir(folder)).toEqual([`${first}.json`]);
  });

  test('at a start those that are missing or differ are written, and none is removed', async () => {
    const folder = join(await temporaryFolder(), 'approvals');
    await mkdir(folder);
    await chmod(folder, 0o755);
    await writeFile(join(folder, `${first}.json`), Buffer.from([0xff, 0xfe]));
    await writeFile(join(folder, 'of-another-day.json'), '{}');
    await writeFile(join(folder, `${first}.decision.json`), '{}');
    const { mirror, read } = await mirrored([asked(first), asked(second), decided(second)], folder);
    await mirror.settled();
    expect(await read(first)).toMatchObject({ state: 'waiting' });
    expect(await read(second)).toMatchObject({ state: 'denied' });
    expect((await readdir(folder)).sort()).toEqual(
      [`${first}.json`, `${first}.decision.json`, `${second}.json`, 'of-another-day.json'].sort(),
    );
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    const { mtimeMs } = await stat(join(folder, `${first}.json`));
    const again = await mirrored([asked(first), asked(second), decided(second)], folder);
    await again.mirror.settled();
    expect((await stat(join(folder, `${first}.json`))).mtimeMs).toBe(mtimeMs);
  });

  test('a burst of hundreds of events is written, each file as it is in the end', async () => {
    const { record, mirror, folder, read } = await mirrored();
    const ids = Array.from({ length: 300 }, (_, n) => n.toString(16).padStart(16, '0'));
    for (const id of ids) record(asked(id));
    for (const id of ids) record(decided(id));
    await mirror.settled();
    expect(await readdir(folder)).toHaveLength(300);
    expect(await read(ids[299] ?? '')).toMatchObject({ state: 'denied' });
  });

  test('after stop nothing new is written', async () => {
    const { record, mirror, read } = await mirrored([asked(first)]);
    mirror.stop();
    record(decided(first));
    record(asked(second));
    await mirror.settled();
    await expect(read(second)).rejects.toThrow('ENOENT');
  });

  test('a link in their place is refused and said, and leads nowhere', async () => {
    const top = await temporaryFolder();
    const folder = join(top, 'approvals');
    await mkdir(folder);
    await writeFile(join(top, 'secret'), 'CANARY');
    await symlink('../secret', join(folder, `${first}.json`));
    const { mirror, faults, read } = await mirrored([asked(first), asked(second)], folder);
    await mirror.settled();
    expect(await readFile(join(top, 'secret'), 'utf8')).toBe('CANARY');
    expect(await read(second)).toMatchObject({ id: second });
    expect(faults).toEqual([expect.stringMatching(/approvals: expected .*found: .*link/)]);
  });

  test('a link in place of their folder is refused', async () => {
    const top = await temporaryFolder();
    await mkdir(join(top, 'outside'));
    await symlink('outside', join(top, 'approvals'));
    const { mirror, faults } = await mirrored([asked(first)], join(top, 'approvals'));
    await mirror.settled();
    expect(await readdir(join(top, 'outside'))).toEqual([]);
    expect(faults).toHaveLength(1);
  });

  test('a folder that cannot be made is said once, and what was due is written when it can be', async () => {
    const top = await temporaryFolder();
    const folder = join(top, 'file', 'approvals');
    await writeFile(join(top, 'file'), '');
    const { mirror, faults, record, read } = await mirrored([asked(first)], folder);
    await mirror.settled();
    record(asked(second));
    await mirror.settled();
    expect(faults).toEqual([
      expect.stringMatching(/found: ENOTDIR.*the journal has all approvals/),
    ]);
    await rm(join(top, 'file'));
    record(decided(second));
    await mirror.settled();
    expect(await read(first)).toMatchObject({ state: 'waiting' });
    expect(await read(second)).toMatchObject({ state: 'denied' });
  });

  test.runIf(canMount())(
    'a full disk is said once, and made good when there is space',
    async () => {
      const disk = smallDisk(65_536);
      const folder = join(disk.folder, 'approvals');
      await mkdir(folder);
      await disk.fill();
      const { mirror, faults, record, read } = await mirrored([asked(first)], folder);
      await mirror.settled();
      record(asked(second));
      await mirror.settled();
      expect(faults).toEqual([expect.stringMatching(/found: ENOSPC; free some space/)]);
      await disk.free();
      record(decided(second));
      await mirror.settled();
      expect(await read(first)).toMatchObject({ state: 'waiting' });
      expect(await read(second)).toMatchObject({ state: 'denied' });
    },
  );

  test('input of an older journal that is no JSON is shown as it is', () => {
    const store = createStore();
    recorder(store)({ ...asked(first), input: '{"cut' });
    const state = store.getState().approvals.get(first);
    expect(state && approvalFile(state).arguments).toBe('{"cut');
  });
});
