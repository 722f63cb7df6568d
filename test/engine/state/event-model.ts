import fc from 'fast-check';
import type { Event, EventBody, Failing } from '../../../src/engine/journal/events.ts';

/** A choice that the model makes: numbers that decide what happens next, so that fast-check can shrink them. */
export type Choice = { pick: number; item: number; cents: number; passMs: number };

export const choices: fc.Arbitrary<Choice[]> = fc.array(
  fc.record({
    pick: fc.nat({ max: 99 }),
    item: fc.nat({ max: 5 }),
    cents: fc.nat({ max: 500 }),
    passMs: fc.nat({ max: 90_000 }),
  }),
  { maxLength: 120 },
);

interface Item {
  id: string;
  worker: number | undefined;
  attempt: number;
  isOpen: boolean;
  turn: number;
  checks: number;
  repairs: number;
  isCalling: boolean;
  /** What it waits to be told by a person. */
  asks: string | undefined;
}

interface Model {
  events: Event[];
  atMs: number;
  items: Item[];
  /** Whether a run is on, paused, or none is. */
  run: 'none' | 'running' | 'paused';
  runs: number;
}

const startMs = Date.UTC(2026, 10, 23);

/** The facts that an engine could have put on record, had it met with these choices. */
export function eventsFor(choices: readonly Choice[]): Event[] {
  const model: Model = {
    events: [],
    atMs: startMs,
    items: [0, 1, 2, 3, 4, 5].map((n) => newItem(`item-${n}`)),
    run: 'none',
    runs: 0,
  };
  for (const choice of choices) {
    model.atMs += choice.passMs;
    step(model, choice);
  }
  return model.events;
}

function newItem(id: string): Item {
  return {
    id,
    worker: undefined,
    attempt: 0,
    isOpen: false,
    turn: 0,
    checks: 0,
    repairs: 0,
    isCalling: false,
    asks: undefined,
  };
}

function say(model: Model, body: EventBody): void {
  const at = new Date(model.atMs).toISOString();
  model.events.push({ v: 1, seq: model.events.length + 1, at, ...body });
}

function step(model: Model, choice: Choice): void {
  const item = model.items[choice.item];
  if (model.run === 'none') startRun(model);
  else if (choice.pick < 3) crash(model);
  else if (choice.pick < 6) endRun(model);
  else if (choice.pick < 10) pauseOrResume(model);
  else if (choice.pick < 14) tell(model, choice);
  else if (item) stepItem(model, item, choice);
}

function startRun(model: Model): void {
  model.runs += 1;
  model.run = 'running';
  say(model, {
    type: 'run.started',
    run: `run-${model.runs}`,
    resumed: model.events.at(-1)?.type === 'run.ended' && model.runs % 3 === 0,
    product: 'tiny',
    provider: { name: 'rehearsal', baseUrl: 'http://127.0.0.1:1', rehearsal: true },
    workers: 6,
    budgetUsd: model.runs % 2 === 0 ? null : 12.5,
    total: model.items.length,
    requested: model.items.length,
    skipped: 0,
    selection: 'all',
    dryRun: false,
  });
}

function crash(model: Model): void {
  const diedAtMs = Date.parse(model.events.at(-1)?.at ?? '');
  for (const item of model.items) {
    if (item.isCalling) fail(model, item);
    if (item.worker === undefined) continue;
    item.worker = undefined;
    say(model, { type: 'item.released', item: item.id, reason: 'the engine ended' });
  }
  model.run = 'none';
  say(model, { type: 'run.ended', outcome: 'crashed', reason: 'the engine died', diedAtMs });
}

function endRun(model: Model): void {
  say(model, { type: 'run.stopping', by: 'console', now: true });
  for (const item of model.items) {
    if (item.isCalling) fail(model, item);
    if (item.worker === undefined) continue;
    item.worker = undefined;
    say(model, { type: 'item.released', item: item.id, reason: 'the run is stopping' });
  }
  model.run = 'none';
  const left = { notAccepted: model.items.length, unusable: true } as const;
  say(model, { type: 'run.ended', outcome: 'interrupted', reason: 'stopped by console', ...left });
}

