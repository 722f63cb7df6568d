import { gzipSync } from 'node:zlib';
import { Stream } from '@anthropic-ai/sdk/core/streaming';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTooDeep, parseBounded } from '../../src/models/bounded-json.ts';
import { MAX_EVENT_CHARS, MAX_JSON_DEPTH } from '../../src/models/reply-limits.ts';
import { createSseReader, type SseEvent } from '../../src/models/sse-events.ts';
import { isUnparsedInput } from '../../src/models/unparsed-input.ts';
import { createFileAccess } from '../../src/tools/file-access.ts';
import { runTool } from '../../src/tools/run-tool.ts';
import { writeFile } from '../../src/tools/write-file.ts';
import { callOver, failureOf, messageOf } from '../models/call-server.ts';
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
} from '../models/raw-server.ts';
import { contextOver, temporaryFolder } from '../tools/sandbox.ts';

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const toolCall = (json: string) =>
  block(0, { type: 'tool_use', id: 'use_1', name: 'write_file', input: {} }, [
    { type: 'input_json_delta', partial_json: json },
  ]);

async function allOf<T>(given: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of given) all.push(one);
  return all;
}

/** Writes for ever, as fast as the client takes it; tells how much that was. */
function endless(piece: string): { play: Play; writtenBytes(): number; whenCut: Promise<void> } {
  const { promise: whenCut, resolve } = Promise.withResolvers<void>();
  let writtenBytes = 0;
  const play: Play = (response) => {
    openStream(response);
    response.write(messageStart());
    response.on('close', resolve);
    const more = () => {
      let goesOn = true;
      while (goesOn && !response.destroyed) {
        writtenBytes += piece.length;
        goesOn = response.write(piece);
      }
    };
    response.on('drain', more);
    more();
  };
  return { play, writtenBytes: () => writtenBytes, whenCut };
}

describe('the bytes of a reply', () => {
  test('end a reply without end, and its server is cut off long before a gigabyte', async () => {
    const server = endless(textBlock(0, 'x'.repeat(100_000)));
    const failure = failureOf(await callOver(server.play));
    expect(failure).toMatchObject({
      class: 'deterministic',
      message: 'The reply has more than 16000000 bytes.',
    });
    await server.whenCut;
    expect(server.writtenBytes()).toBeLessThan(100_000_000);
  });

  test('are counted unpacked: a small packed reply that unpacks to 64 MB is refused', async () => {
    const packed = gzipSync(`: ${' '.repeat(1_000_000)}\n\n`.repeat(64));
    expect(packed.length).toBeLessThan(200_000);
    const failure = failureOf(
      await callOver((response) => {
        openStream(response, { 'content-encoding': 'gzip' });
        response.end(packed);
      }),
    );
    expect(failure.message).toBe('The reply has more than 16000000 bytes.');
  });

  test('bound an answer in one piece as well', async () => {
    const failure = failureOf(
      await callOver((response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const more = () => {
          while (!response.destroyed && response.write(' '.repeat(1_000_000)));
        };
        response.on('drain', more);
        more();
      }),
    );
    expect(failure.message).toBe('The reply has more than 16000000 bytes.');
  });
});

describe('one event', () => {
  test('without a line break ends at its limit', async () => {
    const failure = failureOf(
      await callOver(stream(messageStart(), `data: ${'x'.repeat(MAX_EVENT_CHARS)}`)),
    );
    expect(failure).toMatchObject({
      class: 'deterministic',
      message: 'An event of the reply has more than 2000000 characters.',
    });
  });

  test('of endless short lines ends there too', async () => {
    const lines = 'data: x\n'.repeat(MAX_EVENT_CHARS / 7 + 1);
    const failure = failureOf(await callOver(stream(messageStart(), lines)));
    expect(failure.message).toBe('An event of the reply has more than 2000000 characters.');
  });

  test('that comes byte by byte costs time in proportion, not in its square', () => {
    // Copied at every byte, these would be 125 GB of copying.
    const bytes = Buffer.from(`data: ${'x'.repeat(500_000)}\n\n`);
    const reader = createSseReader();
    const events = [...bytes.keys()].flatMap((at) => reader.take(bytes.subarray(at, at + 1)));
    expect(events.map(({ data }) => data.length)).toEqual([500_000]);
  });
});

test('law: events are those of the SDK, however the bytes are cut', async () => {
  const line = fc.oneof(
    fc.constantFrom('data: {"a":1}', 'data:x', 'data', 'event: ping', ': note', 'id: 1', '', ''),
    fc.string({ unit: fc.constantFrom(':', ' ', 'd', 'é', '😀', 'data'), maxLength: 6 }),
  );
  const text = fc
    .array(fc.tuple(line, fc.constantFrom('\n', '\r\n')), { maxLength: 20 })
    .map((parts) => `${parts.flat().join('')}\n`);
  const cuts = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(text, cuts, async (all, sizes) => {
      const bytes = Buffer.from(all);
      const reader = createSseReader();
      const ours: SseEvent[] = [];
      for (let at = 0, n = 0; at < bytes.length; n += 1) {
        const size = sizes[n % sizes.length] ?? 1;
        ours.push(...reader.take(bytes.subarray(at, at + size)));
        at += size;
      }
      const theirs = await allOf(Stream.rawEvents(new Response(bytes)));
      const told = (events: { event: string | undefined | null; data: string }[]) =>
        events.map(({ event, data }): SseEvent => ({ event: event ?? undefined, data }));
      expect(told(ours).filter(isSaid)).toEqual(told(theirs).filter(isSaid));
    }),
    { numRuns: 150 },
  );
});

