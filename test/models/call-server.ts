import { onTestFinished } from 'vitest';
import { type AnthropicOptions, createAnthropicModel } from '../../src/models/anthropic.ts';
import { ANTHROPIC_ENDPOINT } from '../../src/models/endpoint.ts';
import type { CallIo, Delta, ModelReply, ModelRequest } from '../../src/models/port.ts';
import { type Play, playServer } from './raw-server.ts';

/** A small request. */
export const REQUEST: ModelRequest = {
  model: 'claude-sonnet-5-5',
  system: 'You write lessons.',
  tools: [{ name: 'write_file', description: 'Writes.', input_schema: { type: 'object' } }],
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Begin.' }] }],
  maxTokens: 1_000,
  purpose: 'write',
  item: 'two-sum',
  attempt: 1,
  turn: 3,
};

/** A key that must never show up in a message. */
export const KEY = 'sk-test-1234567890';

/** Where a call reports to, with what it reported. */
export function recordingIo(signal: AbortSignal = new AbortController().signal) {
  const deltas: Delta[] = [];
  const io: CallIo = { signal, onDelta: (delta) => deltas.push(delta) };
  return { io, deltas };
}

/** A model over a server that plays one answer; both end with the test. */
export async function modelOver(play: Play, options: Partial<AnthropicOptions> = {}) {
  const server = await playServer(play);
  onTestFinished(server.close);
  const model = createAnthropicModel({
    apiKey: KEY,
    baseUrl: server.baseUrl,
    endpoint: ANTHROPIC_ENDPOINT,
    ...options,
  });
  return { model, server };
}

/** Sends the small request to a server that plays one answer. */
export async function callOver(
  play: Play,
  options: Partial<AnthropicOptions> = {},
): Promise<ModelReply> {
  const { model } = await modelOver(play, options);
  return model(REQUEST, recordingIo().io);
}

/** The failure of a reply that must be one. */
export function failureOf(reply: ModelReply) {
  if (reply.type !== 'failure') throw new Error(`expected a failure, found ${reply.stopReason}`);
  return reply.failure;
}

/** The message of a reply that must be one. */
export function messageOf(reply: ModelReply) {
  if (reply.type !== 'message') throw new Error(`expected a message: ${reply.failure.message}`);
  return reply;
}
