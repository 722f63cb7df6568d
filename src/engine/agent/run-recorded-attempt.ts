import type { Delta } from '../../models/port.ts';
import { carryOut } from '../approvals/carry-out.ts';
import { createGate } from '../approvals/gate.ts';
import { failingOf, type ReportCard } from '../cards/report-card.ts';
import { writeDurably } from '../files/durable.ts';
import { removeOwn } from '../files/own-files.ts';
import type { AttemptOutcome, Phase } from '../journal/events.ts';
import { judgeDraft } from '../judging/judge-draft.ts';
import type { Job, Shop } from '../shop.ts';
import { type Agent, type AttemptEnd, type NewEntry, runAttempt } from './agent.ts';
import { type AttemptRecord, repairsUsed } from './attempts.ts';
import { checksOf, turnsOf } from './conversation.ts';
import { limitMet } from './item-limits.ts';
import { restoreDraft } from './restore-draft.ts';
import { appendEntry, type Entry } from './transcript.ts';
import { type NewCheck, openWorkshop } from './workshop.ts';

interface Attempt {
  open: AttemptRecord;
  /** The attempts before it: their repairs count. */
  earlier: AttemptRecord[];
}

/** Why an attempt is not at its end. */
export type AttemptPause = Exclude<AttemptEnd, { type: 'ended' }>;

/**
 * Runs an attempt to its end, everything it does on record. Returns nothing when it ended (its
 * transcript says how), or why it has to wait. A bug of ours ends the attempt, never the run.
 */
export async function runRecordedAttempt(
  shop: Shop,
  job: Job,
  attempt: Attempt,
): Promise<AttemptPause | undefined> {
  const { open } = attempt;
  await resume(shop, job, open);
  const end = await runAttempt(agentOf(shop, job, attempt));
  if (end.type !== 'ended') return end;
  await recordEnd(shop, open, end);
  return undefined;
}

/** An attempt that was begun earlier goes on where its saved conversation ends. */
async function resume(shop: Shop, { item }: Job, open: AttemptRecord): Promise<void> {
  const { attempt, route, model, endpoint } = open.opened;
  const place = endpoint === undefined ? {} : { endpoint };
  if (shop.itemState(item.id).attempts !== attempt) {
    const reason = 'found begun on disk, its event lost in a crash';
    shop.record({
      type: 'attempt.started',
      item: item.id,
      attempt,
      route,
      model,
      ...place,
      reason,
    });
  }
  const turn = turnsOf(open.entries);
  if (turn === 0) return;
  const paths = shop.paths.item(item.id);
  // Whatever a crash left half done there goes: the conversation says what belongs in it.
  await removeOwn({ path: paths.draft, below: paths.content });
  await restoreDraft(open.entries, shop.tools, shop.filesOf(paths));
  shop.record({ type: 'attempt.resumed', item: item.id, attempt, turn });
}

/** Closes the transcript with how the attempt ended, then says so. */
export async function recordEnd(
  shop: Shop,
  open: AttemptRecord,
  { outcome, detail }: { outcome: AttemptOutcome; detail: string },
): Promise<void> {
  const { item, attempt, model, endpoint } = open.opened;
  const place = { model, ...(endpoint === undefined ? {} : { endpoint }) };
  const at = new Date(shop.clock.now()).toISOString();
  const draftSha256 = checksOf(open.entries).at(-1)?.draftSha256;
  const ending: Entry = {
    type: 'ended',
    at,
    outcome,
    detail,
    ...(outcome === 'passed' && draftSha256 !== undefined ? { draftSha256 } : {}),
  };
  await appendEntry(shop.paths.item(item).transcript(attempt), ending, shop.paths.root);
  shop.record({ type: 'attempt.ended', item, attempt, outcome, detail, ...place });
}

