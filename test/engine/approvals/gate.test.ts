import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { EntryOf } from '../../../src/engine/agent/transcript.ts';
import { createGate } from '../../../src/engine/approvals/gate.ts';
import type { EventBody } from '../../../src/engine/journal/events.ts';
import type { ApprovalState } from '../../../src/engine/state/state.ts';
import type { AssistantBlock, ToolUseBlock } from '../../../src/models/port.ts';
import { deleteFile } from '../../../src/tools/delete-file.ts';
import { defineTool } from '../../../src/tools/tool.ts';
import { writeFile } from '../../../src/tools/write-file.ts';
import { deletes, says, uses, writes } from '../replies.ts';

const shred = defineTool({
  name: 'shred',
  description: 'Shreds.',
  effect: 'external',
  gate: 'deny',
  input: z.strictObject({}),
  describe: () => ({ verb: 'shred', target: 'all', effect: 'Shreds all there is.' }),
  run: async () => 'shredded',
});

/** Takes anything, in any order. */
const send = defineTool({
  name: 'send',
  description: 'Sends.',
  effect: 'external',
  gate: 'ask',
  input: z.looseObject({}),
  describe: () => ({ verb: 'send', target: 'it', effect: 'Sends it.' }),
  run: async () => 'sent',
});

function replyWith(...content: AssistantBlock[]): EntryOf<'reply'> {
  return {
    type: 'reply',
    at: '2026-11-23T00:00:00.000Z',
    turn: 2,
    content,
    stopReason: 'tool_use',
    servedModel: 'm',
    requestId: null,
    usage: null,
    costUsd: null,
    latencyMs: 1,
  };
}

/** A gate whose questions are answered as they are given here. */
function gateOver(decided: Map<string, ApprovalState> = new Map(), over = {}) {
  const said: Extract<EventBody, { type: 'approval.asked' }>[] = [];
  const gate = createGate({
    item: 'a',
    attempt: 1,
    openedAt: '2026-11-23T00:00:00.000Z',
    tools: [writeFile, deleteFile, send, shred],
    policy: () => ({ gate: 'ask' }),
    expiresAtMs: () => 1_000,
    approval: (id) => decided.get(id),
    record: (body) => {
      if (body.type !== 'approval.asked') return;
      said.push(body);
      const { type: _, ...question } = body;
      const open = {
        askedAtMs: 0,
        state: 'waiting',
        outcome: '',
        decidedBy: '',
        decidedReason: '',
      } as const;
      decided.set(body.id, { ...question, ...open });
    },
    ...over,
  });
  return { gate, said, decided };
}

function questionOf(call: ToolUseBlock, over = {}, ...before: AssistantBlock[]) {
  const { gate, said } = gateOver(new Map(), over);
  gate.ask(replyWith(...before, call), [call]);
  const [question] = said;
  if (!question) throw new Error('nothing was asked');
  return question;
}

describe('the gate', () => {
  test('lets run what has none, and what cannot run anyway', () => {
    const { gate } = gateOver();
    const broken = uses('delete_file', { __unparsed: '{"pa' });
    const calls = [writes('x'), uses('unknown', {}), broken];
    const reply = replyWith(...calls);
    for (const call of calls) expect(gate.rule(reply, call)).toEqual({ type: 'run' });
    expect(gate.ask(reply, calls)).toBeUndefined();
  });

  test('never lets run what is denied to all', () => {
    const { gate } = gateOver();
    const call = uses('shred', {});
    expect(gate.ask(replyWith(call), [call])).toBeUndefined();
    expect(gate.rule(replyWith(call), call)).toEqual({
      type: 'answer',
      isError: true,
      text: 'shred is not allowed here. Go on without it.',
    });
  });

  test('asks a thing once, also after a restart', () => {
    const call = deletes('a.md');
    const reply = replyWith(call);
    const { gate, said, decided } = gateOver();
    expect(gate.ask(reply, [call])).toBe('waits for approval: delete a.md');
    expect(gate.ask(reply, [call])).toBe('waits for approval: delete a.md');
    expect(gateOver(decided).gate.ask(structuredClone(reply), [])).toBeUndefined();
    const restarted = structuredClone(reply);
    const [again] = restarted.content;
    if (again?.type !== 'tool_use') throw new Error('a call was lost');
    const later = gateOver(decided);
    expect(later.gate.ask(restarted, [again])).toBe('waits for approval: delete a.md');
    expect([said.length, later.said.length]).toEqual([1, 0]);
  });

  test('holds a decision for the very action that was looked at', () => {
    const call = deletes('a.md');
    const { gate, decided } = gateOver();
    gate.ask(replyWith(call), [call]);
    const [asked] = [...decided.values()];
    if (!asked) throw new Error('nothing was asked');
    const approval = { ...asked, state: 'approved' } as const;
    decided.set(asked.id, approval);
    expect(gate.rule(replyWith(call), call)).toEqual({ type: 'run', approval });
    // The transcript was changed by hand: the same place, another file.
    const other = deletes('b.md');
    expect(gate.rule(replyWith(other), other)).toMatchObject({
      type: 'wait',
      question: { id: asked.id, action: { target: 'b.md' } },
    });
  });

  test('refuses an input that is too long for a person', () => {
    const call = uses('send', { text: 'x'.repeat(30_000) });
    const { gate, said } = gateOver();
    expect(gate.ask(replyWith(call), [call])).toBeUndefined();
    expect(gate.rule(replyWith(call), call)).toMatchObject({ type: 'answer' });
    expect(said).toEqual([]);
  });
});

describe('a question', () => {
  test('gives the words before its call as its reason, or what the input says', () => {
    const call = deletes('a.md', 'id');
    expect(questionOf(call, {}, says('First.'), says(' '), says('Then.')).reason).toBe(
      'First.\nThen.',
    );
    expect(questionOf(call).reason).toBe('it is no use');
    expect(questionOf(uses('send', { reason: 7 })).reason).toBe('');
    expect(questionOf(call, {}, says('x'.repeat(9_999))).reason.length).toBe(2_000);
  });

  test('has another id for each place: item, attempt, its beginning, turn, and call', () => {
    const call = deletes('a.md', 'id');
    const ids = [
      questionOf(call),
      questionOf(call, { item: 'b' }),
      questionOf(call, { attempt: 2 }),
      questionOf(call, { openedAt: '2026-11-23T00:00:01.000Z' }),
      questionOf(deletes('a.md', 'other')),
      questionOf(call, {}, says('Before.')),
    ].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(questionOf(structuredClone(call)).id).toBe(ids[0]);
  });

  test('has a digest that depends on tool and input alone, in whatever order its fields are', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (input, more) => {
        const turned = Object.fromEntries(Object.entries(input).reverse());
        const { digest } = questionOf(uses('send', input));
        expect(questionOf(uses('send', turned)).digest).toBe(digest);
        expect(questionOf(uses('send', { ...input, more: [more] })).digest).not.toBe(digest);
      }),
      { seed: 61, numRuns: 200 },
    );
  });
});
