import { setImmediate } from 'node:timers/promises';
import { codeOf } from '../../tools/error-code.ts';
import { placeEntry, readEntry } from '../../tools/folder-files.ts';
import { canPin, type OpenFolder, withFolder } from '../../tools/open-folder.ts';
import { parsePath } from '../../tools/safe-path.ts';
import { ToolError } from '../../tools/tool-error.ts';
import type { Action, Event } from '../journal/events.ts';
import type { Store } from '../journal/store.ts';
import type { Json } from '../json.ts';
import { singly } from '../singly.ts';
import type { ApprovalStage, ApprovalState } from '../state/state.ts';

/** An approval as scripts see it: in `.engine/approvals/<id>.json`, and in `approvals --json`. Times are ISO 8601. */
export interface ApprovalFile {
  id: string;
  tool: string;
  action: Action;
  /** The input of the call, as it will be run. */
  arguments: Json;
  digest: string;
  item: string;
  attempt: number;
  turn: number;
  asker: 'agent' | 'product';
  /** What the asker gave as its reason. */
  why: string;
  askedAt: string;
  expiresAt: string | null;
  state: ApprovalStage;
  decidedBy: string | null;
  /** Of the decision. */
  reason: string | null;
  outcome: string | null;
}

/** More than any of these files has. */
const mostBytes = 1_000_000;

/** The shape of an approval for scripts; what there is not yet is null. */
export function approvalFile(state: ApprovalState): ApprovalFile {
  const { id, tool, action, digest, item, attempt, turn, asker, reason: why } = state;
  return {
    ...{ id, tool, action, arguments: argumentsOf(state.input), digest },
    ...{ item, attempt, turn, asker, why },
    askedAt: new Date(state.askedAtMs).toISOString(),
    expiresAt: state.expiresAtMs === null ? null : new Date(state.expiresAtMs).toISOString(),
    state: state.state,
    decidedBy: state.decidedBy || null,
    reason: state.decidedReason || null,
    outcome: state.outcome || null,
  };
}

/** Keeps a file for every approval up to date, beside the engine's work. */
export interface ApprovalMirror {
  /** Settles when what has happened so far is written, or could not be. */
  settled(): Promise<void>;
  /** Listens no more; what has happened so far is still written. */
  stop(): void;
}

export interface MirrorOptions {
  /** `.engine/approvals`; made for its owner alone. */
  folder: string;
  store: Store;
  /** Told in one line, once for each fault, what cannot be written: the journal has it all the same. */
  onFault(message: string): void;
}

/**
 * Mirrors all approvals of a state into files, those it finds at first too, one after the other, and
 * removes none. What cannot be written is tried again when the next approval changes.
 */
export function mirrorApprovals({ folder, store, onFault }: MirrorOptions): ApprovalMirror {
  const due = new Set(store.getState().approvals.keys());
  const told = new Set<string>();
  const tell = (error: unknown) => {
    const message = faultOf(folder, error);
    if (!told.has(message)) onFault(message);
    told.add(message);
  };
  const work = singly(async () => {
    // A burst of events becomes one writing of each file, and the engine goes first.
    await setImmediate();
    await writeAll({ folder, store, due, tell }).catch(tell);
  });
  work.start();
  const stop = store.subscribe((event) => {
    if (event === undefined || !concernsApproval(event)) return;
    due.add(event.id);
    work.start();
  });
  return { settled: work.settled, stop };
}

interface Writing {
  folder: string;
  store: Store;
  /** Ids of those whose file may not be as they are. */
  due: Set<string>;
  tell(error: unknown): void;
}

/** Throws at the first write that fails, with all that is not written still due. */
async function writeAll({ folder, store, due, tell }: Writing): Promise<void> {
  const place = { root: folder, parts: [], create: true, pinned: canPin() };
  await withFolder(place, async (open) => {
    await open.handle.chmod(0o700);
    for (const id of due) {
      const approval = store.getState().approvals.get(id);
      // Before it is written: what changes meanwhile is due again.
      due.delete(id);
      try {
        if (approval) await writeOne(open, approval);
      } catch (error) {
        // A link or a folder in its place concerns this one alone, and stays.
        if (!(error instanceof ToolError)) {
          due.add(id);
          throw error;
        }
        tell(error);
      }
    }
  });
}

async function writeOne(open: OpenFolder, approval: ApprovalState): Promise<void> {
  const name = `${approval.id}.json`;
  const content = `${JSON.stringify(approvalFile(approval), null, 2)}\n`;
  if (parsePath(name).length !== 1) return;
  if ((await textOf(open, name)) === content) return;
  // The journal is the truth: a power cut that takes a file back costs nothing.
  await placeEntry(open, name, { content, mode: 0o600, isSynced: false });
}

/** What cannot be read as text is not what we wrote. */
async function textOf(open: OpenFolder, name: string): Promise<string | undefined> {
  try {
    return await readEntry(open, name, mostBytes);
  } catch (error) {
    if (error instanceof ToolError) return undefined;
    throw error;
  }
}

type ApprovalEvent = Extract<Event, { type: `approval.${string}` | `action.${string}` }>;

function concernsApproval(event: Event): event is ApprovalEvent {
  return event.type.startsWith('approval.') || event.type.startsWith('action.');
}

function argumentsOf(input: string): Json {
  try {
    return JSON.parse(input);
  } catch {
    return input;
  }
}

function faultOf(folder: string, error: unknown): string {
  // The message of a system error names a temporary file, another one each time.
  const found = codeOf(error) ?? (error instanceof Error ? error.message : String(error));
  const hint = found === 'ENOSPC' ? 'free some space' : 'see to the folder';
  return `${folder}: expected to write a file for each approval, found: ${found}; ${hint}. Nothing is lost: the journal has all approvals.`;
}
