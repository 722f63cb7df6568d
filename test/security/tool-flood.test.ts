import { expect, test } from 'vitest';
import { maxCallsRun, messagesOf } from '../../src/engine/agent/conversation.ts';
import { attempt } from '../engine/agent/tiny-agent.ts';
import { reply, uses, validates, writes } from '../engine/replies.ts';

const many = Array.from({ length: 1_000 }, (_, n) => writes(`draft ${n}`, `use_${n}`));

test('of a thousand calls in one reply 64 run, and every one is answered in its place', async () => {
  const { entries, tools, draft } = await attempt({
    replies: [reply(many)],
    limits: { maxTurns: 1 },
  });
  expect(tools).toHaveLength(maxCallsRun);
  expect(draft).toBe(`draft ${maxCallsRun - 1}`);
  const [, assistant, results] = messagesOf(entries);
  expect(assistant?.content).toHaveLength(1_000);
  const answered = (results?.content ?? []).flatMap((block) =>
    block.type === 'tool_result' ? [block] : [],
  );
  // What the API asks for: a result for each call, in one message.
  expect(answered.map((block) => block.tool_use_id)).toEqual(many.map(({ id }) => id));
  expect(answered.filter((block) => block.is_error)).toHaveLength(1_000 - maxCallsRun);
  expect(answered.at(-1)?.content).toContain('at most 64 tool calls');
});

test('a restart after a flood writes what ran, and not what was refused', async () => {
  const flooded = await attempt({ replies: [reply(many)], limits: { maxTurns: 1 } });
  const again = await attempt({ replies: [], entries: flooded.entries, limits: { maxTurns: 1 } });
  expect(again.draft).toBe(`draft ${maxCallsRun - 1}`);
});

test('the attempt goes on after a flood, and can pass', async () => {
  const good = JSON.stringify({ id: 'a', words: 'A good note, long enough.' });
  const flood = reply(Array.from({ length: 500 }, (_, n) => uses('list_files', {}, `use_${n}`)));
  const { requests } = await attempt({
    replies: [flood, reply([writes(good), validates()])],
    limits: { maxTurns: 2 },
  });
  expect(requests).toHaveLength(2);
  expect(requests[1]?.messages.at(-1)?.content).toHaveLength(500);
});
