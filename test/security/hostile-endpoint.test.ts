import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createAnthropicModel } from '../../src/models/anthropic.ts';
import { ANTHROPIC_ENDPOINT } from '../../src/models/endpoint.ts';
import {
  callOver,
  failureOf,
  KEY,
  messageOf,
  modelOver,
  REQUEST,
  recordingIo,
} from '../models/call-server.ts';
import {
  block,
  messageEnd,
  messageStart,
  type Play,
  playServer,
  refusal,
  sse,
  stream,
} from '../models/raw-server.ts';

const HOSTILE = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egnp.exe\r\nsecond line';
// What moves a cursor, colours, reorders or breaks a line.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

describe('a redirect', () => {
  test.each([301, 302, 303, 304, 307, 308])(
    'by %i to another host is not followed: that host sees neither key nor prompt',
    async (status) => {
      const other = await playServer(stream(messageStart(), messageEnd('end_turn')));
      onTestFinished(other.close);
      for (const authHeader of ['bearer', 'x-api-key'] as const) {
        const failure = failureOf(
          await callOver(
            (response) => {
              response.writeHead(status, { location: `${other.baseUrl}/v1/messages?echo=${KEY}` });
              response.end();
            },
            { endpoint: { caching: true, authHeader } },
          ),
        );
        expect(failure.class).toBe('needs-person');
        expect(failure.message).toContain(`on to ${other.baseUrl}, and redirects are not followed`);
        expect(failure.message).not.toContain(KEY);
      }
      expect(other.connections()).toBe(0);
    },
  );

  test('to the same host, or to nowhere, is not followed either', async () => {
    for (const location of ['/v1/elsewhere', 'javascript:alert(1)', 'http://[bad', HOSTILE]) {
      const { model, server } = await modelOver((response) => {
        response.writeHead(307, { location: encodeURI(location) });
        response.end();
      });
      const failure = failureOf(await model(REQUEST, recordingIo().io));
      expect(failure.class).toBe('needs-person');
      expect(failure.message).not.toMatch(UNSAFE);
      expect(server.seen).toHaveLength(1);
    }
  });
});

describe('an answer of wrong types', () => {
  const json =
    (status: number, body: unknown): Play =>
    (response) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };

  test.each<[string, unknown]>([
    ['objects for texts', { error: { type: {}, message: {}, details: { error_code: [] } } }],
    ['numbers for texts', { error: { type: 7, message: 8, details: 9 } }],
    ['no object', 'just words'],
    ['nothing', null],
    ['a list', [[], [{}]]],
    ['an error that is none', { error: null }],
  ])('in an error body, %s, keeps the class of its status', async (_, body) => {
    const refused = [400, 401, 429, 500].map(async (status) => {
      const failure = failureOf(await callOver(json(status, body)));
      expect(typeof failure.message).toBe('string');
      return failure.class;
    });
    expect(await Promise.all(refused)).toEqual([
      'deterministic',
      'needs-person',
      'throttle',
      'transient',
    ]);
  });

  test('in events is taken for what is left of it, and counts no tokens that are none', async () => {
    const reply = messageOf(
      await callOver(
        stream(
          messageStart({
            model: { name: 'x' },
            usage: { input_tokens: -5, output_tokens: 1e300, cache_read_input_tokens: '9' },
          }),
          block(0, { type: 'text', text: { a: 1 } }, [{ type: 'text_delta', text: 5 }]),
          block(1, { type: 'tool_use', id: 5, name: [], input: 'x' }, []),
          block(2, { type: 'tool_use', id: 'a', name: 'b', input: [1] }, [
            { type: 'input_json_delta', partial_json: { c: 1 } },
          ]),
          sse({ type: 'content_block_start', index: 'zero', content_block: [] }),
          sse({ type: 'content_block_delta', index: 0, delta: [] }),
          'data: null\n\ndata: []\n\ndata: "text"\n\n',
          messageEnd('tool_use', [1]),
        ),
      ),
    );
    expect(reply.usage).toBeUndefined();
    expect(reply.servedModel).toBe(REQUEST.model);
    expect(reply.content).toEqual([
      { type: 'tool_use', id: 'toolu_t3_1', name: '', input: { __unparsed: 'x' } },
      { type: 'tool_use', id: 'a', name: 'b', input: {} },
    ]);
  });

  test.each([
    ['text/html', '<!doctype html><title>Log in</title>'],
    ['text/plain', '<html><body>Log in</body></html>'],
    ['application/octet-stream', '\u0000\u0001\u0002'],
    ['application/json', '<html></html>'],
    ['application/json', '[1, 2]'],
  ])('of kind %s that is no API answer needs a person', async (kind, body) => {
    const failure = failureOf(
      await callOver((response) => {
        response.writeHead(200, { 'content-type': kind });
        response.end(body);
      }),
    );
    expect(failure).toMatchObject({
      class: 'needs-person',
      message: expect.stringMatching(/^Expected an answer of the Messages API/),
    });
  });
});

