import { describe, expect, test } from 'vitest';
import { createAnthropicModel } from '../../src/models/anthropic.ts';
import { ANTHROPIC_ENDPOINT } from '../../src/models/endpoint.ts';
import type { Message } from '../../src/models/port.ts';
import { callOver, KEY, messageOf, modelOver, REQUEST, recordingIo } from './call-server.ts';
import { block, messageEnd, messageStart, sse, stream, textBlock } from './raw-server.ts';

const TOOL = { type: 'tool_use', id: 'toolu_9', name: 'write_file', input: {} };
const pieces = (...texts: string[]) =>
  texts.map((text) => ({ type: 'input_json_delta', partial_json: text }));

describe('a reply', () => {
  test('is put together from its stream, with usage, request id and served model', async () => {
    const usage = {
      input_tokens: 7,
      cache_creation_input_tokens: 300,
      cache_creation: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 200 },
      cache_read_input_tokens: 50,
      output_tokens: 1,
    };
    const play = stream(
      messageStart({ usage, model: 'claude-sonnet-5-5-20261101' }),
      sse({ type: 'ping' }),
      textBlock(0, 'Writing.'),
      block(1, TOOL, pieces('{"path":', '"a.json"}')),
      messageEnd('tool_use', { output_tokens: 42 }),
    );
    const { model } = await modelOver(play);
    const { io, deltas } = recordingIo();
    const reply = messageOf(await model(REQUEST, io));
    expect(reply).toMatchObject({
      content: [
        { type: 'text', text: 'Writing.' },
        { ...TOOL, input: { path: 'a.json' } },
      ],
      stopReason: 'tool_use',
      usage: { input: 7, output: 42, cacheWrite5m: 100, cacheWrite1h: 200, cacheRead: 50 },
      servedModel: 'claude-sonnet-5-5-20261101',
      requestId: 'req_1',
    });
    expect(deltas).toEqual([
      { type: 'text', text: 'Writing.' },
      { type: 'tool-input', text: '{"path":', tool: 'write_file' },
      { type: 'tool-input', text: '"a.json"}', tool: 'write_file' },
    ]);
  });

  test('keeps thinking blocks word for word, and sends them back the same', async () => {
    const thinking = { type: 'thinking', thinking: '', signature: '', extra: 'kept' };
    const redacted = { type: 'redacted_thinking', data: 'b3BhcXVl' };
    const play = stream(
      messageStart(),
      block(0, thinking, [
        { type: 'thinking_delta', thinking: 'First, ' },
        { type: 'thinking_delta', thinking: 'sort.' },
        { type: 'signature_delta', signature: 'c2ln' },
      ]),
      block(1, redacted, []),
      textBlock(2, 'Done.'),
      messageEnd('end_turn'),
    );
    const { model, server } = await modelOver(play);
    const { content } = messageOf(await model(REQUEST, recordingIo().io));
    const expected = [
      { ...thinking, thinking: 'First, sort.', signature: 'c2ln' },
      redacted,
      { type: 'text', text: 'Done.' },
    ];
    expect(content).toEqual(expected);
    const messages: Message[] = [...REQUEST.messages, { role: 'assistant', content }];
    await model({ ...REQUEST, messages }, recordingIo().io);
    expect(server.seen[1]?.body.messages).toEqual([
      ...REQUEST.messages,
      { role: 'assistant', content: expected },
    ]);
  });

  test('that refuses is a message with its category', async () => {
    const ending = {
      type: 'message_delta',
      delta: {
        stop_reason: 'refusal',
        stop_details: { type: 'refusal', category: 'bio', explanation: 'no' },
      },
      usage: { output_tokens: 3 },
    };
    const play = stream(messageStart(), sse(ending), sse({ type: 'message_stop' }));
    const reply = messageOf(await callOver(play));
    expect(reply).toMatchObject({ stopReason: 'refusal', stopDetail: 'bio: no', content: [] });
  });

  test('cut by max_tokens inside a tool call carries its input as unparsed', async () => {
    const play = stream(
      messageStart(),
      block(0, TOOL, pieces('{"path":"a.json","cont')),
      messageEnd('max_tokens'),
    );
    const reply = messageOf(await callOver(play));
    expect(reply.stopReason).toBe('max_tokens');
    expect(reply.content).toEqual([{ ...TOOL, input: { __unparsed: '{"path":"a.json","cont' } }]);
  });

  test('leaves its connection open for the next call', async () => {
    const { model, server } = await modelOver(
      stream(messageStart(), textBlock(0, 'a'), messageEnd('end_turn')),
    );
    for (let call = 0; call < 5; call += 1) messageOf(await model(REQUEST, recordingIo().io));
    expect(server.connections()).toBeLessThan(5);
  });
});

