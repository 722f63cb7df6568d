import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { AssistantBlock, UserBlock } from '../../models/port.ts';
import { isRecord } from '../../models/record.ts';
import type { OpenFolder } from '../../tools/open-folder.ts';
import { ToolError } from '../../tools/tool-error.ts';
import { appendDurably, writeDurably } from '../files/durable.ts';
import { inFolderOf, openOwnFile } from '../files/own-files.ts';
import { readPlainFile } from '../files/plain-file.ts';
import { attemptOutcomes, usageSchema } from '../journal/events.ts';
import { errorCode, UserError } from '../user-error.ts';

/** Twenty turns of replies at their limit are far below; more is no transcript, and would fill memory. */
const largestBytes = 512 * 1024 * 1024;

const at = z.iso.datetime();
// Blocks are resent verbatim, thinking blocks with fields we do not know included.
const userBlocks = z.array(z.custom<UserBlock>(isBlock));
const assistantBlocks = z.array(z.custom<AssistantBlock>(isBlock));

/** What a check of the draft came to: enough to count repairs and to see the same failure again. */
const checkSchema = z.object({
  check: z.int().positive(),
  verdict: z.enum(['pass', 'fail', 'not-checked']),
  /** Of the draft's text. */
  draftSha256: z.string(),
  /** Of that text; older conversations do not say. */
  draftBytes: z.int().nonnegative().optional(),
  /** Taken out and put in since the check before, as `changedBytes` counts them; not there at the first. */
  changedBytes: z.int().nonnegative().optional(),
  /** Equal for cards that fail on the same criteria with the same messages. */
  signature: z.string(),
  /** The criteria that failed, each with its first message; older conversations do not say. */
  failed: z.array(z.object({ criterion: z.string(), message: z.string() })).optional(),
  /** What the agent was told; repeated when it asks again without a change. */
  text: z.string(),
});
export type Check = z.infer<typeof checkSchema>;

const entrySchema = z.discriminatedUnion('type', [
  /** The first line: whose conversation it is, and the rules it began under. */
  z.object({
    type: z.literal('opened'),
    v: z.literal(1),
    at,
    item: z.string(),
    attempt: z.int().positive(),
    route: z.string(),
    model: z.string(),
    endpoint: z.string().optional(),
    maxRepairs: z.int().nonnegative(),
    systemSha256: z.string(),
  }),
  /** What the agent observes: the task, tool results, a report card. */
  z.object({
    type: z.literal('user'),
    at,
    content: userBlocks,
    check: checkSchema.optional(),
  }),
  /** What the model decided, exactly as it came, with what it cost. */
  z.object({
    type: z.literal('reply'),
    at,
    turn: z.int().positive(),
    content: assistantBlocks,
    stopReason: z.string(),
    stopDetail: z.string().optional(),
    servedModel: z.string(),
    requestId: z.string().nullable(),
    usage: usageSchema.nullable(),
    costUsd: z.number().nullable(),
    latencyMs: z.number(),
  }),
  z.object({
    type: z.literal('ended'),
    at,
    outcome: z.enum(attemptOutcomes),
    detail: z.string(),
    /** Of the draft that passed. */
    draftSha256: z.string().optional(),
  }),
]);
export type Entry = z.infer<typeof entrySchema>;
export type EntryOf<Type extends Entry['type']> = Extract<Entry, { type: Type }>;

function isBlock(value: unknown): boolean {
  return isRecord(value) && typeof value.type === 'string';
}

/** Writes the beginning of a transcript, whole or not at all, over whatever was there. */
export async function writeTranscript(
  file: string,
  entries: Entry[],
  below?: string,
): Promise<void> {
  await writeDurably(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''), below);
}

/** Adds a line that survives a crash: what was paid for is on disk before it is acted upon. */
export async function appendEntry(file: string, entry: Entry, below?: string): Promise<void> {
  await appendDurably(file, `${JSON.stringify(entry)}\n`, below);
}

/**
 * Reads a transcript; none gives no entries. A torn last line (a crash in the middle of a write) is
 * cut off the file; any other damage is a UserError with file and line.
 */
export async function readTranscript(file: string): Promise<Entry[]> {
  return parseTranscript(file, await readText(file));
}

/** As `readTranscript`, for the one who goes on writing it: from `below` down no link is followed. */
export async function recoverTranscript(file: string, below = dirname(file)): Promise<Entry[]> {
  const text = await inFolderOf({ path: file, below }, { create: false }, recoverIn);
  return parseTranscript(file, text ?? '');
}

async function recoverIn(folder: OpenFolder, name: string): Promise<string> {
  try {
    const handle = await openOwnFile(folder, name, { flags: constants.O_RDWR });
    try {
      return await recoverText(handle, name);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    if (errorCode(error) !== 'EISDIR') throw error;
    throw new ToolError(`"${name}" is a folder.`);
  }
}

async function recoverText(handle: FileHandle, name: string): Promise<string> {
  const { size } = await handle.stat();
  if (size > largestBytes) throw new ToolError(`"${name}" has ${size} bytes.`);
  const text = await handle.readFile('utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) await handle.truncate(Buffer.byteLength(whole));
  return whole;
}

async function readText(file: string): Promise<string> {
  return readPlainFile(file, largestBytes).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return '';
    if (errorCode(error) !== 'EISDIR') throw error;
    throw new UserError(`${file}: expected a transcript, found a folder. ${howToMend}`);
  });
}

function parseTranscript(file: string, text: string): Entry[] {
  const lines = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1);
  return lines.map((raw, index) => {
    const entry = parseEntry(raw);
    if (entry) return entry;
    throw new UserError(
      `${file}:${index + 1}: expected a line of a transcript, found ${raw.slice(0, 60)}. ` +
        howToMend,
    );
  });
}

/** A line of a transcript as its entry, or undefined for anything else. */
export function parseEntry(raw: string): Entry | undefined {
  try {
    return entrySchema.parse(JSON.parse(raw));
  } catch {
    return undefined;
  }
}

const howToMend =
  'Restore the file, or remove the attempt folder: the item then begins that attempt anew.';
