import { execFileSync } from 'node:child_process';
import {
  appendFile,
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { DroppedDecision } from '../../../src/engine/approvals/decision-file.ts';
import { watchDecisions } from '../../../src/engine/approvals/dropped-decisions.ts';
import { createTaker, takeDecisions } from '../../../src/engine/approvals/take-decisions.ts';
import type { Ack } from '../../../src/engine/commands/command.ts';
import { temporaryFolder } from '../folder.ts';

const id = '0123456789abcdef';
const other = 'fedcba9876543210';
const approve = JSON.stringify({ decision: 'approve', digest: 'd1' });

/** A folder of approvals, and what is made of the decisions in it. */
async function box(ack: (decision: DroppedDecision) => Ack = () => ({ ok: true })) {
  const root = await temporaryFolder();
  const folder = join(root, 'approvals');
  await mkdir(folder);
  const decisions: DroppedDecision[] = [];
  const faults: string[] = [];
  const stop = new AbortController();
  let nowMs = 0;
  const options = {
    folder,
    onDecision: async (decision: DroppedDecision) => {
      decisions.push(decision);
      return ack(decision);
    },
    onFault: (message: string) => void faults.push(message),
    signal: stop.signal,
    now: () => nowMs,
  };
  const drop = (text: string | Uint8Array, name = `${id}.decision.json`) =>
    writeFile(join(folder, name), text);
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { root, folder, decisions, faults, options, stop, drop, pass };
}

describe('a decision that was dropped', () => {
  test('is handed over and removed', async () => {
    const { folder, decisions, faults, options, drop } = await box();
    await drop(approve);
    const deny = { decision: 'deny', digest: 'd2', reason: 'Not today.', by: 'ci' };
    await drop(JSON.stringify(deny), `${other}.decision.json`);
    await writeFile(join(folder, `${id}.json`), '{}');
    await takeDecisions(options);
    expect(decisions).toEqual([
      { command: { type: 'approve', id, digest: 'd1' }, by: 'a dropped file' },
      { command: { type: 'deny', id: other, digest: 'd2', reason: 'Not today.' }, by: 'ci' },
    ]);
    expect(faults).toEqual([]);
    expect(await readdir(folder)).toEqual([`${id}.json`]);
  });

  test('that is refused is kept under another name, with the reason told', async () => {
    const reason = 'it was denied already, by ada';
    const { folder, faults, options, drop } = await box(() => ({ ok: false, reason }));
    await drop(approve);
    await takeDecisions(options);
    expect(faults).toEqual([
      `${id}.decision.json: expected an approval to decide, found: ${reason}; see ai-factory approvals. It is now ${id}.decision.refused.json.`,
    ]);
    expect(await readdir(folder)).toEqual([`${id}.decision.refused.json`]);
    expect(await readFile(join(folder, `${id}.decision.refused.json`), 'utf8')).toBe(approve);
    await takeDecisions(options);
    expect(faults).toHaveLength(1);
  });

  test('is handed over once, even where the engine fails at it', async () => {
    const { folder, faults, options, drop, decisions } = await box(() => {
      throw new Error('a bug');
    });
    await drop(approve);
    const taker = createTaker(options);
    await taker.look();
    await taker.look();
    expect(decisions).toHaveLength(1);
    expect(faults).toEqual([expect.stringContaining('a bug')]);
    expect(await readdir(folder)).toEqual([`${id}.decision.refused.json`]);
  });

  test('is handed over once, even where it cannot be put away', async () => {
    const { folder, faults, options, drop, decisions } = await box(() => ({
      ok: false,
      reason: 'no',
    }));
    await mkdir(join(folder, `${id}.decision.refused.json`));
    await drop(approve);
    const taker = createTaker(options);
    await taker.look();
    await taker.look();
    expect(decisions).toHaveLength(1);
    expect(faults[1]).toMatch(/expected to put it away, found: EISDIR; .* remove it/);
    await rm(join(folder, `${id}.decision.json`));
    await taker.look();
    await drop(approve);
    await taker.look();
    expect(decisions).toHaveLength(2);
  });

  test('half written is waited for, and refused when it is no JSON for ten seconds', async () => {
    const { folder, decisions, faults, options, drop, pass } = await box();
    const taker = createTaker(options);
    await drop('');
    await taker.look();
    await drop(approve.slice(0, 12));
    pass(9_000);
    await taker.look();
    await appendFile(join(folder, `${id}.decision.json`), approve.slice(12));
    await taker.look();
    expect(decisions).toHaveLength(1);
    await drop('{"decision": ');
    await taker.look();
    pass(9_999);
    await taker.look();
    expect(faults).toEqual([]);
    pass(1);
    await taker.look();
    expect(faults).toEqual([
      `${id}.decision.json: expected JSON, found a text that is none; drop a whole one. It is now ${id}.decision.refused.json.`,
    ]);
    expect(decisions).toHaveLength(1);
  });

  test.each([
    ['no decision', { digest: 'd1' }, /fault in decision/],
    ['another decision', { decision: 'allow', digest: 'd1' }, /fault in decision/],
    ['no digest', { decision: 'approve' }, /fault in digest/],
    [
      'a denial without a reason',
      { decision: 'deny', digest: 'd1' },
      /fault in reason: expected a reason/,
    ],
    ['a blank reason', { decision: 'deny', digest: 'd1', reason: ' ' }, /fault in reason/],
    ['a long name', { decision: 'approve', digest: 'd1', by: 'x'.repeat(101) }, /fault in by/],
    [
      'a field nobody knows',
      { decision: 'approve', digest: 'd1', 'x\u001b[2J': 1 },
      /Unrecognized key/,
    ],
    ['a list', [], /fault in the whole/],
    ['null', null, /fault in the whole/],
  ])('with %s is refused', async (_, value, words) => {
    const { folder, decisions, faults, options, drop } = await box();
    await drop(JSON.stringify(value));
    await takeDecisions(options);
    expect(decisions).toEqual([]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(words);
    expect(faults[0]).not.toContain('\u001b');
    expect(await readdir(folder)).toEqual([`${id}.decision.refused.json`]);
  });

  test('is taken from a plain file alone', async () => {
    const { root, folder, decisions, faults, options, drop, pass } = await box();
    await writeFile(join(root, 'elsewhere.json'), approve);
    await symlink('../elsewhere.json', join(folder, `${id}.decision.json`));
    execFileSync('mkfifo', [join(folder, `${other}.decision.json`)]);
    await mkdir(join(folder, `${'a'.repeat(16)}.decision.json`));
    await drop(
      `${approve.slice(0, -1)},"by":"${'x'.repeat(70_000)}"}`,
      `${'b'.repeat(16)}.decision.json`,
    );
    await drop(Buffer.from([0xff, 0xfe, 0x00]), `${'c'.repeat(16)}.decision.json`);
    const taker = createTaker(options);
    await taker.look();
    expect(faults).toHaveLength(2);
    expect(faults.join('\n')).toMatch(/links are not followed.*\n.*pipe/);
    pass(10_000);
    await taker.look();
    expect(faults.slice(2).join('\n')).toMatch(/is a folder.*\n.* bytes.*\n.*UTF-8/);
    expect(decisions).toEqual([]);
    const left = await readdir(folder);
    expect(left.every((name) => name.endsWith('.decision.refused.json'))).toBe(true);
    expect(left).toHaveLength(5);
    expect(await readFile(join(root, 'elsewhere.json'), 'utf8')).toBe(approve);
  });

  test('is named by an id', async () => {
    const { folder, decisions, faults, options, drop } = await box();
    const names = ['x', id.toUpperCase(), `${id}0`, 'a\u001b[2J'];
    for (const name of names) await drop(approve, `${name}.decision.json`);
    // What is still being made has a hidden name.
    await drop(approve, `.${id}.decision.json`);
    await takeDecisions(options);
    expect(decisions).toEqual([]);
    expect(faults).toHaveLength(names.length);
    expect(faults.join('')).not.toContain('\u001b');
    expect(await readdir(folder)).toContain(`.${id}.decision.json`);
  });

  test.runIf(process.getuid?.() === 0)('by another user is refused', async () => {
    const { folder, decisions, faults, options, drop } = await box();
    await drop(approve);
    execFileSync('chown', ['12345', join(folder, `${id}.decision.json`)]);
    await takeDecisions(options);
    expect(decisions).toEqual([]);
    expect(faults[0]).toContain('expected a file of your own');
  });

  test.runIf(process.getuid?.() !== 0)('that cannot be read is refused after a while', async () => {
    const { folder, faults, options, drop, pass } = await box();
    await drop(approve);
    await chmod(join(folder, `${id}.decision.json`), 0);
    const taker = createTaker(options);
    await taker.look();
    pass(10_000);
    await taker.look();
    expect(faults[0]).toContain('expected a file that can be read');
  });
});

describe('the folder of dropped decisions', () => {
  test('is looked at from the start, at every change, and no more after the end', async () => {
    const { folder, decisions, options, stop, drop } = await box();
    await drop(approve);
    const watching = watchDecisions(options);
    onTestFinished(() => stop.abort());
    await until(() => decisions.length === 1);
    await writeFile(join(folder, 'new'), approve);
    await rename(join(folder, 'new'), join(folder, `${other}.decision.json`));
    await until(() => decisions.length === 2);
    stop.abort();
    await watching;
    await drop(approve);
    await sleep(50);
    expect(decisions).toHaveLength(2);
    expect(await readdir(folder)).toEqual([`${id}.decision.json`]);
  });

  test('may come later', async () => {
    const { folder, decisions, faults, options, stop, drop } = await box();
    await rm(folder, { recursive: true });
    const watching = watchDecisions(options);
    onTestFinished(() => stop.abort());
    await sleep(20);
    await mkdir(folder);
    await drop(approve);
    await until(() => decisions.length === 1);
    expect(faults).toEqual([]);
    stop.abort();
    await watching;
  });

  test('is no link', async () => {
    const { root, folder, decisions, faults, options } = await box();
    await rename(folder, join(root, 'elsewhere'));
    await symlink('elsewhere', folder);
    await writeFile(join(root, 'elsewhere', `${id}.decision.json`), approve);
    const taker = createTaker(options);
    await taker.look();
    await taker.look();
    expect(decisions).toEqual([]);
    expect(faults).toEqual([expect.stringMatching(/expected a folder .* link/)]);
  });

  test('hundreds are handed over one after the other, each once', async () => {
    let atOnce = 0;
    const { folder, decisions, options, drop } = await box();
    const ids = Array.from({ length: 200 }, (_, n) => n.toString(16).padStart(16, '0'));
    for (const one of ids) await drop(approve, `${one}.decision.json`);
    const onDecision = async (decision: DroppedDecision): Promise<Ack> => {
      atOnce += 1;
      expect(atOnce).toBe(1);
      decisions.push(decision);
      await sleep(0);
      atOnce -= 1;
      return { ok: true };
    };
    await takeDecisions({ ...options, onDecision });
    expect(decisions.map(({ command }) => command.id)).toEqual(ids);
    expect(await readdir(folder)).toEqual([]);
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(10);
}
