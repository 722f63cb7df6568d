import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, it } from 'vitest';
import type { Fault, FaultRule } from '../../src/rehearsal/faults.ts';
import { DELETE_FILE, holdExchange, opening, type Params, rehearse, TOOLS } from './tiny-client.ts';

/** item-2 writes in its first message with this seed. */
const PARAMS = opening('item-2');

async function withFault(fault: Fault, extra: Partial<FaultRule> = {}) {
  return rehearse({ faults: [{ on: { nth: 1 }, fault, ...extra }] });
}

async function failure(asked: PromiseLike<unknown>): Promise<unknown> {
  try {
    await asked;
  } catch (error) {
    return error;
  }
  throw new Error('the request succeeded');
}

describe('faults that are error replies', () => {
  const cases: [Fault, number, string, RegExp][] = [
    ['rate-limit', 429, 'rate_limit_error', /rate limit/],
    ['overloaded', 529, 'overloaded_error', /Overloaded/],
    ['server-error', 500, 'api_error', /Internal server error/],
    ['bad-request', 400, 'invalid_request_error', /refused/],
    ['credit', 400, 'invalid_request_error', /credit balance is too low/],
    ['spend-limit', 429, 'rate_limit_error', /spend limit/],
  ];

  it.each(cases)('%s is a %i, once', async (fault, status, type, message) => {
    const { client, ledger, close } = await withFault(fault);
    const error = await failure(client.messages.stream(PARAMS).finalMessage());
    expect(error).toMatchObject({ status, type, message: expect.stringMatching(message) });
    expect((await client.messages.create(PARAMS)).stop_reason).toBe('tool_use');
    expect(ledger().map((entry) => [entry.status, entry.fault])).toEqual([
      [status, fault],
      [200, undefined],
    ]);
    expect(ledger()[0]?.usage).toBeUndefined();
    await close();
  });

  it('a rate limit says when to come back, a spend limit does not but gives its code', async () => {
    const { client, close } = await rehearse({
      faults: [
        { on: { nth: 1 }, fault: 'rate-limit', retryAfterSeconds: 7 },
        { on: { nth: 2 }, fault: 'spend-limit' },
      ],
    });
    const throttled = await failure(client.messages.create(PARAMS));
    const spent = await failure(client.messages.create(PARAMS));
    if (!(throttled instanceof Anthropic.APIError && spent instanceof Anthropic.APIError)) {
      throw new Error('expected two API errors');
    }
    expect(throttled.headers?.get('retry-after')).toBe('7');
    expect(spent.headers?.get('retry-after')).toBeNull();
    expect(spent.errorCode).toBe('enforced_spend_limit_reached');
    await close();
  });
});

describe('faults of the connection', () => {
  it('cut-stream ends the body in the middle, streamed or not, and the ledger knows', async () => {
    const { client, ledger, close } = await withFault('cut-stream', { times: 2, on: {} });
    const stream = client.messages.stream(PARAMS);
    let deltas = 0;
    stream.on('streamEvent', () => {
      deltas += 1;
    });
    expect(await failure(stream.finalMessage())).toBeInstanceOf(Anthropic.AnthropicError);
    expect(deltas).toBeGreaterThan(3);
    expect(await failure(client.messages.create(PARAMS))).toBeInstanceOf(Error);
    expect(ledger().map(({ completed }) => completed)).toEqual([false, false]);
    expect(ledger()[0]?.usage?.output).toBeGreaterThan(0);
    await close();
  });

  it('a stall sends a few deltas and then nothing until the client goes', async () => {
    const { client, ledger, close } = await withFault('stall');
    const stream = client.messages.stream(PARAMS);
    const seen: string[] = [];
    stream.on('streamEvent', ({ type }) => {
      seen.push(type);
      if (type === 'content_block_delta') setTimeout(() => stream.abort(), 100);
    });
    const error = await failure(stream.finalMessage());
    expect(error).toBeInstanceOf(Anthropic.APIUserAbortError);
    expect(seen).toContain('content_block_delta');
    expect(seen).not.toContain('message_stop');
    expect(ledger()[0]?.completed).toBe(false);
    await close();
  });

  it('a stream error arrives after a 200', async () => {
    const { client, close } = await withFault('stream-error');
    const error = await failure(client.messages.stream(PARAMS).finalMessage());
    expect(error).toMatchObject({ status: undefined, type: 'overloaded_error' });
    await close();
  });

  it("html is a proxy's page with status 200", async () => {
    const { client, close } = await withFault('html', { times: 2, on: {} });
    const page: unknown = await client.messages.create(PARAMS);
    expect(page).toMatch(/<html>/);
    const error = await failure(client.messages.stream(PARAMS).finalMessage());
    expect(error).toBeInstanceOf(Anthropic.AnthropicError);
    await close();
  });
});

