import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createAnthropicModel } from '../../src/models/anthropic.ts';
import { ANTHROPIC_ENDPOINT } from '../../src/models/endpoint.ts';
import { callOver, failureOf, KEY, modelOver, REQUEST, recordingIo } from './call-server.ts';
import {
  block,
  messageEnd,
  messageStart,
  openStream,
  type Play,
  sse,
  stream,
  textBlock,
} from './raw-server.ts';

describe('a stream', () => {
  test('that ends without message_stop is transient, and what it counted is told', async () => {
    const reply = await callOver(stream(messageStart(), textBlock(0, 'half')));
    expect(reply).toMatchObject({
      type: 'failure',
      failure: { class: 'transient', message: expect.stringContaining('message_stop') },
      usage: { input: 10, output: 1 },
    });
  });

  test('whose socket is cut is transient, and what it counted is told', async () => {
    const reply = await callOver((response) => {
      openStream(response);
      response.write(messageStart() + textBlock(0, 'half'), () => response.destroy());
    });
    expect(failureOf(reply)).toMatchObject({ class: 'transient' });
    expect(reply.usage).toMatchObject({ input: 10 });
  });

  test('that stalls is transient', async () => {
    const play: Play = (response) => {
      openStream(response);
      response.write(messageStart());
    };
    const failure = failureOf(await callOver(play, { idleTimeoutMs: 80 }));
    expect(failure).toMatchObject({
      class: 'transient',
      message: expect.stringMatching(/stalled/),
    });
  });

  test('that only pings for long is alive', async () => {
    const play: Play = async (response) => {
      openStream(response);
      response.write(messageStart());
      for (let ping = 0; ping < 16; ping += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        response.write(sse({ type: 'ping' }));
      }
      response.end(textBlock(0, 'a') + messageEnd('end_turn'));
    };
    expect((await callOver(play, { idleTimeoutMs: 1_200 })).type).toBe('message');
  });

  test('that the user aborts ends at once, as aborted', async () => {
    const { model } = await modelOver((response) => {
      openStream(response);
      response.write(messageStart() + textBlock(0, 'half'));
    });
    const controller = new AbortController();
    const { io } = recordingIo(controller.signal);
    const onDelta = () => controller.abort();
    expect(failureOf(await model(REQUEST, { ...io, onDelta })).class).toBe('aborted');
  });

  test('that the user aborts before its headers is aborted too, and so is one aborted before', async () => {
    const controller = new AbortController();
    const { model, server } = await modelOver(() => controller.abort());
    expect(failureOf(await model(REQUEST, recordingIo(controller.signal).io)).class).toBe(
      'aborted',
    );
    expect(failureOf(await model(REQUEST, recordingIo(AbortSignal.abort()).io)).class).toBe(
      'aborted',
    );
    expect(server.seen).toHaveLength(1);
  });

  test.each([
    ['overloaded_error', 'transient'],
    ['api_error', 'transient'],
    ['something_new', 'transient'],
    ['rate_limit_error', 'throttle'],
    ['authentication_error', 'needs-person'],
    ['billing_error', 'needs-person'],
    ['invalid_request_error', 'deterministic'],
  ])('with an error event of type %s is %s', async (type, expected) => {
    const error = sse({ type: 'error', error: { type, message: 'no luck' } });
    const reply = await callOver(stream(messageStart(), error));
    expect(failureOf(reply)).toMatchObject({ class: expected, message: `${type}: no luck` });
    expect(reply.usage).toMatchObject({ input: 10 });
  });

  test('with broken JSON in an event is transient', async () => {
    const reply = await callOver(stream(messageStart(), 'event: message_delta\ndata: {"a\n\n'));
    expect(failureOf(reply)).toMatchObject({
      class: 'transient',
      message: expect.stringMatching(/broken JSON/),
    });
  });

  test('of more than 16 MB is refused', async () => {
    const play: Play = (response) => {
      openStream(response);
      response.write(messageStart());
      const ping = `: ${'x'.repeat(1_000_000)}\n\n`;
      for (let part = 0; part < 17; part += 1) response.write(ping);
    };
    const failure = failureOf(await callOver(play));
    expect(failure).toMatchObject({
      class: 'deterministic',
      message: expect.stringMatching(/16000000 bytes/),
    });
  });

  test('of more than 1,000 blocks is refused', async () => {
    const blocks = Array.from({ length: 1_001 }, (_, index) => textBlock(index, 'a'));
    const failure = failureOf(await callOver(stream(messageStart(), ...blocks)));
    expect(failure).toMatchObject({
      class: 'deterministic',
      message: expect.stringMatching(/1000 content blocks/),
    });
  });

  test('of odd events and values never throws', async () => {
    const odd = [
      messageStart({ usage: 'many', model: 7 }),
      block(0, { type: 'hologram' }, [{ type: 'hologram_delta' }]),
      sse({ type: 'content_block_delta', index: 99, delta: { type: 'text_delta', text: 'lost' } }),
      'event: message_delta\ndata: 17\n\n',
      'event: message_delta\ndata: {"type":"message_delta","delta":null}\n\n',
      sse({ type: 'message_stop' }),
    ];
    const reply = await callOver(stream(...odd));
    expect(reply).toMatchObject({ type: 'message', content: [], stopReason: 'missing' });
  });
});

describe('an answer that is no stream', () => {
  test('but a web page needs a person: every call would get it', async () => {
    const failure = failureOf(
      await callOver((response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end('<!doctype html><title>Log in</title>');
      }),
    );
    expect(failure).toMatchObject({
      class: 'needs-person',
      message: expect.stringMatching(/web page.*base URL/),
    });
  });

  test('but an unknown JSON object needs a person', async () => {
    const failure = failureOf(
      await callOver((response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end('{"hello":"world"}');
      }),
    );
    expect(failure.class).toBe('needs-person');
  });

  test('for too long is transient', async () => {
    const failure = failureOf(await callOver(() => {}, { connectTimeoutMs: 80 }));
    expect(failure).toMatchObject({
      class: 'transient',
      message: expect.stringMatching(/did not answer/),
    });
  });

  test('since nobody listens is transient, and says why', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const baseUrl = `http://127.0.0.1:${port}`;
    const model = createAnthropicModel({ apiKey: KEY, baseUrl, endpoint: ANTHROPIC_ENDPOINT });
    const failure = failureOf(await model(REQUEST, recordingIo().io));
    expect(failure).toMatchObject({
      class: 'transient',
      message: expect.stringMatching(/ECONNREFUSED/),
    });
  });

  test('but an endless error body is cut', async () => {
    const failure = failureOf(
      await callOver((response) => {
        response.writeHead(500, { 'content-type': 'text/plain' });
        const more = () => {
          while (!response.destroyed && response.write('y'.repeat(100_000)));
        };
        response.on('drain', more);
        more();
      }),
    );
    expect(failure).toMatchObject({ class: 'transient', status: 500 });
    expect(failure.message.length).toBeLessThan(600);
  });
});
