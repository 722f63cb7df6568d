import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checksOf,
  messagesOf,
  pendingReply,
  repairsOf,
  toolCallsOf,
  turnsOf,
} from '../../../src/engine/agent/conversation.ts';
import type { Check, Entry, EntryOf } from '../../../src/engine/agent/transcript.ts';
import type { AssistantBlock, UserBlock } from '../../../src/models/port.ts';
import { says, uses } from '../replies.ts';

const at = '2026-11-23T00:00:00.000Z';

function user(...content: UserBlock[]): EntryOf<'user'> {
  return { type: 'user', at, content };
}

function checked(verdict: Check['verdict']): EntryOf<'user'> {
  const check = { check: 1, verdict, draftSha256: '', signature: '', text: '' };
  return { ...user({ type: 'text', text: verdict }), check };
}

function replied(...content: AssistantBlock[]): EntryOf<'reply'> {
  return {
    type: 'reply',
    at,
    turn: 1,
    content,
    stopReason: 'end_turn',
    servedModel: 'm',
    requestId: null,
    usage: null,
    costUsd: null,
    latencyMs: 0,
  };
}

const words = (text: string): UserBlock => ({ type: 'text', text });

const opened: Entry = {
  type: 'opened',
  v: 1,
  at,
  item: 'a',
  attempt: 1,
  route: 'r',
  model: 'm',
  maxRepairs: 3,
  systemSha256: '',
};
const ended: Entry = { type: 'ended', at, outcome: 'passed', detail: '' };

describe('the messages of a conversation', () => {
  test('are its users and replies, without what frames them', () => {
    const entries = [opened, user(words('do')), replied(says('done')), ended];
    expect(messagesOf(entries)).toEqual([
      { role: 'user', content: [words('do')] },
      { role: 'assistant', content: [says('done')] },
    ]);
  });

  test('leave out empty replies and merge the neighbours that are left', () => {
    const entries = [
      user(words('a')),
      replied(),
      user(words('b')),
      replied(says('x')),
      replied(says('y')),
    ];
    expect(messagesOf(entries)).toEqual([
      { role: 'user', content: [words('a'), words('b')] },
      { role: 'assistant', content: [says('x'), says('y')] },
    ]);
  });

  test('keep thinking blocks with all their fields', () => {
    const thinking: AssistantBlock = { type: 'thinking', thinking: 'hm', signature: 's', more: 1 };
    expect(messagesOf([replied(thinking, says('x'))])).toEqual([
      { role: 'assistant', content: [thinking, says('x')] },
    ]);
  });

  test('do not carry the text of a cut tool input', () => {
    const cut = uses('write_file', { __unparsed: '{"path":"no' });
    expect(messagesOf([replied(cut)])).toEqual([
      { role: 'assistant', content: [{ ...cut, input: {} }] },
    ]);
  });

  test('leave the entries as they are, and are the same each time', () => {
    const entries = [
      user(words('a')),
      replied(),
      user(words('b')),
      replied(says('x')),
      replied(says('y')),
    ];
    const before = structuredClone(entries);
    expect(messagesOf(entries)).toEqual(messagesOf(entries));
    expect(entries).toEqual(before);
  });

  const userBlock = fc.record({ type: fc.constant('text' as const), text: fc.string() });
  const block = fc.oneof(
    fc.string().map(says),
    fc.string().map((text) => uses('edit_file', { text }, 'id')),
    fc.string().map((text) => uses('edit_file', { __unparsed: text }, 'id')),
  );
  const entry: fc.Arbitrary<Entry> = fc.oneof(
    fc.array(userBlock, { minLength: 1, maxLength: 3 }).map((blocks) => user(...blocks)),
    fc.array(block, { maxLength: 3 }).map((blocks) => replied(...blocks)),
  );

  test('of a longer conversation begin with those of the shorter, block by block, byte by byte', () => {
    const bytes = (entries: Entry[]) =>
      messagesOf(entries).flatMap(({ role, content }) =>
        content.map((one) => `${role} ${JSON.stringify(one)}`),
      );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), fc.nat({ max: 12 }), (entries, cut) => {
        const short = entries.slice(0, cut);
        const before = bytes(short);
        expect(bytes(entries).slice(0, before.length)).toEqual(before);
        // Whole messages too, but for the last, which may be added to.
        const messages = messagesOf(short).slice(0, -1);
        expect(JSON.stringify(messagesOf(entries).slice(0, messages.length))).toBe(
          JSON.stringify(messages),
        );
      }),
      { seed: 71, numRuns: 300 },
    );
  });

  test('take turns, and none is empty', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), (entries) => {
        const messages = messagesOf(entries);
        expect(messages.every(({ content }) => content.length > 0)).toBe(true);
        expect(messages.every(({ role }, index) => role !== messages[index - 1]?.role)).toBe(true);
      }),
      { seed: 72 },
    );
  });
});

describe('what a conversation tells', () => {
  const entries = [
    opened,
    user(words('do')),
    replied(uses('a', {}), says('x'), uses('b', {})),
    checked('fail'),
    replied(),
    checked('pass'),
  ];

  test('its turns and checks', () => {
    expect(turnsOf(entries)).toBe(2);
    expect(checksOf(entries).map(({ verdict }) => verdict)).toEqual(['fail', 'pass']);
  });

  test('its repairs: failing cards that were answered', () => {
    expect(repairsOf(entries)).toBe(1);
    expect(repairsOf(entries.slice(0, 4))).toBe(0);
    expect(repairsOf([...entries, checked('fail')])).toBe(1);
    expect(repairsOf([...entries, checked('fail'), replied()])).toBe(2);
  });

  test('the reply that is not yet acted upon', () => {
    expect(pendingReply(entries)).toBeUndefined();
    expect(pendingReply(entries.slice(0, 3))).toBe(entries[2]);
    expect(pendingReply([opened])).toBeUndefined();
    expect(pendingReply([...entries.slice(0, 3), ended])).toBe(entries[2]);
  });

  test('the tool calls of a reply, in order', () => {
    const calls = toolCallsOf(replied(uses('a', {}), says('x'), uses('b', {})));
    expect(calls.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});
