import { readFile, truncate } from 'node:fs/promises';
import { z } from 'zod';
import type { AssistantBlock, UserBlock } from '../models/port.ts';
import { isRecord } from '../models/record.ts';
import { appendDurably, writeDurably } from './durable.ts';
import { attemptOutcomes, usageSchema } from './events.ts';
import { errorCode, UserError } from './user-error.ts';

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
  /** Equal for cards that fail on the same criteria with the same messages. */
  signature: z.string(),
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
export async function writeTranscript(file: string, entries: Entry[]): Promise<void> {
  await writeDurably(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
}

/** Adds a line that survives a crash: what was paid for is on disk before it is acted upon. */
export async function appendEntry(file: string, entry: Entry): Promise<void> {
  await appendDurably(file, `${JSON.stringify(entry)}\n`);
}

/**
 * Reads a transcript; none gives no entries. A torn last line (a crash in the middle of a write) is
 * cut off the file; any other damage is a UserError with file and line.
 */
export async function readTranscript(file: string): Promise<Entry[]> {
  return parseTranscript(file, await readText(file));
}

/** As `readTranscript`, for the one who goes on writing it. */
export async function recoverTranscript(file: string): Promise<Entry[]> {
  const text = await readText(file);
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) await truncate(file, Buffer.byteLength(whole));
  return parseTranscript(file, whole);
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
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