/** What concerns no item. */
function tell(model: Model, choice: Choice): void {
  const { pick, cents } = choice;
  const by = 'console';
  if (pick === 10) say(model, { type: 'workers.changed', workers: 3, by });
  else if (pick === 11) {
    say(model, { type: 'budget.changed', budgetUsd: cents % 3 === 0 ? null : cents, by });
  } else if (pick === 12) {
    say(model, { type: 'command.refused', command: 'retry x', by, reason: 'it is accepted' });
  } else if (cents % 3 === 0) breakRun(model, choice);
  else notice(model, choice);
}

/** The breaker of the run opens, or is reset. */
function breakRun(model: Model, { cents }: Choice): void {
  const id = 'run:in-a-row';
  if (cents % 2 === 0) say(model, { type: 'breaker.reset', id, by: 'console' });
  else say(model, { type: 'breaker.opened', id, scope: 'run', name: 'the run', reason: 'silence' });
}

function pauseOrResume(model: Model): void {
  const next = model.run === 'paused' ? 'running' : 'paused';
  model.run = next;
  say(model, { type: next === 'paused' ? 'run.paused' : 'run.resumed', by: 'console' });
}

function notice(model: Model, { pick, cents }: Choice): void {
  const level = pick % 2 === 0 ? 'info' : 'warning';
  say(model, { type: 'notice.given', level, message: `notice of ${cents}` });
}

type Step = (model: Model, item: Item, choice: Choice) => void;

function stepItem(model: Model, item: Item, choice: Choice): void {
  nextStep(item, choice)(model, item, choice);
}

function nextStep(item: Item, { pick }: Choice): Step {
  if (item.asks !== undefined) return pick < 80 ? decide : reopen;
  if (item.worker === undefined) return pick < 80 ? begin : reopen;
  if (!item.isOpen) return beginAttempt;
  if (item.isCalling) return pick < 20 ? fail : settle;
  if (pick < 60) return call;
  if (pick < 66) return runTool;
  if (pick < 70) return ask;
  return pick < 90 ? check : end;
}

function begin(model: Model, item: Item, { item: worker }: Choice): void {
  if (model.run === 'paused') return;
  item.worker = worker;
  say(model, { type: 'item.started', item: item.id, title: `Title of ${item.id}`, worker });
  if (!item.isOpen) return;
  say(model, { type: 'attempt.resumed', item: item.id, attempt: item.attempt, turn: item.turn });
}

function beginAttempt(model: Model, item: Item): void {
  Object.assign(item, { attempt: item.attempt + 1, isOpen: true, turn: 0, checks: 0 });
  const { id, attempt } = item;
  const how = { route: 'default', model: modelOf(item), reason: 'route default' };
  say(model, { type: 'attempt.started', item: id, attempt, ...how });
}

function modelOf({ attempt }: Item): string {
  return attempt > 1 ? 'model-b' : 'model-a';
}

function callOf(item: Item) {
  const purpose = item.checks > 0 ? ('repair' as const) : ('write' as const);
  return { item: item.id, attempt: item.attempt, turn: item.turn, model: modelOf(item), purpose };
}

function call(model: Model, item: Item, { pick, cents }: Choice): void {
  item.turn += 1;
  item.isCalling = true;
  if (item.checks > item.repairs) {
    item.repairs = item.checks;
    const { id, attempt, repairs } = item;
    say(model, { type: 'repair.started', item: id, attempt, repair: repairs });
  }
  const reservedUsd = pick % 7 === 0 ? null : cents / 50;
  say(model, { type: 'call.started', ...callOf(item), reservedUsd });
  if (pick % 5 !== 0) return;
  const waiting = { model: modelOf(item), reason: 'throttle: 429' };
  say(model, { type: 'call.waiting', ...waiting, untilMs: pick % 2 === 0 ? null : model.atMs });
}

function settle(model: Model, item: Item, { pick, cents }: Choice): void {
  item.isCalling = false;
  const usage = {
    input: cents,
    output: pick,
    cacheWrite5m: 7,
    cacheWrite1h: 0,
    cacheRead: cents * 3,
  };
  const isUnknown = pick % 11 === 0;
  say(model, {
    type: 'call.settled',
    ...callOf(item),
    servedModel: modelOf(item),
    usage: isUnknown ? null : usage,
    costUsd: isUnknown ? null : cents / 100,
    stopReason: 'tool_use',
    requestId: null,
    latencyMs: pick,
  });
}