function agentOf(shop: Shop, job: Job, { open, earlier }: Attempt): Agent {
  const { item, attempt, model, endpoint, maxRepairs } = open.opened;
  const { limits } = shop;
  const phase = phaseTeller(shop, job);
  return {
    item,
    attempt,
    model,
    request: {
      ...(endpoint === undefined ? {} : { endpoint }),
      ...{ system: shop.system, tools: shop.toolSpecs },
    },
    entries: open.entries,
    save: (entry) => save(shop, open, entry),
    workshop: workshopOf(shop, job, { open, phase }),
    callModel: (request, io) => {
      phase(request.purpose === 'repair' ? 'repairing' : 'thinking');
      return shop.callModel(request, io);
    },
    limits: { ...limits, maxRepairs },
    limitMet: () => limitMet(shop.itemState(item), limits),
    onRepair: (n) => {
      const repair = repairsUsed(earlier) + n;
      // One that was interrupted and goes on is the same repair.
      if (shop.itemState(item).repairs >= repair) return;
      shop.record({ type: 'repair.started', item, attempt, repair });
    },
    onDelta: (delta) => showDelta(shop, job, { delta, phase }),
    signal: job.signal,
    leaving: job.leaving,
  };
}

async function save(shop: Shop, open: AttemptRecord, entry: NewEntry): Promise<void> {
  const { item, attempt, model } = open.opened;
  const at = new Date(shop.clock.now()).toISOString();
  const saved: Entry =
    entry.type === 'user'
      ? { ...entry, at }
      : { ...entry, at, costUsd: shop.costOf(entry.usage, model) };
  await appendEntry(shop.paths.item(item).transcript(attempt), saved, shop.paths.root);
  open.entries.push(saved);
}

function workshopOf(
  shop: Shop,
  job: Job,
  { open, phase }: { open: AttemptRecord; phase(phase: Phase): void },
) {
  const { item, signal } = job;
  const { attempt, opened } = open;
  const paths = shop.paths.item(item.id);
  const { tools, approval, record, policy } = shop;
  const place = { item: item.id, attempt, openedAt: opened.at };
  return openWorkshop(
    {
      ...shop.filesOf(paths),
      artefactFile: shop.product.artefactFile,
      tools,
      catalogue: shop.catalogue,
      signal,
      toolMs: shop.watchdogs.toolSeconds * 1_000,
      gate: createGate({
        ...{ ...place, tools, approval, record, policy },
        expiresAtMs: () => shop.clock.now() + shop.approvalMs,
      }),
      carryOut: (call) => carryOut(shop, call),
      issueCard: (text) => {
        phase('validating');
        const at = { attempt, turn: turnsOf(open.entries), author: opened.model };
        return judgeDraft(shop, job, { ...at, text, onJudge: () => phase('judging') });
      },
      onCard: (card, check) => recordCard(shop, { card, check, item: item.id, attempt }),
      onTool: (use) => {
        phase('tools');
        shop.record({ type: 'tool.called', item: item.id, attempt, ...use });
      },
    },
    open.entries,
  );
}

async function recordCard(
  shop: Shop,
  issued: { card: ReportCard; check: NewCheck; item: string; attempt: number },
): Promise<void> {
  const { card, item, attempt } = issued;
  const { check, draftBytes, changedBytes } = issued.check;
  const file = shop.paths.item(item).reportCard(attempt);
  await writeDurably(file, `${JSON.stringify({ check, ...card }, null, 2)}\n`, shop.paths.root);
  const { verdict, score, sha256 } = card;
  const failing = failingOf(card);
  const draft = { draftBytes, ...(changedBytes === undefined ? {} : { changedBytes }) };
  const about = { item, attempt, check, verdict, score, failing, sha256, ...draft };
  shop.record({ type: 'card.issued', ...about });
}

function phaseTeller(shop: Shop, { worker }: Job): (phase: Phase) => void {
  let told: Phase | undefined;
  return (phase) => {
    if (phase !== told) shop.tick({ type: 'phase', worker, phase });
    told = phase;
  };
}

function showDelta(
  shop: Shop,
  { worker }: Job,
  { delta, phase }: { delta: Delta; phase(phase: Phase): void },
): void {
  if (delta.type === 'tool-input') phase('writing');
  shop.tick({ type: 'delta', worker, text: delta.text });
}
