import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, it } from 'vitest';
import { startRehearsal } from '../../src/rehearsal/server.ts';
import { opening, rehearse, TOOLS } from './tiny-client.ts';
import { TINY_SCRIPT } from './tiny-script.ts';

describe('the wire', () => {
  it('gives the same message streamed and whole', async () => {
    const { client, close } = await rehearse();
    const whole = await client.messages.create(opening('item-2'));
    const streamed = await client.messages.stream(opening('item-2')).finalMessage();
    expect(streamed.content.map((block) => ({ ...block }))).toEqual(whole.content);
    expect(streamed.stop_reason).toBe(whole.stop_reason);
    expect(streamed.usage).toEqual(whole.usage);
    expect(whole.content.some((block) => block.type === 'tool_use')).toBe(true);
    await close();
  });

  it('sends a long reply in at most 150 deltas, in the order of the API', async () => {
    const artefact = { chapters: 'long '.repeat(10_000) };
    const script = { ...TINY_SCRIPT, defects: [], artefactFor: () => artefact };
    const { client, close } = await rehearse({ script });
    const events: string[] = [];
    for await (const event of await client.messages.create({
      ...opening('item-0'),
      stream: true,
    })) {
      events.push(event.type);
    }
    expect(events[0]).toBe('message_start');
    expect(events.slice(-2)).toEqual(['message_delta', 'message_stop']);
    expect(events.filter((type) => type === 'content_block_delta').length).toBeLessThan(150);
    await close();
  });

  it('honours max_tokens and cuts a tool input in the middle', async () => {
    const { client, close } = await rehearse();
    const params = { ...opening('item-2'), max_tokens: 200 };
    const streamed = await client.messages.stream(params).finalMessage();
    const whole = await client.messages.create(params);
    for (const reply of [streamed, whole]) {
      expect(reply.stop_reason).toBe('max_tokens');
      expect(reply.usage.output_tokens).toBeLessThanOrEqual(200);
      const cut = reply.content.at(-1);
      expect(cut?.type === 'tool_use' && cut.input).toMatchObject({ path: 'tale.json' });
    }
    await close();
  });

  it('counts tokens as it bills them', async () => {
    const { client, close } = await rehearse();
    const { max_tokens: _, ...prompt } = opening('item-1');
    const { input_tokens: counted } = await client.messages.countTokens(prompt);
    const { usage } = await client.messages.create(opening('item-1'));
    expect(usage.input_tokens).toBe(counted);
    await close();
  });

  it('lists models and sends request id and rate-limit headers', async () => {
    const { client, close } = await rehearse({
      limits: { requests: 10, inputTokens: 10_000, outputTokens: 10_000 },
    });
    const models = await client.models.list();
    expect(models.data.map(({ id }) => id)).toContain('claude-sonnet-5-5');
    const { response } = await client.messages.create(opening('item-1')).withResponse();
    expect(response.headers.get('request-id')).toMatch(/^req_/);
    for (const kind of ['requests', 'input-tokens', 'output-tokens']) {
      const header = (part: string) => response.headers.get(`anthropic-ratelimit-${kind}-${part}`);
      expect(Number(header('remaining'))).toBeLessThan(Number(header('limit')));
      expect(Date.parse(header('reset') ?? '')).toBeGreaterThan(0);
    }
    await close();
  });

  it('refuses what is over its limits, where they are enforced, and takes it again a while later', async () => {
    let nowMs = Date.UTC(2026, 10, 23);
    const limits = { requests: 2, windowSeconds: 60, enforced: true };
    const { client, close } = await rehearse({ limits, clock: () => nowMs });
    await client.messages.create(opening('item-1'));
    await client.messages.create(opening('item-2'));
    const refused = await client.messages.create(opening('item-3')).catch((error) => error);
    expect(refused).toMatchObject({ status: 429 });
    nowMs += Number(refused.headers.get('retry-after')) * 1_000;
    await client.messages.create(opening('item-3'));
    await close();
  });

  it("plays a subscription's window: told in headers, then refused until its reset, whatever the model", async () => {
    let nowMs = Date.UTC(2026, 10, 23);
    const { client, baseUrl, close } = await rehearse({ clock: () => nowMs });
    const body = JSON.stringify({ quota: { requests: 2, seconds: 18_000 } });
    expect((await fetch(`${baseUrl}/rehearsal/limits`, { method: 'PUT', body })).ok).toBe(true);
    const header = (headers: Headers, part: string) =>
      headers.get(`anthropic-ratelimit-unified-5h-${part}`);
    const first = await client.messages.create(opening('item-1')).withResponse();
    expect(header(first.response.headers, 'utilization')).toBe('0.5');
    await client.messages.create(opening('item-2'));
    const haiku = opening('item-3', 'claude-haiku-5-5');
    const refused = await client.messages.create(haiku).catch((error) => error);
    expect(refused.status).toBe(429);
    expect(header(refused.headers, 'status')).toBe('rejected');
    expect(Number(header(refused.headers, 'reset'))).toBe(nowMs / 1_000 + 18_000);
    nowMs += 18_000_000;
    await client.messages.create(haiku);
    await close();
  });

  it('keeps a ledger that agrees with what the client was told', async () => {
    const { client, ledger, baseUrl, close } = await rehearse();
    const message = await client.messages.create(opening('item-1'));
    const [entry] = ledger();
    expect(entry).toMatchObject({ item: 'item-1', turn: 1, status: 200, completed: true });
    expect(entry?.usage?.output).toBe(message.usage.output_tokens);
    expect(entry?.usage?.input).toBe(message.usage.input_tokens);
    expect(await (await fetch(`${baseUrl}/rehearsal/ledger`)).json()).toEqual(ledger());
    await close();
  });

  it('stops generating when the client goes, and the ledger shows what was made so far', async () => {
    const { client, ledger, close } = await rehearse({ speed: 2 });
    const stream = client.messages.stream(opening('item-2'));
    stream.on('inputJson', () => stream.abort());
    await expect(stream.finalMessage()).rejects.toBeInstanceOf(Anthropic.APIUserAbortError);
    await close();
    const [gone] = ledger();
    expect(gone?.completed).toBe(false);
    const quick = await rehearse();
    const full = await quick.client.messages.create(opening('item-2'));
    expect(gone?.usage?.output).toBeLessThan(full.usage.output_tokens);
    await quick.close();
  });

  it('names the port that is in use and what to do', async () => {
    const { baseUrl, close } = await rehearse();
    const port = Number(new URL(baseUrl).port);
    const again = startRehearsal({ script: TINY_SCRIPT, seed: 1, speed: 1, port });
    await expect(again).rejects.toThrow(new RegExp(`port ${port} is in use.*Choose another port`));
    await close();
  });

  it('closes at once while replies are under way', async () => {
    const { client, close } = await rehearse({ speed: 0.001 });
    const pending = client.messages.create(opening('item-1')).catch((error) => error);
    const probe = await client.models.list();
    expect(probe.data.length).toBeGreaterThan(0);
    await close();
    expect(await pending).toBeInstanceOf(Anthropic.APIConnectionError);
  });
});