describe('a compatible server', () => {
  test('that reports no usage leaves it unknown', async () => {
    const none = stream(
      messageStart({ usage: undefined }),
      textBlock(0, 'a'),
      messageEnd('end_turn', undefined),
    );
    expect(messageOf(await callOver(none)).usage).toBeUndefined();
    const zero = stream(
      messageStart({ usage: { input_tokens: 0, output_tokens: 0 } }),
      textBlock(0, 'a'),
      messageEnd('end_turn', { input_tokens: 0, output_tokens: 0 }),
    );
    expect(messageOf(await callOver(zero)).usage).toBeUndefined();
  });

  test('that counts the prompt only at the end is counted', async () => {
    const play = stream(
      messageStart({ usage: { input_tokens: 0, output_tokens: 0 } }),
      textBlock(0, 'a'),
      messageEnd('end_turn', { input_tokens: 12, output_tokens: 4 }),
    );
    expect(messageOf(await callOver(play)).usage).toMatchObject({ input: 12, output: 4 });
  });

  test('may send a tool input whole, or none, and no ids', async () => {
    const play: typeof stream =
      (...parts) =>
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end(parts.join(''));
      };
    const reply = messageOf(
      await callOver(
        play(
          messageStart({ id: undefined, model: undefined }),
          block(0, { ...TOOL, input: { path: 'a' } }, []),
          block(1, { type: 'tool_use', name: 'validate' }, []),
          messageEnd('tool_use'),
        ),
      ),
    );
    expect(reply.content).toEqual([
      { ...TOOL, input: { path: 'a' } },
      { type: 'tool_use', id: 'toolu_t3_1', name: 'validate', input: {} },
    ]);
    expect(reply.requestId).toBeUndefined();
    expect(reply.servedModel).toBe(REQUEST.model);
  });

  test('may leave out event names, and send comments and [DONE]', async () => {
    const parts = [messageStart(), textBlock(0, 'a'), messageEnd('end_turn')].join('');
    const bare = `: waiting\n\n${parts.replaceAll(/^event: .*\n/gm, '')}data: [DONE]\n\n`;
    expect(messageOf(await callOver(stream(bare))).content).toEqual([{ type: 'text', text: 'a' }]);
  });

  test('may answer with one JSON message instead of a stream', async () => {
    const message = {
      type: 'message',
      model: 'local',
      content: [
        { type: 'text', text: 'a' },
        { ...TOOL, input: { path: 'b' } },
      ],
      stop_reason: 'tool_use',
      usage: { input_tokens: 5, output_tokens: 6 },
    };
    const reply = messageOf(
      await callOver((response) => {
        response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
        response.end(JSON.stringify(message));
      }),
    );
    expect(reply).toMatchObject({
      content: message.content,
      stopReason: 'tool_use',
      servedModel: 'local',
      usage: { input: 5, output: 6 },
    });
  });
});

describe('a request', () => {
  const play = stream(messageStart(), textBlock(0, 'a'), messageEnd('end_turn'));

  test('marks tools and system for an hour and the tail for five minutes', async () => {
    const { model, server } = await modelOver(play);
    await model(REQUEST, recordingIo().io);
    const [request] = server.seen;
    expect(Object.keys(request?.body ?? {})).toEqual([
      'model',
      'max_tokens',
      'stream',
      'tools',
      'system',
      'messages',
      'cache_control',
    ]);
    expect(request?.body).toMatchObject({
      stream: true,
      tools: REQUEST.tools,
      system: [
        { type: 'text', text: REQUEST.system, cache_control: { type: 'ephemeral', ttl: '1h' } },
      ],
      cache_control: { type: 'ephemeral' },
    });
    expect(request?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(request?.headers['anthropic-version']).toBe('2026-10-21');
  });

  test('follows the settings of its endpoint', async () => {
    const endpoint = {
      caching: false,
      authHeader: 'x-api-key' as const,
      apiVersion: '2023-06-01',
      body: { output_config: { effort: 'low' } },
    };
    const { model, server } = await modelOver(play, { endpoint });
    await model(REQUEST, recordingIo().io);
    const [request] = server.seen;
    expect(JSON.stringify(request?.body)).not.toContain('cache_control');
    expect(request?.body).toMatchObject({ output_config: { effort: 'low' } });
    expect(request?.headers).toMatchObject({
      'x-api-key': KEY,
      'anthropic-version': '2023-06-01',
    });
    expect(request?.headers.authorization).toBeUndefined();
  });

  test('goes to the right path though the base URL ends in /v1/', async () => {
    const { server } = await modelOver(play);
    const model = createAnthropicModel({
      apiKey: KEY,
      baseUrl: `${server.baseUrl}/v1/`,
      endpoint: ANTHROPIC_ENDPOINT,
    });
    messageOf(await model(REQUEST, recordingIo().io));
    expect(server.seen[0]?.url).toBe('/v1/messages');
  });

  test('is not even tried with a key or base URL that cannot work', () => {
    const endpoint = ANTHROPIC_ENDPOINT;
    expect(() => createAnthropicModel({ apiKey: 'sk-ключ', endpoint })).toThrow(/plain ASCII/);
    expect(() => createAnthropicModel({ apiKey: '', endpoint })).toThrow(/plain ASCII/);
    expect(() => createAnthropicModel({ apiKey: KEY, baseUrl: 'localhost', endpoint })).toThrow(
      /must look like/,
    );
  });
});
