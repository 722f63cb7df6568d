import type { ToolUseBlock } from '../models/port.ts';
import { runTool } from '../tools/run-tool.ts';
import type { FileAccess, Tool, ToolContext, ToolResult } from '../tools/tool.ts';
import { ToolError } from '../tools/tool-error.ts';
import type { Workshop } from './agent.ts';
import { sha256 } from './artefact.ts';
import type { ApprovedCall } from './carry-out.ts';
import { checksOf } from './conversation.ts';
import { feedbackText } from './feedback.ts';
import type { Gate } from './gate.ts';
import { failingOf, type ReportCard } from './report-card.ts';
import type { Check, Entry, EntryOf } from './transcript.ts';

/** What a workshop is made of: one attempt's files and tools, and how its draft is judged. */
export interface WorkshopParts {
  files: FileAccess;
  artefactFile: string;
  tools: readonly Tool[];
  catalogue: ToolContext['catalogue'];
  signal: AbortSignal;
  gate: Gate;
  issueCard(text: string | undefined): Promise<ReportCard>;
  /** Carries out an approved call that reaches outside. */
  carryOut(call: ApprovedCall): Promise<ToolResult>;
  /** Told of every new card, before the agent hears of it. */
  onCard(card: ReportCard, check: number): Promise<void>;
  onTool(use: { tool: string; turn: number; isError: boolean; summary: string }): void;
}

/** The draft of one attempt, with the checks its conversation already holds. */
export function openWorkshop(parts: WorkshopParts, entries: readonly Entry[]): Workshop {
  let latest = checksOf(entries).at(-1);
  let told: Check | undefined;
  const check = async (): Promise<Check> => {
    const draft = await readDraft(parts);
    const draftSha256 = sha256(draft ?? '');
    if (latest?.draftSha256 === draftSha256) return latest;
    latest = await newCheck(parts, draft, { check: (latest?.check ?? 0) + 1, draftSha256 });
    return latest;
  };
  const context: ToolContext = {
    files: parts.files,
    catalogue: parts.catalogue,
    signal: parts.signal,
    check: async () => {
      told = await check();
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
      const { text, isError, outcome } = await runRuled(parts, { reply, call, context });
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

/** The text of the draft's artefact, or undefined while there is none. */
export async function readDraft(
  parts: Pick<WorkshopParts, 'files' | 'artefactFile'>,
): Promise<string | undefined> {
  try {
    return await parts.files.read(parts.artefactFile);
  } catch (error) {
    if (error instanceof ToolError) return undefined;
    throw error;
  }
}

async function newCheck(
  parts: WorkshopParts,
  draft: string | undefined,
  head: { check: number; draftSha256: string },
): Promise<Check> {
  const card = await parts.issueCard(draft);
  await parts.onCard(card, head.check);
  const failing = failingOf(card);
  return {
    ...head,
    verdict: card.verdict,
    signature: failing.map(({ criterion, message }) => `${criterion}: ${message}`).join(' | '),
    text: feedbackText(card, parts.artefactFile),
  };
}

function summaryOf(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
