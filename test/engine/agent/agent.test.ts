import { describe, expect, test } from 'vitest';
import { changedBytes } from '../../../src/engine/agent/changed-bytes.ts';
import { checksOf } from '../../../src/engine/agent/conversation.ts';
import type { Entry } from '../../../src/engine/agent/transcript.ts';
import type { UserBlock } from '../../../src/models/port.ts';
import { edits, failure, reply, says, uses, validates, writes } from '../replies.ts';
import { note } from '../tiny-product.ts';
import { attempt, freshEntries } from './tiny-agent.ts';

const good = note('a', 'good');
const bad = note('a', 'bad');

/** What the agent was told after its nth reply. */
function told(entries: readonly Entry[], n: number): UserBlock[] {
  const entry = entries[freshEntries().length + 2 * n - 1];
  if (entry?.type !== 'user') throw new Error(`nothing was told after reply ${n}`);
  return entry.content;
}

describe('an attempt', () => {
  test('passes when a draft was written and passes its card, in one turn', async () => {
    const { end, entries, draft } = await attempt({
      replies: [reply([writes(good, '1'), validates('2')])],
    });
    expect(end).toEqual({ type: 'ended', outcome: 'passed', detail: 'the report card passed' });
    expect(draft).toBe(good);
    expect(told(entries, 1).map(({ type }) => type)).toEqual(['tool_result', 'tool_result']);
  });

  test('is told what failed, repairs it, and passes', async () => {
    const { end, repairs, requests, entries } = await attempt({
      replies: [reply([writes(bad), validates()]), reply([edits('bad', 'better'), validates()])],
    });
    expect(end).toMatchObject({ outcome: 'passed' });
    expect(repairs).toEqual([1]);
    expect(requests.map(({ purpose }) => purpose)).toEqual(['write', 'repair']);
    expect(JSON.stringify(told(entries, 1))).toContain('[no-bad] No word is bad');
  });

  test('sends system, tools and the whole conversation with every call', async () => {
    const { requests } = await attempt({
      replies: [reply([writes(bad), validates()]), reply([edits('bad', 'x'), validates()])],
    });
    expect(requests.map(({ turn, system, model, item }) => [turn, system, model, item])).toEqual([
      [1, 'S', 'm', 'a'],
      [2, 'S', 'm', 'a'],
    ]);
    expect(requests[1]?.messages.length).toBe(3);
    expect(requests[1]?.messages.slice(0, 1)).toEqual(requests[0]?.messages);
  });
});

describe('tool calls', () => {
  test('of one reply run in their order and are answered in one message', async () => {
    const calls = [writes(bad, '1'), edits('bad', 'good', '2'), validates('3')];
    const { end, entries, tools } = await attempt({ replies: [reply([says('So.'), ...calls])] });
    expect(end).toMatchObject({ outcome: 'passed' });
    expect(tools.map(({ tool }) => tool)).toEqual(['write_file', 'edit_file', 'validate']);
    const answered = told(entries, 1).map(
      (block) => block.type === 'tool_result' && block.tool_use_id,
    );
    expect(answered).toEqual(['1', '2', '3']);
  });

  test('of an unknown tool, and with input that does not fit, are answered with errors', async () => {
    const { end, entries } = await attempt({
      replies: [
        reply([
          uses('fly', {}, '1'),
          uses('write_file', { path: 7 }, '2'),
          uses('edit_file', { __unparsed: '{"pa' }, '3'),
        ]),
        reply([writes(good), validates()]),
      ],
    });
    expect(end).toMatchObject({ outcome: 'passed' });
    const [unknown, invalid, unparsed] = told(entries, 1);
    expect(unknown).toMatchObject({
      is_error: true,
      content: expect.stringContaining('The tools are: read_file, write_file'),
    });
    expect(invalid).toMatchObject({
      is_error: true,
      content: expect.stringContaining('Invalid input for write_file'),
    });
    expect(unparsed).toMatchObject({
      is_error: true,
      content: expect.stringContaining('not a complete JSON object'),
    });
  });

  test('are run as well when the reply says end_turn beside them', async () => {
    const { end } = await attempt({ replies: [reply([writes(good), validates()], 'end_turn')] });
    expect(end).toMatchObject({ outcome: 'passed' });
  });

  test('that change the draft after its check have it checked again', async () => {
    const { end, entries, cards } = await attempt({
      replies: [
        reply([writes(good, '1'), validates('2'), edits('good', 'bad', '3')]),
        reply([edits('bad', 'good'), validates()]),
      ],
    });
    expect(end).toMatchObject({ outcome: 'passed' });
    expect(cards.map(({ verdict }) => verdict)).toEqual(['pass', 'fail', 'pass']);
    expect(told(entries, 1).at(-1)).toMatchObject({
      type: 'text',
      text: expect.stringContaining('no-bad'),
    });
  });

  test('have each check say how many bytes the repair before it changed', async () => {
    const { cards, entries } = await attempt({
      replies: [
        reply([writes(bad), validates()]),
        reply([edits('"bad"', '"ugly"'), validates()]),
        reply([writes(good), validates()]),
      ],
    });
    const rewritten = changedBytes(bad.replace('"bad"', '"ugly"'), good);
    expect(cards.map((card) => card.changedBytes)).toEqual([undefined, 7, rewritten]);
    expect(checksOf(entries).map((check) => check.changedBytes)).toEqual([undefined, 7, rewritten]);
    expect(checksOf(entries).at(-1)?.draftBytes).toBe(Buffer.byteLength(good));
  });

  test('that validate an unchanged draft again use up a repair, once a message', async () => {
    const { end, repairs, cards } = await attempt({
      replies: [
        reply([writes(bad), validates()]),
        reply([validates('1'), validates('2')]),
        reply([edits('bad', 'good'), validates()]),
      ],
      limits: { maxRepairs: 2 },
    });
    expect(end).toMatchObject({ outcome: 'passed' });
    expect(repairs).toEqual([1, 2]);
    expect(cards.length).toBe(2);
  });
});

