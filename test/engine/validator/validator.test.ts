import { fork } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createValidator } from '../../../src/engine/validator/validator.ts';

const entry = join(import.meta.dirname, 'deadly-validator.ts');
const signal = new AbortController().signal;

/** A validator over real processes, and how often one was begun. */
function open(over: { hangMs?: number; entry?: string; freezeFirst?: boolean } = {}) {
  let forks = 0;
  const deaths: string[] = [];
  const validator = createValidator({
    atOnce: 2,
    onDeath: (reason) => deaths.push(reason),
    fork: () => {
      forks += 1;
      const child = fork(over.entry ?? entry, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
      if (over.freezeFirst && forks === 1) child.kill('SIGSTOP');
      return child;
    },
    ...(over.freezeFirst ? { startMs: 5_000 } : {}),
    ...(over.hangMs === undefined ? {} : { hangMs: over.hangMs }),
  });
  onTestFinished(() => validator.close());
  const judge = (word: string) =>
    validator.judge(JSON.stringify(word), { item: undefined, signal });
  return { validator, judge, deaths, forks: () => forks };
}

const statuses = (card: { criteria: { id: string; status: string }[] }) =>
  Object.fromEntries(card.criteria.map(({ id, status }) => [id, status]));

describe('a validator', () => {
  test('judges in one process, begun when it is first needed, each output by itself', async () => {
    const { judge, forks } = open();
    expect(forks()).toBe(0);
    const cards = await Promise.all(['fine', 'bad', 'good', 'bad'].map(judge));
    expect(cards.map(({ verdict }) => verdict)).toEqual(['pass', 'fail', 'pass', 'fail']);
    expect(forks()).toBe(1);
  });

  for (const end of ['exit', 'kill', 'lie'] as const) {
    test(`leaves out the criterion that ends it twice (${end}), of that output alone`, async () => {
      const { judge, forks, deaths } = open();
      const cards = await Promise.all([judge('fine'), judge(end), judge('bad'), judge('good')]);
      expect(cards.map(statuses)).toEqual([
        { harmless: 'pass', deadly: 'pass', last: 'pass' },
        { harmless: 'pass', deadly: 'not-checked', last: 'pass' },
        { harmless: 'pass', deadly: 'fail', last: 'pass' },
        { harmless: 'pass', deadly: 'pass', last: 'pass' },
      ]);
      const [, left] = cards;
      expect(left?.verdict).toBe('not-checked');
      expect(left?.criteria[1]?.reason).toMatch(/^judging it ended the validator 2 times/);
      expect(forks()).toBeGreaterThanOrEqual(3);
      expect(deaths.length).toBe(forks() - 1);
    });
  }

  test('takes a criterion that hangs for one that kills', async () => {
    const { judge } = open({ hangMs: 300 });
    const card = await judge('hang');
    expect(statuses(card)).toEqual({ harmless: 'pass', deadly: 'not-checked', last: 'pass' });
    expect((await judge('fine')).verdict).toBe('pass');
  });

  test('replaces a process that hangs before it comes to judge', async () => {
    const { judge, forks, deaths } = open({ freezeFirst: true });
    expect((await judge('fine')).verdict).toBe('pass');
    expect(forks()).toBe(2);
    expect(deaths).toEqual(['the validator died (SIGKILL) and was replaced']);
  });

  test('says so when no process comes to judge at all', async () => {
    const { judge } = open({ entry: join(import.meta.dirname, 'no-such-file.ts') });
    await expect(judge('fine')).rejects.toThrow('the validator cannot work: it died 3 times');
  });

  test('gives up what it judges when it is closed', async () => {
    const { judge, validator } = open();
    const judging = judge('hang');
    judging.catch(() => {});
    await validator.close();
    await expect(judging).rejects.toThrow('the validator was closed');
    await expect(judge('fine')).rejects.toThrow('closed');
  });

  test('judges what is no file', async () => {
    const { validator } = open();
    const card = await validator.judge(undefined, { item: undefined, signal });
    expect(card).toMatchObject({ verdict: 'fail', criteria: [{ id: 'readable' }] });
  });
});

test('a validator tells what it judges by, with the engines tried', async () => {
  const { validator } = open({ entry: join(import.meta.dirname, 'engined-validator.ts') });
  const [facts, again] = await Promise.all([validator.facts(), validator.facts()]);
  expect(again).toEqual(facts);
  expect(facts).toEqual([
    { id: 'plain', title: 'Plain', version: 1, engine: null },
    {
      id: 'engined',
      title: 'Engined',
      version: 3,
      engine: { type: 'ready', engine: 'Abacus', version: '2.0', more: 'beads' },
    },
    {
      id: 'broken',
      title: 'Broken',
      version: 1,
      engine: { type: 'not-available', reason: 'no beads', install: 'Run npm install again.' },
    },
  ]);
  expect((await validator.judge('1', { item: undefined, signal })).verdict).toBe('pass');
});

test('a validator that dies of trying its engines says so', async () => {
  const { validator } = open({ entry: join(import.meta.dirname, 'no-such-file.ts') });
  await expect(validator.facts()).rejects.toThrow('the validator died when it tried its engines');
});