/** The SDK also tells of events without data, which mean nothing. */
function isSaid({ data }: SseEvent): boolean {
  return data !== '';
}

describe('nesting', () => {
  test('of 100,000 brackets in a tool input reaches no tool, and the model is told', async () => {
    const input = `{"path":"a.json","content":${deep(100_000)}}`;
    const reply = messageOf(
      await callOver(stream(messageStart(), toolCall(input), messageEnd('tool_use'))),
    );
    const [call] = reply.content;
    if (call?.type !== 'tool_use') throw new Error('expected a tool call');
    expect(isUnparsedInput(call.input)).toBe(true);
    // It can be written to a transcript and sent again.
    expect(JSON.stringify(reply)).toContain('use_1');
    const files = createFileAccess({
      draft: await temporaryFolder(),
      mounts: { guides: await temporaryFolder() },
    });
    const result = await runTool([writeFile], call, contextOver(files));
    expect(result).toMatchObject({
      isError: true,
      text: expect.stringContaining('nested too deep'),
    });
  });

  test('of an event, or of a reply in one piece, fails the call', async () => {
    const whole = `{"content":[{"type":"tool_use","id":"a","name":"b","input":${deep(100_000)}}]}`;
    const inEvent = sse({ type: 'content_block_start', index: 0 }).replace(
      '"index":0',
      `"index":0,"content_block":{"type":"thinking","extra":${deep(100_000)}}`,
    );
    const answers: Play[] = [
      stream(messageStart(), inEvent, messageEnd('end_turn')),
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(whole);
      },
    ];
    for (const answer of answers) {
      expect(failureOf(await callOver(answer))).toMatchObject({
        class: 'deterministic',
        message: 'The reply holds JSON of more than 100 levels.',
      });
    }
  });

  test('of an error body takes nothing from its status', async () => {
    const failure = failureOf(
      await callOver((response) => {
        response.writeHead(401, { 'content-type': 'application/json' });
        response.end(`{"error":{"message":${deep(100_000)}}}`);
      }),
    );
    expect(failure).toMatchObject({ class: 'needs-person', status: 401 });
  });

  test('law: what may be nested parses as JSON does, brackets in strings do not count', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 20 }), (text) => {
        expect(parseBounded(text)).toEqual({ type: 'value', value: JSON.parse(text) });
      }),
    );
    const inString = JSON.stringify(['[{"\\'.repeat(1_000)]);
    expect(isTooDeep(inString)).toBe(false);
    expect(isTooDeep(deep(MAX_JSON_DEPTH))).toBe(false);
    expect(isTooDeep(deep(MAX_JSON_DEPTH + 1))).toBe(true);
  });
});

describe('time', () => {
  test('ends a reply that stays alive for ever', async () => {
    const play: Play = (response) => {
      openStream(response);
      response.write(messageStart());
      const ping = setInterval(() => response.write(sse({ type: 'ping' })), 20);
      response.on('close', () => clearInterval(ping));
    };
    const reply = await callOver(play, { replyTimeoutMs: 300 });
    expect(failureOf(reply)).toMatchObject({
      class: 'deterministic',
      message: expect.stringMatching(/no end after 0\.3 s.*replySeconds/),
    });
    expect(reply.usage).toMatchObject({ input: 10 });
  });

  test('of silence and of the whole are the endpoint’s to set', async () => {
    const play: Play = (response) => {
      openStream(response);
      response.write(messageStart());
    };
    const endpoint = { caching: true, authHeader: 'bearer', idleSeconds: 1 } as const;
    const failure = failureOf(await callOver(play, { endpoint }));
    expect(failure.message).toBe('The reply stalled: nothing came for 1 s.');
  });
});

test('a thousand events of odd fields at the end cost no more than they hold', async () => {
  const odd = Array.from({ length: 20_000 }, (_, n) =>
    sse({ type: 'message_delta', delta: { [`field_${n}`]: n } }),
  );
  const reply = await callOver(stream(messageStart(), ...odd, messageEnd('end_turn')));
  expect(messageOf(reply).stopReason).toBe('end_turn');
});

test('names that a server gives are cut, and a call whose id is taken gets one of its own', async () => {
  const call = (index: number, id: string) =>
    block(index, { type: 'tool_use', id, name: 'n'.repeat(10_000), input: {} }, []);
  const reply = messageOf(
    await callOver(
      stream(
        messageStart({ model: 'm'.repeat(100_000) }),
        call(0, 'same'),
        call(1, 'same'),
        call(2, 'i'.repeat(10_000)),
        messageEnd('s'.repeat(100_000)),
      ),
    ),
  );
  const ids = reply.content.map((one) => (one.type === 'tool_use' ? one.id : ''));
  expect(ids).toEqual(['same', 'toolu_t3_1', 'toolu_t3_2']);
  expect(JSON.stringify(reply).length).toBeLessThan(3_000);
});

test('an error body of any length is read to its limit', async () => {
  const reply = await callOver(refusal(400, { type: 'x', message: 'm'.repeat(5_000_000) }));
  expect(failureOf(reply)).toMatchObject({ class: 'deterministic', status: 400 });
  expect(failureOf(reply).message).toHaveLength(500);
});