describe('a reply that ends its turn', () => {
  test.each(['end_turn', 'stop_sequence'])(
    'with %s hands in the draft: the card decides',
    async (stop) => {
      const { end } = await attempt({
        replies: [reply([writes(good)]), reply([says('Done.')], stop)],
      });
      expect(end).toMatchObject({ outcome: 'passed' });
    },
  );

  test('with a draft that fails is told why: done is only a claim', async () => {
    const { end, entries, repairs } = await attempt({
      replies: [
        reply([writes(bad)]),
        reply([says('Done.')]),
        reply([edits('bad', 'x')]),
        reply([says('Now.')]),
      ],
    });
    expect(end).toMatchObject({ outcome: 'passed' });
    expect(told(entries, 2)).toMatchObject([
      { type: 'text', text: expect.stringContaining('no-bad') },
    ]);
    expect(repairs).toEqual([1]);
  });

  test('without ever writing fails on the missing file', async () => {
    const { end } = await attempt({ replies: [reply([says('Done.')])], limits: { maxRepairs: 0 } });
    expect(end).toMatchObject({
      outcome: 'failed',
      detail: expect.stringContaining('the file is not there'),
    });
  });

  test.each([[[]], [[says(' \n')]]])(
    'and is empty is nudged, and uses up no repair: %j',
    async (content) => {
      const { end, repairs, cards, entries } = await attempt({
        replies: [
          reply([...content]),
          reply([writes(bad), validates()]),
          reply([...content]),
          reply([edits('bad', 'x'), validates()]),
        ],
        limits: { maxRepairs: 1 },
      });
      expect(end).toMatchObject({ outcome: 'passed' });
      expect(repairs).toEqual([1]);
      expect(cards.length).toBe(2);
      expect(told(entries, 1)).toEqual([
        { type: 'text', text: 'Your reply was empty. Go on with the task.' },
      ]);
    },
  );

  test('and is empty after a change hands the draft in', async () => {
    const { end } = await attempt({ replies: [reply([writes(good)]), reply([])] });
    expect(end).toMatchObject({ outcome: 'passed' });
  });

  test('and is empty again and again ends at the bound on turns', async () => {
    const { end, requests } = await attempt({
      replies: async () => reply([]),
      limits: { maxTurns: 6 },
    });
    expect(end).toMatchObject({ outcome: 'turns' });
    expect(requests.length).toBe(6);
  });
});

describe('a reply that was cut at the output limit', () => {
  test('never has its last tool call run, and is told so', async () => {
    const { end, tools, entries } = await attempt({
      replies: [reply([writes(good, '1'), writes(bad, '2')], 'max_tokens'), reply([validates()])],
    });
    expect(end).toMatchObject({ outcome: 'passed' });
    expect(tools.map(({ tool }) => tool)).toEqual(['write_file', 'validate']);
    expect(told(entries, 1)).toMatchObject([
      { tool_use_id: '1' },
      { tool_use_id: '2', is_error: true, content: expect.stringContaining('Not run') },
    ]);
  });

  test('in its words is asked to go on, with more room', async () => {
    const { end, requests, entries } = await attempt({
      replies: [
        reply([says('Well')], 'max_tokens'),
        reply([], 'max_tokens'),
        reply([writes(good), validates()]),
      ],
    });
    expect(end).toMatchObject({ outcome: 'passed' });
    expect(told(entries, 1)).toMatchObject([
      { type: 'text', text: expect.stringContaining('was cut') },
    ]);
    expect(requests.map(({ maxTokens }) => maxTokens)).toEqual([1000, 2000, 4000]);
  });

  test('three times ends the attempt', async () => {
    const { end, requests } = await attempt({
      replies: async () => reply([says('x')], 'max_tokens'),
    });
    expect(end).toEqual({
      type: 'ended',
      outcome: 'cut',
      detail: 'the output limit was met 3 times',
    });
    expect(requests.length).toBe(3);
  });

  test('has the check that it still ran counted', async () => {
    const { end, repairs, requests } = await attempt({
      replies: [
        reply([writes(bad, '1'), validates('2'), writes('', '3')], 'max_tokens'),
        reply([edits('bad', 'ugly'), validates()]),
      ],
      limits: { maxRepairs: 1 },
    });
    expect(requests.map(({ purpose }) => purpose)).toEqual(['write', 'repair']);
    expect(repairs).toEqual([1]);
    expect(end).toMatchObject({ outcome: 'failed' });
  });

  test('is done when the check that it still ran passed', async () => {
    const { end } = await attempt({
      replies: [reply([writes(good, '1'), validates('2'), writes('', '3')], 'max_tokens')],
    });
    expect(end).toMatchObject({ outcome: 'passed' });
  });
});

