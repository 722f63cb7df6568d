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
  refusal,
  sse,
  stream,
  textBlock,
} from './raw-server.ts';

const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);
const now = () => NOW;

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

  test('of more than 8 MB is refused, even as one endless line', async () => {
    const play: Play = (response) => {
      openStream(response);
      response.write(`${messageStart()}data: `);
      const line = 'x'.repeat(1_000_000);
      for (let part = 0; part < 10; part += 1) response.write(line);
    };
    const failure = failureOf(await callOver(play));
    expect(failure).toMatchObject({
      class: 'deterministic',
      message: expect.stringMatching(/8000000 bytes/),
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

describe('an HTTP error', () => {
  const error = (type: string, message = 'no', code?: string) => ({
    type,
    message,
    ...(code ? { details: { error_code: code } } : {}),
  });
  const spendText =
    'You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC.';
  const unified = (status: string) => ({
    'anthropic-ratelimit-unified-5h-status': 'allowed',
    'anthropic-ratelimit-unified-5h-reset': String(NOW / 1_000 + 60),
    'anthropic-ratelimit-unified-7d-status': status,
    'anthropic-ratelimit-unified-7d-reset': String(NOW / 1_000 + 90_000),
  });
  const exhausted = {
    'anthropic-ratelimit-requests-remaining': '12',
    'anthropic-ratelimit-requests-reset': new Date(NOW + 999_000).toISOString(),
    'anthropic-ratelimit-output-tokens-remaining': '0',
    'anthropic-ratelimit-output-tokens-reset': new Date(NOW + 40_000).toISOString(),
  };
  const httpDate = { 'retry-after': new Date(NOW + 60_000).toUTCString() };
  const limited = error('rate_limit_error');

  test.each<[string, Play, string, number | undefined]>([
    ['408', refusal(408, error('timeout_error')), 'transient', undefined],
    ['409', refusal(409, error('conflict_error')), 'transient', undefined],
    ['500', refusal(500, error('api_error')), 'transient', undefined],
    ['503 with a time', refusal(503, error('x'), { 'retry-after': '9' }), 'transient', NOW + 9_000],
    ['529', refusal(529, error('overloaded_error')), 'transient', undefined],
    ['429 of seconds', refusal(429, limited, { 'retry-after': '30' }), 'throttle', NOW + 30_000],
    [
      '429 of 5 minutes',
      refusal(429, limited, { 'retry-after': '300' }),
      'throttle',
      NOW + 300_000,
    ],
    ['429 of a date', refusal(429, limited, httpDate), 'throttle', NOW + 60_000],
    ['429 of ms', refusal(429, limited, { 'retry-after-ms': '1500' }), 'throttle', NOW + 1_500],
    ['429 of nothing', refusal(429, limited), 'throttle', undefined],
    ['429 of nonsense', refusal(429, limited, { 'retry-after': '-5' }), 'throttle', undefined],
    ['429 of eternity', refusal(429, limited, { 'retry-after': '9e99' }), 'throttle', undefined],
    ['429 of a used-up limit', refusal(429, limited, exhausted), 'throttle', NOW + 40_000],
    ['429 of 301 s', refusal(429, limited, { 'retry-after': '301' }), 'quota', NOW + 301_000],
    [
      '429 of a rejected window',
      refusal(429, limited, unified('rejected')),
      'quota',
      NOW + 90_000_000,
    ],
    ['429 within its windows', refusal(429, limited, unified('allowed')), 'throttle', undefined],
    [
      '429 of an enforced spend limit',
      refusal(429, error('rate_limit_error', 'no', 'enforced_spend_limit_reached')),
      'spend-cap',
      Date.UTC(2026, 11, 1),
    ],
    [
      '429 of a contract limit',
      refusal(429, error('rate_limit_error', 'no', 'contract_spend_limit_reached')),
      'needs-person',
      undefined,
    ],
    [
      '400 of a spend limit',
      refusal(400, error('invalid_request_error', spendText)),
      'spend-cap',
      Date.UTC(2026, 11, 1),
    ],
    [
      '400 of a spend limit without a date',
      refusal(400, error('x', 'You have reached your specified API usage limits.')),
      'spend-cap',
      undefined,
    ],
    [
      '400 of no credit',
      refusal(400, error('x', 'Your credit balance is too low to go on.')),
      'needs-person',
      undefined,
    ],
    [
      '400 of an organization on hold',
      refusal(400, error('x', 'no', 'organization_on_hold')),
      'needs-person',
      undefined,
    ],
    ['401', refusal(401, error('authentication_error')), 'needs-person', undefined],
    ['402', refusal(402, error('billing_error')), 'needs-person', undefined],
    ['403', refusal(403, error('permission_error')), 'needs-person', undefined],
    ['400', refusal(400, error('invalid_request_error')), 'deterministic', undefined],
    ['404', refusal(404, error('not_found_error')), 'deterministic', undefined],
    ['413', refusal(413, error('request_too_large')), 'deterministic', undefined],
    ['422', refusal(422, error('x')), 'deterministic', undefined],
  ])('%s has its class and time', async (_, play, expected, retryAtMs) => {
    const reply = await callOver(play, { now });
    const failure = failureOf(reply);
    expect([failure.class, failure.retryAtMs]).toEqual([expected, retryAtMs]);
    expect(reply.usage).toBeUndefined();
  });

  test('keeps the key out of its message', async () => {
    const play = refusal(401, error('authentication_error', `bad key ${KEY}`));
    expect(failureOf(await callOver(play)).message).toBe(
      '401 authentication_error: bad key [API key]',
    );
  });

  test('with a web page for a body is told in a few words', async () => {
    const failure = failureOf(
      await callOver((response) => {
        response.writeHead(502, { 'content-type': 'text/html' });
        response.end('<html><body><h1>Bad gateway</h1></body></html>');
      }),
    );
    expect(failure).toMatchObject({
      class: 'transient',
      message: '502: a web page instead of an API answer',
    });
  });
});
