import { z } from 'zod';
import { hasCode } from '../../tools/error-code.ts';
import { readEntry, statFile } from '../../tools/folder-files.ts';
import type { OpenFolder } from '../../tools/open-folder.ts';
import { ContainmentError, ToolError } from '../../tools/tool-error.ts';
import type { Command } from '../commands/command.ts';

/** A decision that a script has left in a file, and who it says decided. */
export interface DroppedDecision {
  command: Extract<Command, { type: 'approve' | 'deny' }>;
  by: string;
}

/** What a decision file holds. `partial`: it may not be written to its end yet. */
export type DecisionFile =
  | { type: 'decision'; decision: DroppedDecision }
  | { type: 'partial' | 'refused'; problem: string };

const mostBytes = 65_536;

const decisionSchema = z
  .strictObject({
    decision: z.enum(['approve', 'deny']),
    /** Of the action that was looked at, as the approval's file gives it. */
    digest: z.string().min(1).max(200),
    /** Goes to the agent. */
    reason: z.string().trim().min(1).max(2_000).optional(),
    by: z.string().trim().min(1).max(100).default('a dropped file'),
  })
  .refine(({ decision, reason }) => decision === 'approve' || reason !== undefined, {
    path: ['reason'],
    message: 'expected a reason, which goes to whoever asked',
  });

/** The id that a file's name gives, or undefined when it gives none. */
export function idIn(name: string): string | undefined {
  return /^([0-9a-f]{16})\.decision\.json$/.exec(name)?.[1];
}

/** Reads one decision file, of a plain file of our own alone; undefined when there is none any more. */
export async function readDecision(
  folder: OpenFolder,
  name: string,
): Promise<DecisionFile | undefined> {
  const id = idIn(name);
  if (id === undefined) {
    return refused('expected a name such as 0123456789abcdef.decision.json, found another');
  }
  try {
    const stats = await statFile(folder, name);
    if (stats && !isOurs(stats.uid)) return refused('expected a file of your own, found another’s');
    const text = await readEntry(folder, name, mostBytes);
    return text === undefined ? undefined : decisionIn(text, id);
  } catch (error) {
    if (hasCode(error, 'EACCES')) {
      return {
        type: 'partial',
        problem: 'expected a file that can be read, found one that cannot',
      };
    }
    if (!(error instanceof ToolError)) throw error;
    const problem = `expected a plain file of at most ${mostBytes} bytes, found: ${error.message}`;
    return { type: error instanceof ContainmentError ? 'refused' : 'partial', problem };
  }
}

function decisionIn(text: string, id: string): DecisionFile {
  const value = jsonIn(text);
  if (value === undefined) {
    return { type: 'partial', problem: 'expected JSON, found a text that is none' };
  }
  const parsed = decisionSchema.safeParse(value);
  if (!parsed.success) return refused(misfit(parsed.error));
  const { decision, digest, reason = '', by } = parsed.data;
  const command =
    decision === 'approve'
      ? { type: decision, id, digest }
      : { type: decision, id, digest, reason };
  return { type: 'decision', decision: { command, by } };
}

function misfit({ issues: [issue] }: z.ZodError): string {
  const field = issue?.path.join('.') || 'the whole';
  return `expected {"decision": "approve" or "deny", "digest": …, "reason": …}, found a fault in ${field}: ${issue?.message.slice(0, 200)}`;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refused(problem: string): DecisionFile {
  return { type: 'refused', problem };
}

/** The administrator may decide too. */
function isOurs(uid: number): boolean {
  return uid === process.getuid?.() || uid === 0 || process.getuid === undefined;
}