describe('any other stop reason', () => {
  test('pause_turn is sent on as it is', async () => {
    const { end, requests } = await attempt({
      replies: [reply([says('One')], 'pause_turn'), reply([writes(good), validates()])],
    });
    expect(end).toMatchObject({ outcome: 'passed' });
    expect(requests[1]?.messages.at(-1)).toEqual({ role: 'assistant', content: [says('One')] });
  });

  test('a refusal ends the attempt, with its reason', async () => {
    const refusal = { ...reply([], 'refusal'), stopDetail: 'bio: no' };
    expect((await attempt({ replies: [refusal] })).end).toMatchObject({
      outcome: 'refused',
      detail: 'the model refused: bio: no',
    });
    expect((await attempt({ replies: [reply([], 'refusal')] })).end).toMatchObject({
      detail: 'the model refused',
    });
  });

  test('a context that is full ends the attempt as cut', async () => {
    const { end } = await attempt({
      replies: [reply([says('x')], 'model_context_window_exceeded')],
    });
    expect(end).toMatchObject({ outcome: 'cut' });
  });

  test('one that nobody knows ends the attempt and runs nothing', async () => {
    const { end, tools } = await attempt({ replies: [reply([writes(good)], 'moonlight')] });
    expect(end).toMatchObject({ outcome: 'error', detail: 'unknown stop reason "moonlight"' });
    expect(tools).toEqual([]);
  });
});

describe('the bounds of an attempt', () => {
  const neverDone = async ({ turn }: { turn: number }) =>
    reply([writes(note('a', 'bad', ...'x'.repeat(turn))), validates()]);

  test('end it after so many turns', async () => {
    const { end, requests } = await attempt({
      replies: async () => reply([uses('read_file', { path: 'note.json' })]),
      limits: { maxTurns: 5 },
    });
    expect(end).toEqual({ type: 'ended', outcome: 'turns', detail: 'not done after 5 turns' });
    expect(requests.length).toBe(5);
  });

  test.each([0, 1, 2])('end it after %i repairs', async (maxRepairs) => {
    const { end, requests, repairs } = await attempt({
      replies: neverDone,
      limits: { maxRepairs, maxSameFailures: 9 },
    });
    expect(end).toMatchObject({ outcome: 'failed' });
    expect(requests.length).toBe(maxRepairs + 1);
    expect(repairs).toEqual([1, 2].slice(0, maxRepairs));
  });

  test('end it early when the same failure comes again and again', async () => {
    const { end, requests } = await attempt({ replies: neverDone, limits: { maxRepairs: 9 } });
    expect(end).toMatchObject({
      outcome: 'stuck',
      detail: 'the same failure 3 times: no-bad: the word is bad',
    });
    expect(requests.length).toBe(3);
  });

  test('end it when the item has met a limit, before the next call', async () => {
    let turns = 0;
    const { end, requests } = await attempt({
      replies: async () => {
        turns += 1;
        return reply([writes(bad)]);
      },
      limitMet: () => (turns === 2 ? 'too dear' : undefined),
    });
    expect(end).toEqual({ type: 'ended', outcome: 'limit', detail: 'too dear' });
    expect(requests.length).toBe(2);
  });

  test('end it when the draft cannot be checked here', async () => {
    const { end } = await attempt({ replies: [reply([writes(note('a', 'odd')), validates()])] });
    expect(end).toMatchObject({
      outcome: 'unchecked',
      detail: 'cannot be checked here: judgeable: odd',
    });
  });
});

describe('a call that fails', () => {
  test('for what it says ends the attempt', async () => {
    const { end } = await attempt({ replies: [failure('deterministic')] });
    expect(end).toEqual({ type: 'ended', outcome: 'error', detail: 'it was deterministic' });
  });

  test('for another reason interrupts it, and leaves the conversation as it was', async () => {
    const { end, entries } = await attempt({ replies: [failure('transient')] });
    expect(end).toMatchObject({ type: 'interrupted', failure: { class: 'transient' } });
    expect(entries).toEqual(freshEntries());
  });

  test('because it was aborted interrupts it', async () => {
    const abort = new AbortController();
    const { end } = await attempt({
      signal: abort.signal,
      replies: (_request, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve(failure('aborted')));
          abort.abort();
        }),
    });
    expect(end).toMatchObject({ type: 'interrupted', failure: { class: 'aborted' } });
  });
});