describe('on the wire', () => {
  /** A server that answers every connection with these bytes, or with whatever is written to it. */
  async function rawAnswer(answer: (socket: Socket) => void): Promise<string> {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => answer(socket));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const failureOver = async (baseUrl: string) => {
    const model = createAnthropicModel({ apiKey: KEY, baseUrl, endpoint: ANTHROPIC_ENDPOINT });
    return failureOf(await model(REQUEST, recordingIo().io));
  };

  test('a flood of headers is cut off', async () => {
    const baseUrl = await rawAnswer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const more = () => {
        while (!socket.destroyed && socket.write(`x-flood: ${'y'.repeat(1_000)}\r\n`));
      };
      socket.on('drain', more);
      more();
    });
    const failure = await failureOver(baseUrl);
    expect(failure).toMatchObject({
      class: 'transient',
      message: expect.stringMatching(/HEADERS_OVERFLOW/),
    });
  });

  test.each(['SSH-2.0-OpenSSH_9.9\r\n', 'HTTP/1.1 2OO K\r\n\r\n', '\u0000\u0001', ''])(
    'an answer that is no HTTP (%j) is a connection that failed',
    async (bytes) => {
      const failure = await failureOver(await rawAnswer((socket) => socket.end(bytes)));
      expect(failure).toMatchObject({
        class: 'transient',
        message: expect.stringMatching(/^Connection failed/),
      });
      expect(failure.message).not.toMatch(UNSAFE);
    },
  );
});

describe('words of a server', () => {
  test.each<[string, Play]>([
    ['in an error body', refusal(400, { type: `x${HOSTILE}`, message: HOSTILE })],
    [
      'in an error body that is no JSON',
      (response) => response.writeHead(500).end(HOSTILE) && undefined,
    ],
    [
      'in an error event',
      stream(messageStart(), sse({ type: 'error', error: { type: 'x', message: HOSTILE } })),
    ],
    ['in a broken error event', stream(`event: error\ndata: ${HOSTILE.replace('\r\n', '')}\n\n`)],
  ])('%s fit one line of a terminal', async (_, play) => {
    const { message } = failureOf(await callOver(play));
    expect(message).not.toMatch(UNSAFE);
    expect(message.length).toBeLessThanOrEqual(500);
  });

  test('about a reply do so too: model, request id, stop reason, detail', async () => {
    const reply = messageOf(
      await callOver((response) => {
        response.writeHead(200, {
          'content-type': 'text/event-stream',
          'request-id': 'a\u009b31mb',
        });
        const ending = { stop_reason: HOSTILE, stop_sequence: HOSTILE };
        response.end(
          messageStart({ model: HOSTILE }) +
            sse({ type: 'message_delta', delta: ending, usage: {} }) +
            sse({ type: 'message_stop' }),
        );
      }),
    );
    const { servedModel, requestId, stopReason, stopDetail } = reply;
    for (const words of [servedModel, requestId, stopReason, stopDetail]) {
      expect(words).not.toMatch(UNSAFE);
    }
    expect(requestId).toBe('a 31mb');
  });
});

describe('a key that comes back', () => {
  const padding = 'p'.repeat(490);

  test.each<[string, Play]>([
    [
      'in an error body',
      refusal(401, { type: KEY, message: `bad ${KEY}`, details: { error_code: KEY } }),
    ],
    ['where the message is cut', refusal(400, { type: 'x', message: `${padding}${KEY}${KEY}` })],
    [
      'in words that are no JSON',
      (response) => response.writeHead(500).end(`<${KEY}>`) && undefined,
    ],
    [
      'escaped',
      (response) => {
        const escaped = [...KEY].map((one) => `\\u00${one.charCodeAt(0).toString(16)}`).join('');
        response.writeHead(400, { 'content-type': 'application/json' });
        response.end(`{"error":{"message":"${escaped}"}}`);
      },
    ],
    ['in an error event', stream(sse({ type: 'error', error: { type: KEY, message: KEY } }))],
    ['in a broken error event', stream(`event: error\ndata: ${KEY}\n\n`)],
  ])('%s is in no failure, not even in part', async (_, play) => {
    const { message } = failureOf(await callOver(play));
    expect(message).not.toContain(KEY.slice(0, 9));
  });

  test('in a reply is nowhere in it, and in none of its deltas', async () => {
    const halves = [KEY.slice(0, 5), KEY.slice(5)];
    const { model } = await modelOver((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': `id-${KEY}` });
      response.end(
        messageStart({ model: KEY }) +
          block(0, { type: 'text', text: '' }, [{ type: 'text_delta', text: `I know ${KEY}.` }]) +
          block(
            1,
            { type: 'tool_use', id: 'a', name: 'write_file', input: {} },
            ['{"path":"a","content":"', ...halves, '"}'].map((partial_json) => ({
              type: 'input_json_delta',
              partial_json,
            })),
          ) +
          block(2, { type: 'thinking', thinking: KEY, extra: { [KEY]: [KEY] } }, []) +
          sse({
            type: 'message_delta',
            delta: { stop_reason: KEY, stop_details: { explanation: KEY } },
            usage: { output_tokens: 5 },
          }) +
          sse({ type: 'message_stop' }),
      );
    });
    const { io, deltas } = recordingIo();
    const reply = messageOf(await model(REQUEST, io));
    expect(JSON.stringify([reply, deltas])).not.toContain(KEY);
    expect(reply.content[1]).toMatchObject({ input: { path: 'a', content: '[API key]' } });
  });
});

describe('a base URL', () => {
  test.each([
    'https://user:pass-0123456789@host.example',
    'https://host.example/?key=pass-0123456789',
    'https://host.example/#pass-0123456789',
  ])('that holds a secret is refused without repeating it (%s)', (baseUrl) => {
    const open = () => createAnthropicModel({ apiKey: KEY, baseUrl, endpoint: ANTHROPIC_ENDPOINT });
    expect(open).toThrow(/no user, password or query.*host\.example/);
    expect(open).not.toThrow(/pass-0123456789/);
  });
});
