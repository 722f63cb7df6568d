import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { type Hook, hookEffect, hookTarget, runHook } from './hook.ts';
import type { HookEnd } from './hook-end.ts';
import { type FoundFile, findFile, type ItemFile, pathOf, putFile } from './published-copy.ts';
import { parsePath, showPath } from './safe-path.ts';
import { defineTool, type Tool, type ToolContext, type ToolResult } from './tool.ts';
import { ToolError } from './tool-error.ts';

/** Where outputs come from and go to, and what is run or called once one is there. */
export interface PublishOptions {
  /** The content directory; both other places lie below it. */
  root: string;
  acceptedFile(item: string): string;
  published: string;
  hook?: Hook | undefined;
}

const inputSchema = z.strictObject({
  item: z.string().min(1).max(200),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in 64 hex digits'),
  sizeBytes: z.int().nonnegative(),
  to: z.literal('published/'),
});
type Input = z.infer<typeof inputSchema>;

/**
 * `publish`: copies an accepted output to `published/` and has the operator's hook run, once a person has
 * approved that very output. Another output than that is `void`, and nothing is done.
 */
export function createPublish(options: PublishOptions): Tool {
  return defineTool({
    name: 'publish',
    description:
      'Publish the accepted output of an item. A person is asked first, so it may take long.',
    effect: 'external',
    gate: 'ask',
    input: inputSchema,
    alike: ['to'],
    describe: (input) => ({
      verb: 'publish',
      target: shownTarget(input),
      effect: effectOf(input, options.hook),
    }),
    run: (input, context) => publish(options, input, context),
    evidence: (input) => evidenceOf(options, input),
  });
}

function effectOf(input: Input, hook: Hook | undefined): string {
  const size = `${input.sizeBytes} ${input.sizeBytes === 1 ? 'byte' : 'bytes'}`;
  const what = `the accepted output (${size}, SHA-256 ${short(input.sha256)}…)`;
  const then = hook ? `, then ${hookEffect(hook)}` : '';
  return `Copies ${what} to ${shownTarget(input)}${then}.`;
}

async function publish(
  options: PublishOptions,
  input: Input,
  { approvalId: id, signal }: ToolContext,
): Promise<ToolResult> {
  if (id === undefined) throw new ToolError('Nothing is published that nobody approved.');
  const target = shownTarget(input);
  const output = await approvedOutput(options, input);
  if ('reason' in output) return { text: output.reason, isError: true, outcome: 'void' };
  const { item, sha256, sizeBytes } = input;
  const copy = targetOf(options, input);
  const about = { id, action: 'publish', item, sha256, sizeBytes, file: pathOf(copy) };
  const payload = { ...about, output: JSON.parse(output.text) as unknown };
  await putFile(copy, output.text);
  if (!options.hook) return { text: `Copied to ${target}.`, isError: false };
  const context = { cwd: options.root, id, signal, env: process.env };
  return resultOf(target, await runHook(options.hook, payload, context));
}

function resultOf(target: string, { type, text }: HookEnd): ToolResult {
  switch (type) {
    case 'done':
      return { text: `Copied to ${target}; ${text}`, isError: false };
    case 'failed':
      return { text: `The copy is in ${target}, but ${text}`, isError: true };
    case 'unknown':
      return { text: `The copy is in ${target}, but ${text}`, isError: true, outcome: 'unknown' };
    default:
      return type satisfies never;
  }
}

/** The very output that was approved, or why there is none. */
async function approvedOutput(
  { root, acceptedFile }: PublishOptions,
  input: Input,
): Promise<FoundFile | { reason: string }> {
  const path = acceptedFile(input.item);
  const from = { root, folder: dirname(path), name: basename(path) };
  const expected = `expected the accepted output with SHA-256 ${short(input.sha256)}…`;
  const found = await findOrExplain(from);
  if (found === undefined) return { reason: `${expected}, found none: it was not published` };
  if ('reason' in found) return { reason: `${expected}: it was not published: ${found.reason}` };
  if (found.sha256 === input.sha256 && found.sizeBytes === input.sizeBytes) return found;
  return {
    reason: `${expected}, found another (${short(found.sha256)}…): it was not published`,
  };
}

async function evidenceOf(options: PublishOptions, input: Input): Promise<string> {
  const target = shownTarget(input);
  const found = await findOrExplain(targetOf(options, input));
  if (found === undefined) return `${target} is not there: nothing was copied`;
  if ('reason' in found) return `${target} cannot be looked at: ${found.reason}`;
  const when = `written ${new Date(found.writtenAtMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  if (found.sha256 !== input.sha256) {
    return `${target} is there, ${when}, but is another output (SHA-256 ${short(found.sha256)}…): this one was not copied`;
  }
  const ran = options.hook
    ? `; what ${hookTarget(options.hook)} made of it is not seen here, and it may be running still`
    : '';
  return `${target} is there, ${when}, and is this output${ran}`;
}

async function findOrExplain(file: ItemFile): Promise<FoundFile | { reason: string } | undefined> {
  try {
    return await findFile(file);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { reason: error.message };
  }
}

function targetOf({ root, published }: PublishOptions, input: Input): ItemFile {
  return { root, folder: published, name: nameOf(input) };
}

function shownTarget(input: Input): string {
  return `published/${nameOf(input)}`;
}

/** An id that is no name of a file is a `ToolError`. */
function nameOf({ item }: Pick<Input, 'item'>): string {
  const name = `${item}.json`;
  const parts = parsePath(name);
  if (parts.length === 1 && parts[0] === name) return name;
  throw new ToolError(`The item ${showPath(item)} is no name of a file.`);
}

function short(sha256: string): string {
  return sha256.slice(0, 12);
}