describe('requests that the API refuses', () => {
  const user = (content: unknown) => ({ role: 'user', content });
  const call = { type: 'tool_use', id: 'toolu_1', name: 'validate', input: {} };
  const result = { type: 'tool_result', tool_use_id: 'toolu_1', content: 'ok' };
  const mark = { type: 'ephemeral' };
  const markedText = (ttl?: string) => ({
    type: 'text',
    text: 'words',
    cache_control: { ...mark, ttl: ttl ?? '5m' },
  });
  const hello = [user('Item: item-1')];
  const cases: [string, unknown, number, RegExp][] = [
    ['malformed JSON', '{', 400, /not valid JSON/],
    ['no max_tokens', { model: 'claude-x', messages: hello }, 400, /max_tokens: Field required/],
    ['no model', { max_tokens: 1, messages: hello }, 400, /model: Field required/],
    ['no messages', { model: 'claude-x', max_tokens: 1 }, 400, /messages: Field required/],
    ['temperature', { temperature: 1, messages: hello }, 400, /temperature/],
    ['an unknown model', { model: 'gpt-9', messages: hello }, 404, /model: gpt-9/],
    [
      'an assistant who begins',
      { messages: [{ role: 'assistant', content: 'hi' }, ...hello] },
      400,
      /first message must use the "user" role/,
    ],
    ['a prefill', { messages: [...hello, { role: 'assistant', content: 'a' }] }, 400, /prefill/],
    ['an empty text', { messages: [user('')] }, 400, /non-whitespace/],
    [
      'a tool_use without its result',
      { messages: [...hello, { role: 'assistant', content: [call] }, user('well?')] },
      400,
      /`tool_use` ids were found without `tool_result` blocks immediately after: toolu_1/,
    ],
    ['a stray tool_result', { messages: [user([result])] }, 400, /unexpected `tool_use_id`/],
    [
      'text before tool results',
      {
        messages: [
          ...hello,
          { role: 'assistant', content: [call] },
          user([{ type: 'text', text: 'first' }, result]),
        ],
      },
      400,
      /must come before any other content/,
    ],
    [
      'five breakpoints',
      { cache_control: mark, messages: [user([1, 2, 3, 4].map(() => markedText())), ...hello] },
      400,
      /maximum of 4 blocks/,
    ],
    [
      'a longer life after a shorter one',
      { messages: [user([markedText('5m'), markedText('1h')])] },
      400,
      /must not come after/,
    ],
    ['twice the same tool', { tools: [TOOLS[0], TOOLS[0]], messages: hello }, 400, /unique/],
  ];

  it.each(cases)('refuses %s', async (name, body, status, message) => {
    const { baseUrl, close } = await rehearse();
    const defaults = /^no /.test(name) ? {} : { model: 'claude-x', max_tokens: 9 };
    const text =
      typeof body === 'string' ? body : JSON.stringify({ ...defaults, ...(body as object) });
    const headers = { 'x-api-key': 'any', 'content-type': 'application/json' };
    const reply = await fetch(`${baseUrl}/v1/messages`, { method: 'POST', headers, body: text });
    expect(reply.status).toBe(status);
    expect(await reply.json()).toMatchObject({
      type: 'error',
      error: { message: expect.stringMatching(message) },
      request_id: reply.headers.get('request-id'),
    });
    await close();
  });

  it('wants a key, of either kind', async () => {
    const { baseUrl, close } = await rehearse();
    const status = async (headers: Record<string, string>) =>
      (await fetch(`${baseUrl}/v1/models`, { headers })).status;
    expect(await status({})).toBe(401);
    expect(await status({ 'x-api-key': 'a' })).toBe(200);
    expect(await status({ authorization: 'Bearer a' })).toBe(200);
    await close();
  });

  it('refuses a body over 32 MB', async () => {
    const { client, close } = await rehearse();
    const messages = [{ role: 'user' as const, content: 'x'.repeat(33 * 1024 * 1024) }];
    const asked = client.messages.create({ ...opening('item-1'), messages });
    await expect(asked).rejects.toMatchObject({ status: 413, type: 'request_too_large' });
    await close();
  });
});
