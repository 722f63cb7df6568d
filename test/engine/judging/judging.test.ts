import { appendFile, readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { CallModel, ModelReply, ModelRequest } from '../../../src/models/port.ts';
import { edits, failure, reply, says, validates, writes } from '../replies.ts';
import { openTinyFactory } from '../tiny-factory.ts';
import { note } from '../tiny-product.ts';
import { seated } from './tiny-judge.ts';

const passes = reply([says('Here it is: {"score": 4}')]);
const fails = reply([says('{"score": 2}')]);
const mumbles = reply([says('I rather like it.')]);

/** Writes a plain note; told that it fails, makes it better. Each judgement is the next of the list. */
function factoryOf(...verdicts: ModelReply[]) {
  const judged: ModelRequest[] = [];
  const author: CallModel = async (request, _io) => {
    if (request.purpose === 'judge') {
      judged.push(structuredClone(request));
      const verdict = verdicts[judged.length - 1];
      if (!verdict) throw new Error('the judge was asked once too often');
      return verdict;
    }
    const id = `use_${request.item}_${request.turn}`;
    if (request.turn === 1)
      return reply([writes(note(request.item, 'plain'), id), validates(`${id}b`)]);
    return reply([edits('plain"', `plain${request.turn}"`, id), validates(`${id}b`)]);
  };
  return { judged, author };
}

async function journalOf(folder: string): Promise<Record<string, unknown>[]> {
  const names = (await readdir(folder)).sort();
  const texts = await Promise.all(names.map((name) => readFile(`${folder}/${name}`, 'utf8')));
  return texts.flatMap((text) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  );
}

test('a draft that passes is judged by another model than its author, and once: the stored form is the same question', async () => {
  const { judged, author } = factoryOf(passes);
  const factory = await openTinyFactory({ items: 1, callModel: author });
  const { end, state } = await factory.run({ seatedJudge: seated() });
  expect(end.outcome).toBe('finished');
  expect(state.items.get('item-0')).toMatchObject({
    status: 'accepted',
    repairs: 0,
    unchecked: [],
  });
  expect(judged).toHaveLength(1);
  expect(judged[0]).toMatchObject({
    ...{ model: 'claude-sonnet-5-5', purpose: 'judge', system: 'Judge the note.', tools: [] },
    ...{ item: 'item-0', attempt: 1, turn: 1, replySchema: { type: 'object' } },
  });
  expect(state.byPurpose.get('judge')).toMatchObject({ calls: 1 });
  const card = JSON.parse(await readFile(factory.paths.item('item-0').reportCard(1), 'utf8'));
  expect(card.criteria.at(-1)).toMatchObject({
    ...{ id: 'well-noted', status: 'pass', note: 'claude-sonnet-5-5: score 4' },
  });
});

test('what judging costs is of its own purpose, and of the item', async () => {
  const { author } = factoryOf(fails, passes);
  const { state } = await (await openTinyFactory({ items: 1, callModel: author })).run({
    seatedJudge: seated(),
  });
  const { write, repair, judge } = Object.fromEntries(state.byPurpose);
  const usd = (write?.costUsd ?? 0) + (repair?.costUsd ?? 0) + (judge?.costUsd ?? 0);
  expect(judge?.costUsd).toBeGreaterThan(0);
  expect(state.items.get('item-0')?.costUsd).toBeCloseTo(usd, 9);
});

test('a draft that fails otherwise is not judged', async () => {
  const { judged, author } = factoryOf(passes);
  const bad: CallModel = async (request, io) => {
    if (request.purpose === 'judge' || request.turn > 1) return author(request, io);
    return reply([writes(note(request.item, 'bad', 'plain'), 'a'), validates('b')]);
  };
  const mending: CallModel = async (request, io) =>
    request.purpose !== 'judge' && request.turn === 2
      ? reply([edits('"bad", ', '', 'c'), edits('"bad",', '', 'd'), validates('e')])
      : bad(request, io);
  const { state } = await (await openTinyFactory({ items: 1, callModel: mending })).run({
    seatedJudge: seated(),
  });
  expect(state.items.get('item-0')).toMatchObject({ status: 'accepted', repairs: 1 });
  expect(judged).toHaveLength(1);
});

test('a verdict below the threshold feeds a repair, and the repaired draft is judged anew', async () => {
  const { judged, author } = factoryOf(fails, passes);
  const factory = await openTinyFactory({ items: 1, callModel: author });
  const { state } = await factory.run({ seatedJudge: seated() });
  expect(state.items.get('item-0')).toMatchObject({ status: 'accepted', repairs: 1 });
  expect(state.criteria.get('well-noted')).toMatchObject({ failed: 1, repaired: 1 });
  expect(judged.map(({ messages }) => JSON.stringify(messages)).join()).toContain('plain2');
  const told = await readFile(factory.paths.item('item-0').transcript(1), 'utf8');
  expect(told).toContain('[well-noted] Another model likes the note; fix: Write it better.');
});

test('the threshold of factory.json decides', async () => {
  const strict = factoryOf(passes, reply([says('{"score": 5}')]));
  const { state } = await (await openTinyFactory({ items: 1, callModel: strict.author })).run({
    seatedJudge: seated({ threshold: 5 }),
  });
  expect(state.items.get('item-0')).toMatchObject({ status: 'accepted', repairs: 1 });
});

const cut = reply([says('{"score": 4}')], 'max_tokens');
const refused = reply([], 'refusal');

test.each([
  ['does not parse', [mumbles, mumbles, mumbles]],
  ['is cut', [cut, cut, cut]],
  ['is refused', [refused]],
])(
  'a reply that %s is no verdict: the item goes to a person, or is accepted by the policy',
  async (_, replies) => {
    const hard = factoryOf(...replies);
    const strict = await (await openTinyFactory({ items: 1, callModel: hard.author })).run({
      seatedJudge: seated(),
    });
    expect(strict.state.items.get('item-0')?.status).toBe('escalated');
    expect(hard.judged).toHaveLength(replies.length);

    const soft = factoryOf(...replies);
    const policy = { accept: ['well-*'], broken: 'accept' as const };
    const tolerant = await (await openTinyFactory({ items: 1, callModel: soft.author })).run({
      seatedJudge: seated({}, policy),
    });
    const item = tolerant.state.items.get('item-0');
    expect(item).toMatchObject({ status: 'accepted', unchecked: ['well-noted'] });
    expect(soft.judged).toHaveLength(replies.length);
  },
);

test('a reply that does not parse is asked for again', async () => {
  const { judged, author } = factoryOf(mumbles, passes);
  const { state } = await (await openTinyFactory({ items: 1, callModel: author })).run({
    seatedJudge: seated(),
  });
  expect(state.items.get('item-0')).toMatchObject({ status: 'accepted', repairs: 0 });
  expect(judged).toHaveLength(2);
});

test('a judge that cannot be asked interrupts the item, which goes on where it was and uses up no repair', async () => {
  const { judged, author } = factoryOf(fails, failure('aborted'), passes);
  const factory = await openTinyFactory({ items: 1, callModel: author });
  const first = await factory.run({ seatedJudge: seated() });
  expect(first.state.items.get('item-0')).toMatchObject({ status: 'waiting', repairs: 1 });
  const written = await readFile(factory.paths.item('item-0').transcript(1), 'utf8');
  const second = await factory.run({ seatedJudge: seated() });
  expect(second.state.items.get('item-0')).toMatchObject({ status: 'accepted', repairs: 1 });
  const now = await readFile(factory.paths.item('item-0').transcript(1), 'utf8');
  expect(now.startsWith(written)).toBe(true);
  expect(judged).toHaveLength(3);
  const calls = (await journalOf(factory.paths.journal)).filter(
    ({ type }) => type === 'call.started',
  );
  expect(calls.map(({ purpose }) => purpose)).toEqual([
    'write',
    'judge',
    'repair',
    'judge',
    'judge',
  ]);
});

test('a request that the server refuses leaves the criterion unchecked', async () => {
  const { author } = factoryOf(failure('deterministic'));
  const policy = { accept: ['well-noted'], broken: 'escalate' as const };
  const { state } = await (await openTinyFactory({ items: 1, callModel: author })).run({
    seatedJudge: seated({}, policy),
  });
  expect(state.items.get('item-0')).toMatchObject({
    status: 'accepted',
    unchecked: ['well-noted'],
  });
});

test('a budget that has no room for the judge parks the item with nothing lost', async () => {
  const { author } = factoryOf(passes);
  const factory = await openTinyFactory({ items: 1, callModel: author });
  const { promise: heldUp, resolve } = Promise.withResolvers<void>();
  const spending: CallModel = async (request, io) => {
    const answer = await author(request, io);
    if (request.purpose === 'judge' || answer.type === 'failure') return answer;
    resolve();
    return {
      ...answer,
      usage: { input: 0, output: 100_000, cacheWrite5m: 0, cacheWrite1h: 0, cacheRead: 0 },
    };
  };
  const first = await factory.run({
    seatedJudge: seated(),
    callModel: spending,
    budgetUsd: 0.0525,
  });
  await heldUp;
  expect(first.end.outcome).toBe('budget');
  expect(first.state.items.get('item-0')).toMatchObject({ status: 'waiting', attempts: 1 });
  const second = await factory.run({ seatedJudge: seated(), budgetUsd: 1 });
  expect(second.state.items.get('item-0')).toMatchObject({ status: 'accepted', repairs: 0 });
  const calls = (await journalOf(factory.paths.journal)).filter(
    ({ type }) => type === 'call.settled',
  );
  expect(calls.map(({ purpose }) => purpose)).toEqual(['write', 'judge']);
});

test('what a judge said is on disk before it is acted upon, and is not paid for twice', async () => {
  const { judged, author } = factoryOf(fails, passes);
  const factory = await openTinyFactory({ items: 1, callModel: author });
  const stopped: CallModel = async (request, io) =>
    request.turn === 2 ? failure('aborted') : author(request, io);
  await factory.run({ seatedJudge: seated(), callModel: stopped });
  const { transcript, judgeLog } = factory.paths.item('item-0');
  // As a crash leaves it that came after the judgement and before the check was saved.
  const { truncate } = await import('node:fs/promises');
  const text = await readFile(transcript(1), 'utf8');
  const lines = text.trimEnd().split('\n');
  await truncate(transcript(1), Buffer.byteLength(`${lines.slice(0, -1).join('\n')}\n`));
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ check: { verdict: 'fail' } });
  await appendFile(judgeLog(1), '{"v":1,"at":"20');
  const { state } = await factory.run({ seatedJudge: seated() });
  expect(state.items.get('item-0')).toMatchObject({ status: 'accepted', repairs: 1 });
  expect(judged).toHaveLength(2);
});

test('an output that is found without its event asks no model: what was said of it holds, else it is not checked', async () => {
  const { judged, author } = factoryOf(passes);
  const factory = await openTinyFactory({ items: 2, callModel: author });
  await factory.run({ seatedJudge: seated(), requested: factory.catalogue.slice(0, 1) });
  await factory.accept('item-1', note('item-1', 'by', 'hand'));
  await factory.accept(
    'item-0',
    `${await readFile(factory.paths.acceptedFile('item-0'), 'utf8')}\n`,
  );
  const { state } = await factory.run({ seatedJudge: seated() });
  expect(state.items.get('item-0')).toMatchObject({ status: 'accepted', unchecked: [] });
  expect(state.items.get('item-1')).toMatchObject({
    status: 'accepted',
    unchecked: ['well-noted'],
  });
  expect(judged).toHaveLength(1);
});