describe('faults of the reply', () => {
  it('max-tokens-in-tool cuts the tool input', async () => {
    const { client, close } = await withFault('max-tokens-in-tool');
    const reply = await client.messages.stream(PARAMS).finalMessage();
    const whole = await client.messages.create(PARAMS);
    expect(reply.stop_reason).toBe('max_tokens');
    const [cut, full] = [reply, whole].map(({ content }) => JSON.stringify(content));
    expect(cut).toContain('write_file');
    expect(cut?.length).toBeLessThan((full?.length ?? 0) * 0.7);
    await close();
  });

  it('a refusal has its category and no content', async () => {
    const { client, close } = await withFault('refusal');
    const reply = await client.messages.stream(PARAMS).finalMessage();
    expect(reply).toMatchObject({
      stop_reason: 'refusal',
      stop_details: { type: 'refusal', category: 'general_harms' },
      content: [],
    });
    await close();
  });

  it('an empty end of turn has no content', async () => {
    const { client, close } = await withFault('empty-end-turn');
    const reply = await client.messages.stream(PARAMS).finalMessage();
    expect(reply).toMatchObject({ stop_reason: 'end_turn', content: [] });
    await close();
  });

  it('broken tool input parses and does not fit', async () => {
    const { client, close } = await withFault('broken-tool-input');
    const reply = await client.messages.stream(PARAMS).finalMessage();
    const call = reply.content.find((block) => block.type === 'tool_use');
    expect(call).toMatchObject({ name: 'write_file', input: { path: 42 } });
    await close();
  });

  it('unparsable tool input is sent as it is', async () => {
    const { client, close } = await withFault('unparsable-tool-input');
    let json = '';
    for await (const event of await client.messages.create({ ...PARAMS, stream: true })) {
      if (event.type !== 'content_block_delta') continue;
      if (event.delta.type === 'input_json_delta' && event.index === 1) {
        json += event.delta.partial_json;
      }
    }
    expect(json).toMatch(/^\{"path":"tale.json"/);
    expect(() => JSON.parse(json)).toThrow(SyntaxError);
    await close();
  });

  it('asks-to-delete waits for the first reply that writes, and asks there once', async () => {
    const { client, ledger, close } = await rehearse({
      faults: [{ on: { item: 'item-2' }, fault: 'asks-to-delete' }],
    });
    const tools = [...TOOLS, DELETE_FILE];
    const denying = await holdExchange(
      (params) => client.messages.create({ ...params, tools }),
      { ...PARAMS, tools },
      'item-2',
    );
    expect(denying.passed).toBe(true);
    const replies = denying.messages.filter(({ role }) => role === 'assistant');
    const [first] = replies;
    expect(first?.content).toMatchObject([
      { type: 'text', text: expect.stringContaining('I ask to delete them') },
      { name: 'write_file', input: { path: 'tale.json' } },
      { name: 'write_file', input: { path: 'notes.md' } },
      { name: 'delete_file', input: { path: 'notes.md' } },
      { name: 'validate' },
    ]);
    expect(JSON.stringify(replies.slice(1))).not.toContain('delete_file');
    expect(ledger().filter(({ fault }) => fault === 'asks-to-delete').length).toBe(1);
    await close();
  });

  it('asks-to-delete leaves an author alone that has no such tool', async () => {
    const { client, ledger, close } = await withFault('asks-to-delete', { on: {} });
    expect(JSON.stringify(await client.messages.create(PARAMS))).not.toContain('notes.md');
    expect(ledger()[0]?.fault).toBeUndefined();
    await close();
  });

  it('no-usage leaves usage out everywhere', async () => {
    const { client, ledger, close } = await withFault('no-usage', { times: 2, on: {} });
    expect(await client.messages.create(PARAMS)).not.toHaveProperty('usage');
    const events: unknown[] = [];
    for await (const event of await client.messages.create({ ...PARAMS, stream: true })) {
      events.push(event);
    }
    expect(JSON.stringify(events)).not.toContain('"usage"');
    expect(ledger()[0]?.usage?.output).toBeGreaterThan(0);
    await close();
  });
});

describe('fault rules', () => {
  it('pick requests by item, model, turn, number, and every so many', async () => {
    const { client, ledger, close } = await rehearse({
      faults: [
        { on: { item: 'item-5' }, fault: 'overloaded' },
        { on: { model: 'claude-opus-5-5' }, fault: 'server-error' },
        { on: { item: 'item-2', turn: 2 }, fault: 'rate-limit' },
        { on: { every: 6 }, fault: 'bad-request', times: 1 },
      ],
    });
    const ask = (params: Params) => client.messages.create(params).catch(() => undefined);
    const turn2: Params = {
      ...PARAMS,
      messages: [
        ...PARAMS.messages,
        { role: 'assistant', content: 'Hm.' },
        { role: 'user', content: 'Go on.' },
      ],
    };
    const asked = [
      PARAMS,
      opening('item-5'),
      opening('item-5'),
      opening('item-1', 'claude-opus-5-5'),
      turn2,
      PARAMS,
    ];
    for (const params of [...asked, ...asked]) await ask(params);
    expect(ledger().map(({ fault }) => fault)).toEqual([
      undefined,
      'overloaded',
      undefined,
      'server-error',
      'rate-limit',
      'bad-request',
      ...Array(6).fill(undefined),
    ]);
    await close();
  });

  it('can be added to and cleared from a running server', async () => {
    const { client, baseUrl, close } = await rehearse();
    const send = (method: string, body?: unknown) =>
      fetch(`${baseUrl}/rehearsal/faults`, { method, body: JSON.stringify(body) });
    expect((await send('POST', [{ on: { every: 1 }, fault: 'overloaded' }])).status).toBe(200);
    expect(await failure(client.messages.create(PARAMS))).toMatchObject({ status: 529 });
    expect(await failure(client.messages.create(PARAMS))).toMatchObject({ status: 529 });
    await send('DELETE');
    expect((await client.messages.create(PARAMS)).stop_reason).toBe('tool_use');
    expect((await send('POST', [{ fault: 'nonsense' }])).status).toBe(400);
    await close();
  });

  it.each<Fault>(['broken-tool-input', 'empty-end-turn', 'overloaded', 'cut-stream'])(
    'an exchange with %s at every third request still ends in a passing card',
    async (fault) => {
      const { client, ledger, close } = await rehearse({ faults: [{ on: { every: 3 }, fault }] });
      const insist = async (params: Params): Promise<Anthropic.Message> => {
        const reply = await client.messages.create(params).catch(() => undefined);
        return reply ?? insist(params);
      };
      for (const item of ['item-1', 'item-2', 'item-3', 'item-4', 'item-5', 'item-6']) {
        const done = await holdExchange(insist, opening(item), item);
        expect(done.passed, item).toBe(true);
      }
      expect(ledger().filter((entry) => entry.fault === fault).length).toBeGreaterThan(2);
      await close();
    },
  );
});
