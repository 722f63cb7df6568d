import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createAnthropicModel } from '../../src/models/anthropic.ts';
import { systemClock } from '../../src/models/clock.ts';
import { ANTHROPIC_ENDPOINT } from '../../src/models/endpoint.ts';
import type { CallModel, Message, ModelRequest, ToolResultBlock } from '../../src/models/port.ts';
import { type WaitEvent, withGovernor } from '../../src/models/quota/with-governor.ts';
import type { Fault } from '../../src/rehearsal/faults.ts';
import { type RehearsalOptions, startRehearsal } from '../../src/rehearsal/server.ts';
import { editFile } from '../../src/tools/edit-file.ts';
import { createFileAccess } from '../../src/tools/file-access.ts';
import { listFiles } from '../../src/tools/list-files.ts';
import { readFile } from '../../src/tools/read-file.ts';
import { runTool } from '../../src/tools/run-tool.ts';
import type { ToolContext } from '../../src/tools/tool.ts';
import { toolSpec } from '../../src/tools/tool-spec.ts';
import { validate } from '../../src/tools/validate.ts';
import { writeFile } from '../../src/tools/write-file.ts';
import { report } from '../rehearsal/tiny-client.ts';
import { TINY_SCRIPT } from '../rehearsal/tiny-script.ts';
import { contextOver, temporaryFolder } from '../tools/sandbox.ts';
import { messageOf, recordingIo } from './call-server.ts';
import { openLanes } from './quota/open-lanes.ts';

const TOOLS = [listFiles, readFile, writeFile, editFile, validate];

async function rehearse(options: Partial<RehearsalOptions>) {
  const server = await startRehearsal({ script: TINY_SCRIPT, seed: 1, speed: 1e6, ...options });
  onTestFinished(server.close);
  const waits: WaitEvent[] = [];
  const { governor } = openLanes({ clock: systemClock, timeScale: 1_000 });
  const { baseUrl } = server;
  const model = withGovernor(
    createAnthropicModel({
      apiKey: 'any',
      baseUrl,
      endpoint: ANTHROPIC_ENDPOINT,
      idleTimeoutMs: 1_000,
    }),
    {
      ...{ governor, clock: systemClock, random: () => 0 },
      timeScale: 1_000,
      onWait: (event) => waits.push(event),
    },
  );
  return { model, waits, server };
}

/** What a worker does, in its barest form: calls until the draft passes its report card. */
async function work(model: CallModel, item: string) {
  const files = createFileAccess({
    draft: join(await temporaryFolder(), 'draft'),
    mounts: { guides: 'none' },
  });
  const text = () => files.read('tale.json').catch(() => undefined);
  const context = contextOver(files, { check: async () => report(item, await text()) });
  const messages: Message[] = [
    { role: 'user', content: [{ type: 'text', text: `Item: ${item} please` }] },
  ];
  for (let turn = 1; turn <= 20; turn += 1) {
    const reply = messageOf(await model(requestOf(item, turn, messages), recordingIo().io));
    if (reply.content.length > 0) messages.push({ role: 'assistant', content: reply.content });
    const results = await answer(reply.content, context);
    const card = report(item, await text());
    if (results.length === 0 && card.passed) return { turns: turn, card };
    const content = results.length > 0 ? results : [{ type: 'text' as const, text: card.text }];
    messages.push({ role: 'user', content });
  }
  return { turns: 20, card: report(item, await text()) };
}

function requestOf(item: string, turn: number, messages: Message[]): ModelRequest {
  return {
    model: 'claude-sonnet-5-5',
    system: 'You write tales.',
    tools: TOOLS.map(toolSpec),
    messages: [...messages],
    maxTokens: 20_000,
    purpose: 'write',
    item,
    attempt: 1,
    turn,
  };
}

async function answer(
  content: readonly object[],
  context: ToolContext,
): Promise<ToolResultBlock[]> {
  const results: ToolResultBlock[] = [];
  for (const block of content) {
    if (!('id' in block && 'name' in block && 'input' in block)) continue;
    const result = await runTool(TOOLS, { name: String(block.name), input: block.input }, context);
    results.push({
      type: 'tool_result',
      tool_use_id: String(block.id),
      content: result.text,
      is_error: result.isError,
    });
  }
  return results;
}

describe('client, retry and tools, over the rehearsal', () => {
  test('make drafts that pass, repairs included', async () => {
    const { model, server } = await rehearse({});
    for (const item of ['item-0', 'item-1', 'item-2', 'item-3', 'item-4']) {
      expect((await work(model, item)).card.passed).toBe(true);
    }
    expect(server.ledger().length).toBeGreaterThan(10);
  });

  test.each<[Fault, number]>([
    ['rate-limit', 1],
    ['overloaded', 1],
    ['server-error', 1],
    ['cut-stream', 1],
    ['stall', 1],
    ['stream-error', 1],
    ['no-usage', 0],
    ['max-tokens-in-tool', 0],
    ['empty-end-turn', 0],
    ['broken-tool-input', 0],
    ['unparsable-tool-input', 0],
  ])('survive %s', async (fault, waits) => {
    const faults = [{ on: { nth: 1 }, fault, retryAfterSeconds: 1 }];
    const rehearsed = await rehearse({ faults });
    const { card } = await work(rehearsed.model, 'item-2');
    expect(card.passed).toBe(true);
    expect(rehearsed.waits).toHaveLength(waits);
  });
});
