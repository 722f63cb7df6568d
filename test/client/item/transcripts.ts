import { appendFile, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Check, Entry } from '../../../src/engine/agent/transcript.ts';
import { type ContentPaths, contentPaths } from '../../../src/engine/files/paths.ts';
import type { AssistantBlock, UserBlock } from '../../../src/models/port.ts';

const at = '2026-11-24T03:00:00.000Z';

/** Paths of an empty content directory that goes when the test ends. */
export async function emptyContent(): Promise<ContentPaths> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'item-')));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  return contentPaths(root);
}

export function opened(attempt = 1): Entry {
  const model = 'claude-sonnet-5-5';
  const rest = { route: 'must-succeed', model, maxRepairs: 3, systemSha256: 'ab' };
  return { type: 'opened', v: 1, at, item: 'item-0', attempt, ...rest };
}

export function told(content: (string | UserBlock)[], check?: Check): Entry {
  const blocks = content.map((one) =>
    typeof one === 'string' ? ({ type: 'text', text: one } as const) : one,
  );
  return { type: 'user', at, content: blocks, ...(check ? { check } : {}) };
}

export function replied(
  turn: number,
  content: AssistantBlock[],
  costUsd: number | null = 0.25,
): Entry {
  const usage = { input: 10, output: 20, cacheWrite5m: 0, cacheWrite1h: 0, cacheRead: 30 };
  const head = { turn, stopReason: 'tool_use', servedModel: 'claude-sonnet-5-5', requestId: null };
  return { type: 'reply', at, ...head, content, usage, costUsd, latencyMs: 1_500 };
}

export function call(id: string, name: string, input: unknown): AssistantBlock {
  return { type: 'tool_use', id, name, input };
}

export function result(id: string, content: string, isError = false): UserBlock {
  const error = isError ? { is_error: true } : {};
  return { type: 'tool_result', tool_use_id: id, content, ...error };
}

export function checked(check: number, failing: Record<string, string>): Check {
  const pairs = Object.entries(failing);
  return {
    check,
    verdict: pairs.length === 0 ? 'pass' : 'fail',
    draftSha256: `draft-${check}`,
    signature: pairs.map(([id, message]) => `${id}: ${message}`).join(' | '),
    text: `Report card:\n${pairs.map(([id, message]) => `[${id}] Title\n- $: ${message}`).join('\n')}`,
  };
}

/** Writes a transcript of item-0 as it would lie on disk. */
export async function writeTranscript(
  paths: ContentPaths,
  entries: Entry[],
  attempt = 1,
): Promise<string> {
  const file = paths.item('item-0').transcript(attempt);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, linesOf(entries));
  return file;
}

export async function addEntries(file: string, entries: Entry[]): Promise<void> {
  await appendFile(file, linesOf(entries));
}

function linesOf(entries: Entry[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}
