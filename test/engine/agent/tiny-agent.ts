import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Agent, type AttemptEnd, runAttempt } from '../../../src/engine/agent/agent.ts';
import { replayWrites, restoreDraft } from '../../../src/engine/agent/restore-draft.ts';
import type { Entry } from '../../../src/engine/agent/transcript.ts';
import { openWorkshop } from '../../../src/engine/agent/workshop.ts';
import { createGate } from '../../../src/engine/approvals/gate.ts';
import { issueCard, type ReportCard } from '../../../src/engine/cards/report-card.ts';
import type { ModelReply, ModelRequest } from '../../../src/models/port.ts';
import { createDryRunFiles } from '../../../src/tools/dry-run-files.ts';
import { createFileAccess } from '../../../src/tools/file-access.ts';
import type { FileAccess } from '../../../src/tools/tool.ts';
import { tinyProduct } from '../tiny-product.ts';

const at = '2026-11-23T00:00:00.000Z';
const item = { id: 'a', title: 'A' };

/** Files in memory, over nothing. */
export function memoryFiles(): FileAccess {
  const nothing = join(tmpdir(), 'there-is-nothing-here');
  return createDryRunFiles(createFileAccess({ draft: nothing, mounts: { guides: nothing } }));
}

/** The conversation before its first reply. */
export function freshEntries(): Entry[] {
  return [
    {
      type: 'opened',
      v: 1,
      at,
      item: 'a',
      attempt: 1,
      route: 'r',
      model: 'm',
      maxRepairs: 3,
      systemSha256: '',
    },
    { type: 'user', at, content: [{ type: 'text', text: 'Write a note about a.' }] },
  ];
}

export interface AttemptOptions {
  /** The reply of each turn, from the first; or what to answer to a request. */
  replies: ModelReply[] | ((request: ModelRequest, signal: AbortSignal) => Promise<ModelReply>);
  /** Where the saved conversation ends; by default before its first reply. */
  entries?: Entry[];
  /** The draft as a crash left it. */
  files?: FileAccess;
  limits?: Partial<Agent['limits']>;
  limitMet?: () => string | undefined;
  signal?: AbortSignal;
}

/** Everything that can be seen of an attempt that ran to its end. */
export interface AttemptSeen {
  end: AttemptEnd;
  entries: Entry[];
  requests: ModelRequest[];
  repairs: number[];
  cards: { check: number; verdict: ReportCard['verdict']; changedBytes: number | undefined }[];
  tools: { tool: string; isError: boolean }[];
  draft: string | undefined;
}

/** Runs an attempt of the tiny product, its draft restored as at any start. */
export async function attempt(options: AttemptOptions): Promise<AttemptSeen> {
  const { limits, limitMet = () => undefined } = options;
  const signal = options.signal ?? new AbortController().signal;
  const entries = [...(options.entries ?? freshEntries())];
  const files = options.files ?? memoryFiles();
  await restoreDraft(entries, tinyProduct.tools, { files, empty: memoryFiles() });
  const seen: Omit<AttemptSeen, 'end' | 'draft'> = {
    entries,
    requests: [],
    repairs: [],
    cards: [],
    tools: [],
  };
  const end = await runAttempt({
    item: 'a',
    attempt: 1,
    model: 'm',
    request: { system: 'S', tools: [] },
    entries,
    save: async (entry) => {
      entries.push(entry.type === 'user' ? { ...entry, at } : { ...entry, at, costUsd: null });
    },
    workshop: workshopOver(files, seen, signal),
    callModel: async (request, io) => {
      seen.requests.push(structuredClone(request));
      const { replies } = options;
      if (typeof replies === 'function') return replies(request, io.signal);
      const reply = replies[request.turn - 1];
      if (!reply) throw new Error(`no reply for turn ${request.turn}`);
      return structuredClone(reply);
    },
    limits: { maxTurns: 20, maxRepairs: 3, maxSameFailures: 3, maxOutputTokens: 1000, ...limits },
    limitMet,
    onRepair: (n) => seen.repairs.push(n),
    onDelta: () => {},
    signal,
    leaving: new AbortController().signal,
  });
  return { ...seen, end, draft: await files.read('note.json').catch(() => undefined) };
}

function workshopOver(
  files: FileAccess,
  seen: Pick<AttemptSeen, 'entries' | 'cards' | 'tools'>,
  signal: AbortSignal,
) {
  return openWorkshop(
    {
      files,
      empty: memoryFiles(),
      artefactFile: tinyProduct.artefactFile,
      tools: tinyProduct.tools,
      catalogue: [item],
      toolMs: 60_000,
      signal,
      gate: createGate({
        item: 'a',
        attempt: 1,
        openedAt: at,
        tools: tinyProduct.tools,
        policy: () => ({ gate: 'ask' }),
        approval: () => undefined,
        record: () => {},
        expiresAtMs: () => 0,
      }),
      carryOut: async () => {
        throw new Error('nothing here reaches outside');
      },
      issueCard: (text) => issueCard(text, tinyProduct, { item, signal }),
      onCard: async ({ verdict }, { check, changedBytes }) =>
        void seen.cards.push({ check, verdict, changedBytes }),
      onTool: ({ tool, isError }) => void seen.tools.push({ tool, isError }),
    },
    seen.entries,
  );
}

/** The draft that these entries made. */
export function draftOf(entries: readonly Entry[]): Promise<FileAccess> {
  return replayWrites(entries, tinyProduct.tools, memoryFiles());
}