function fail(model: Model, item: Item): void {
  item.isCalling = false;
  const failed = { class: 'lost', message: 'the line broke', usage: null, costUsd: null };
  say(model, { type: 'call.failed', ...callOf(item), ...failed });
}

function runTool(model: Model, item: Item, { pick }: Choice): void {
  const { id, attempt, turn } = item;
  const used = { tool: 'write_file', isError: pick % 2 === 0, summary: 'Wrote it.' };
  say(model, { type: 'tool.called', item: id, attempt, turn: Math.max(1, turn), ...used });
}

function ask(model: Model, item: Item, { pick }: Choice): void {
  const { id, attempt } = item;
  const turn = Math.max(1, item.turn);
  item.asks = `${id}-${attempt}-${turn}`;
  item.worker = undefined;
  say(model, {
    type: 'approval.asked',
    id: item.asks,
    item: id,
    asker: 'agent',
    attempt,
    turn,
    tool: 'delete_file',
    action: { verb: 'delete', target: 'notes.md', effect: 'It goes.' },
    input: '{}',
    digest: `digest ${pick}`,
    reason: 'I want to.',
    expiresAtMs: null,
  });
  say(model, { type: 'item.parked', item: id, reason: 'waits for approval: delete notes.md' });
}

function decide(model: Model, item: Item, { pick }: Choice): void {
  const { id, asks } = item;
  if (asks === undefined) return;
  item.asks = undefined;
  const decision = pick % 2 === 0 ? 'approved' : 'denied';
  const body = { type: 'approval.decided', id: asks, item: id } as const;
  say(model, { ...body, decision, by: 'console', reason: '' });
  const joins = pick % 9 === 0 ? ({ joins: 'unasked' } as const) : {};
  say(model, { type: 'item.released', item: id, reason: decision, ...joins });
}

/** Begun anew by a person, whatever became of it before. */
function reopen(model: Model, item: Item, choice: Choice): void {
  if (item.asks !== undefined) decide(model, item, choice);
  Object.assign(item, { attempt: 0, isOpen: false, turn: 0, checks: 0, repairs: 0 });
  const joins = ([{ joins: 'skipped' }, { joins: 'unasked' }, {}] as const)[choice.pick % 3];
  say(model, { type: 'item.reopened', item: item.id, reason: 'asked for again', ...joins });
}

function check(model: Model, item: Item, { pick, cents }: Choice): void {
  item.checks += 1;
  const passed = pick % 3 === 0;
  const failing: Failing[] = passed
    ? []
    : [{ criterion: `criterion-${cents % 4}`, message: `wrong by ${pick}`, count: 1 + (pick % 3) }];
  say(model, {
    type: 'card.issued',
    item: item.id,
    attempt: item.attempt,
    check: item.checks,
    verdict: passed ? 'pass' : 'fail',
    score: passed ? 1 : 0.5,
    failing,
    sha256: 'ab12',
  });
}

function end(model: Model, item: Item, { pick }: Choice): void {
  const { id, attempt } = item;
  Object.assign(item, { isOpen: false, worker: undefined });
  const outcome = pick % 2 === 0 ? 'passed' : 'failed';
  say(model, { type: 'attempt.ended', item: id, attempt, outcome, detail: 'so it ended' });
  say(model, { ...settledAs(pick), item: id });
}

/** How an item leaves its worker's hands. */
function settledAs(pick: number): SettledAs {
  if (pick % 3 === 0) {
    const more = pick % 9 === 0 ? ({ unanswered: true } as const) : {};
    return { type: 'item.parked', reason: 'a quota', ...more };
  }
  if (pick % 2 === 1) {
    return { type: 'item.escalated', reason: 'hard', cause: pick % 5 === 0 ? 'system' : 'item' };
  }
  return { type: 'item.accepted', sha256: 'cd34', sizeBytes: pick + 1, recovered: false };
}

type SettledAs =
  | { type: 'item.parked'; reason: string; unanswered?: true }
  | { type: 'item.escalated'; reason: string; cause: 'item' | 'system' }
  | { type: 'item.accepted'; sha256: string; sizeBytes: number; recovered: boolean };
