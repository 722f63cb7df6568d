import { describe, expect, test } from 'vitest';
import { createOutputSizes } from '../../../src/engine/money/output-sizes.ts';
import { createPromptTokens } from '../../../src/engine/money/prompt-tokens.ts';
import type { Message, ModelReply, ModelRequest } from '../../../src/models/port.ts';
import { reply, says } from '../replies.ts';

const task: Message = { role: 'user', content: [{ type: 'text', text: 'Write. '.repeat(2_000) }] };
const answer: Message = { role: 'assistant', content: [{ type: 'text', text: 'Done.' }] };
const more: Message = { role: 'user', content: [{ type: 'text', text: 'Go on.' }] };

function request(messages: Message[], over: Partial<ModelRequest> = {}): ModelRequest {
  return {
    ...{ model: 'm', system: 'S', tools: [], messages, maxTokens: 32_000 },
    ...{ purpose: 'write', item: 'a', attempt: 1, turn: 1, ...over },
  };
}

function counted(input: number, output = 10): ModelReply {
  const usage = { input, output, cacheWrite5m: 0, cacheWrite1h: 0, cacheRead: 0 };
  return { ...reply([says('x')]), usage };
}

describe('the tokens of a prompt that is not sent yet', () => {
  test('are bounded by its bytes, and after a reply by what was counted and what came since', () => {
    const tokens = createPromptTokens();
    const first = request([task]);
    expect(tokens.atMost(first)).toBeGreaterThan(7_000);
    tokens.learn(first, counted(3_500));
    const second = request([task, answer, more], { turn: 2, purpose: 'repair' });
    expect(tokens.atMost(second)).toBeGreaterThan(3_500);
    expect(tokens.atMost(second)).toBeLessThan(3_800);
  });

  test('of another conversation are what a whole one with the same beginning had, and its own bytes', () => {
    const tokens = createPromptTokens();
    const system = 'Rules. '.repeat(10_000);
    tokens.learn(request([more], { system }), counted(18_000));
    const other = request([answer, more], { system, item: 'b' });
    expect(tokens.atMost(other)).toBeGreaterThan(18_000);
    expect(tokens.atMost(other)).toBeLessThan(18_300);
    expect(tokens.atMost(request([more], { system, model: 'n' }))).toBeGreaterThan(35_000);
    expect(tokens.atMost(request([more], { system: `${system}.` }))).toBeGreaterThan(35_000);
  });

  test('are bounded by bytes alone for another model or beginning, and a count that cannot be', () => {
    const bytesAlone = createPromptTokens().atMost(request([task, answer, more]));
    const tokens = createPromptTokens();
    tokens.learn(request([task]), counted(3_500));
    const others: Partial<ModelRequest>[] = [{ model: 'n' }, { system: 'T' }];
    for (const over of others) {
      expect(tokens.atMost(request([task, answer, more], over))).toBe(bytesAlone);
    }
    const changed: Message = { role: 'user', content: [{ type: 'text', text: 'Other.' }] };
    expect(tokens.atMost(request([changed, answer, task]))).toBeGreaterThan(7_000);
    tokens.learn(request([task], { item: 'c' }), counted(5));
    expect(tokens.atMost(request([task, answer, more], { item: 'c' }))).toBe(bytesAlone);
  });

  test('of a conversation that goes on in the same message are counted as well', () => {
    const tokens = createPromptTokens();
    tokens.learn(request([task]), counted(3_500));
    const longer: Message = {
      role: 'user',
      content: [...(task.role === 'user' ? task.content : []), { type: 'text', text: 'Again.' }],
    };
    expect(tokens.atMost(request([longer]))).toBeLessThan(3_700);
  });
});

describe('the fewest output tokens that make sense', () => {
  test('are those that are stated, until ten whole replies of the kind say how long they are', () => {
    const sizes = createOutputSizes(8_000);
    const write = request([task]);
    for (let n = 0; n < 9; n += 1) sizes.learn(write, counted(1, 2_000));
    sizes.learn(write, { ...reply([]), stopReason: 'max_tokens' });
    expect(sizes.atLeast(write)).toBe(8_000);
    sizes.learn(write, counted(1, 2_400));
    expect(sizes.atLeast(write)).toBe(3_000);
    expect(sizes.atLeast({ ...write, maxTokens: 500 })).toBe(500);
    expect(sizes.atLeast({ ...write, purpose: 'repair' })).toBe(8_000);
  });
});
