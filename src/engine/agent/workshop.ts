import type { ToolUseBlock } from '../../models/port.ts';
import { runTool } from '../../tools/run-tool.ts';
import type { FileAccess, Tool, ToolContext, ToolResult } from '../../tools/tool.ts';
import type { ApprovedCall } from '../approvals/carry-out.ts';
import type { Gate } from '../approvals/gate.ts';
import { sha256 } from '../cards/artefact.ts';
import { failedOf, failingOf, type ReportCard } from '../cards/report-card.ts';
import type { Interrupted } from '../judging/ask-judge.ts';
import type { Workshop } from './agent.ts';
import { changedBytes } from './changed-bytes.ts';
import { checksOf } from './conversation.ts';
import { draftAtLastCheck, readDraft } from './draft-text.ts';
import { feedbackText } from './feedback.ts';
import type { Check, Entry, EntryOf } from './transcript.ts';

/** What a workshop is made of: one attempt's files and tools, and how its draft is judged. */
export interface WorkshopParts {
  files: FileAccess;
  /** Files over an empty folder, to replay a conversation into. */
  empty: FileAccess;
  artefactFile: string;
  tools: readonly Tool[];
  catalogue: ToolContext['catalogue'];
  signal: AbortSignal;
  /** How long a tool call may take. */
  toolMs: number;
  gate: Gate;
  issueCard(text: string | undefined): Promise<ReportCard | Interrupted>;
  /** Carries out an approved call that reaches outside. */
  carryOut(call: ApprovedCall): Promise<ToolResult>;
  /** Told of every new card, before the agent hears of it. */
  onCard(card: ReportCard, check: NewCheck): Promise<void>;
  onTool(use: { tool: string; turn: number; isError: boolean; summary: string }): void;
}

/** A check, and how its draft differs from that of the one before. */
export type NewCheck = Pick<Check, 'check' | 'draftSha256' | 'draftBytes' | 'changedBytes'>;

/** The draft of one attempt, with the checks its conversation already holds. */
export function openWorkshop(parts: WorkshopParts, entries: readonly Entry[]): Workshop {
  let latest = checksOf(entries).at(-1);
  let told: Check | undefined;
  /** What kept a tool from an answer about the draft. */
  let interrupted: Interrupted | undefined;
  /** The draft that the newest check saw, once it is known. */
  let checked: string | undefined;
  const check = async (): Promise<Check | Interrupted> => {
    const draft = await readDraft(parts);
    const draftSha256 = sha256(draft ?? '');
    if (latest?.draftSha256 === draftSha256) return latest;
    const text = draft ?? '';
    const head = {
      check: (latest?.check ?? 0) + 1,
      draftSha256,
      draftBytes: Buffer.byteLength(text),
    };
    const before = latest && (checked ?? (await draftAtLastCheck(entries, parts)));
    const change = before === undefined ? {} : { changedBytes: changedBytes(before, text) };
    const made = await newCheck(parts, draft, { ...head, ...change });
    if ('failure' in made) return made;
    latest = made;
    checked = text;
    return made;
  };
  const context: ToolContext = {
    files: parts.files,
    catalogue: parts.catalogue,
    signal: parts.signal,
    limitMs: parts.toolMs,
    check: async () => {
      const made = await check();
      if ('failure' in made) {
        interrupted = made;
        return { passed: false, text: made.failure.message };
      }
      told = made;
      return { passed: told.verdict === 'pass', text: told.text };
    },
  };
  return {
    check,
    takeTold() {
      const taken = told;
      told = undefined;
      return taken;
    },
    isUnchanged: async () =>
      sha256((await readDraft(parts)) ?? '') === (latest?.draftSha256 ?? sha256('')),
    askFor: parts.gate.ask,
    async runTool(reply, call) {
      interrupted = undefined;
      const { text, isError, outcome } = await runRuled(parts, { reply, call, context });
      if (interrupted) return interrupted;
      const { turn } = reply;
      parts.onTool({ tool: call.name, turn, isError, summary: summaryOf(text) });
      if (outcome === 'unknown') return { type: 'waits', reason: waitsToKnow(call) };
      return {
        type: 'tool_result',
        tool_use_id: call.id,
        content: text,
        ...(isError ? { is_error: true } : {}),
      };
    },
  };
}

async function runRuled(
  { gate, tools, carryOut }: WorkshopParts,
  of: { reply: EntryOf<'reply'>; call: ToolUseBlock; context: ToolContext },
): Promise<ToolResult> {
  const ruling = gate.rule(of.reply, of.call);
  switch (ruling.type) {
    case 'run': {
      const { approval } = ruling;
      const tool = tools.find(({ name }) => name === of.call.name);
      // What changes the draft alone may be run again; what reaches outside may not.
      return approval && tool?.effect === 'external'
        ? carryOut({ approval, tool, input: of.call.input, context: of.context })
        : runTool(tools, of.call, of.context);
    }
    case 'answer':
      return { text: ruling.text, isError: ruling.isError };
    case 'wait':
      throw new Error(`${of.call.name} was about to run and nobody has approved it`);
    default:
      return ruling satisfies never;
  }
}

function waitsToKnow({ name }: ToolUseBlock): string {
  return `waits for a person: whether ${name} happened is unknown`;
}

async function newCheck(
  parts: WorkshopParts,
  draft: string | undefined,
  head: NewCheck,
): Promise<Check | Interrupted> {
  const card = await parts.issueCard(draft);
  if ('failure' in card) return card;
  await parts.onCard(card, head);
  const failing = failingOf(card);
  return {
    ...head,
    verdict: card.verdict,
    signature: failing.map(({ criterion, message }) => `${criterion}: ${message}`).join(' | '),
    failed: failedOf(card),
    text: feedbackText(card, parts.artefactFile),
  };
}

function summaryOf(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
