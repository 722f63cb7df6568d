import { isDeepStrictEqual } from 'node:util';
import Anthropic from '@anthropic-ai/sdk';
import { type RehearsalOptions, startRehearsal } from '../../src/rehearsal/server.ts';
import { TINY_SCRIPT, tale } from './tiny-script.ts';

export type Params = Anthropic.MessageCreateParamsNonStreaming;

const tool = (name: string, fields: string[]): Anthropic.Tool => ({
  name,
  description: `The tool ${name}.`,
  input_schema: {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field, { type: 'string' }])),
  },
});

export const TOOLS = [
  tool('list_files', ['path']),
  tool('read_file', ['path']),
  tool('write_file', ['path', 'content']),
  tool('edit_file', ['path', 'old_text', 'new_text']),
  tool('validate', []),
];

/** Denied to whoever asks for it. */
export const DELETE_FILE = tool('delete_file', ['path', 'reason']);

/** Starts a server that waits for nothing, and an ordinary client on it; `close` ends both. */
export async function rehearse(options: Partial<RehearsalOptions> = {}) {
  const server = await startRehearsal({
    script: TINY_SCRIPT,
    seed: 1,
    speed: Number.POSITIVE_INFINITY,
    ...options,
  });
  const client = new Anthropic({ apiKey: 'any', baseURL: server.baseUrl, maxRetries: 0 });
  return { ...server, client };
}

/** The first request of an item's conversation. */
export function opening(item: string, model = 'claude-sonnet-5-5'): Params {
  return {
    model,
    max_tokens: 20_000,
    system: [{ type: 'text', text: 'You write tales.' }],
    tools: TOOLS,
    messages: [{ role: 'user', content: `Item: ${item} please` }],
  };
}

/** A report card in words: what `tale` says should be there and is not. */
export function report(item: string, text: string | undefined): { passed: boolean; text: string } {
  if (text === undefined)
    return { passed: false, text: 'Report card: fail. $ the file is missing' };
  const passed = isDeepStrictEqual(JSON.parse(text), tale(item));
  return { passed, text: passed ? 'Report card: pass, 0 failed.' : 'Report card: fail. $.title' };
}

export interface Exchange {
  messages: Anthropic.MessageParam[];
  file: string | undefined;
  passed: boolean;
  /** Failed report cards on the way. */
  repairs: number;
  toolErrors: string[];
}

/** Holds an item's whole exchange as a worker would, with tools that act on one file in memory. */
export async function holdExchange(
  ask: (params: Params) => Promise<Anthropic.Message>,
  params: Params,
  item: string,
): Promise<Exchange> {
  const state: Exchange = {
    messages: [...params.messages],
    file: undefined,
    passed: false,
    repairs: 0,
    toolErrors: [],
  };
  for (let turn = 0; turn < 20 && !state.passed; turn += 1) {
    const reply = await ask({ ...params, messages: state.messages });
    if (reply.content.length > 0) {
      state.messages.push({ role: 'assistant', content: reply.content });
    }
    const results = reply.content.flatMap((block) =>
      block.type === 'tool_use' ? [runTool(state, block, item)] : [],
    );
    if (results.length > 0) state.messages.push({ role: 'user', content: results });
    if (reply.stop_reason === 'end_turn') judge(state, item);
    if (!state.passed && results.length === 0) {
      state.messages.push({ role: 'user', content: report(item, state.file).text });
    }
  }
  return state;
}

function judge(state: Exchange, item: string): string {
  const card = report(item, state.file);
  state.passed = card.passed;
  if (!card.passed && state.file !== undefined) state.repairs += 1;
  return card.text;
}

function runTool(
  state: Exchange,
  call: Anthropic.ToolUseBlock,
  item: string,
): Anthropic.ToolResultBlockParam {
  const error = perform(state, call);
  if (error) state.toolErrors.push(error);
  const content = error ?? (call.name === 'validate' ? judge(state, item) : 'ok');
  return { type: 'tool_result', tool_use_id: call.id, content, is_error: error !== undefined };
}

function perform(state: Exchange, call: Anthropic.ToolUseBlock): string | undefined {
  const input: Record<string, unknown> = { ...(call.input as object) };
  if (call.name === 'write_file') {
    if (typeof input.content !== 'string') return 'content: expected a string';
    if (input.path === 'notes.md') return undefined;
    state.file = input.content;
  }
  if (call.name === 'delete_file') return 'a person denied it';
  if (call.name === 'edit_file') {
    const pieces = state.file?.split(String(input.old_text)) ?? [];
    if (pieces.length !== 2) return `old_text occurs ${pieces.length - 1} times`;
    state.file = pieces.join(String(input.new_text));
  }
  return undefined;
}
