import type { Link, Session } from '../../src/client/session.ts';
import type { Ack, Command, SendCommand } from '../../src/engine/commands/command.ts';
import type { Event, EventBody, Phase } from '../../src/engine/journal/events.ts';
import { createStore, type WritableStore } from '../../src/engine/journal/store.ts';
import type { CatalogueItem } from '../../src/engine/product.ts';

/** A store fed by hand, on a clock that only the test moves. */
export interface HandFed {
  store: WritableStore;
  now: () => number;
  /** Moves the clock. */
  pass(ms: number): void;
  record(...bodies: EventBody[]): void;
  /** Everything recorded so far. */
  events: readonly Event[];
}

export const startMs = Date.parse('2026-03-01T20:00:00.000Z');

export function handFed(): HandFed {
  const store = createStore();
  let nowMs = startMs;
  const events: Event[] = [];
  return {
    store,
    events,
    now: () => nowMs,
    pass(ms) {
      nowMs += ms;
    },
    record(...bodies) {
      for (const body of bodies) {
        const at = new Date(nowMs).toISOString();
        const event: Event = { v: 1, seq: events.length + 1, at, ...body };
        events.push(event);
        store.apply(event);
      }
    },
  };
}

type Body<T extends EventBody['type']> = Extract<EventBody, { type: T }>;

export function runStarted(change: Partial<Body<'run.started'>> = {}): EventBody {
  return {
    type: 'run.started',
    run: 'r1',
    dryRun: false,
    selection: '',
    resumed: false,
    product: 'algorithms',
    provider: { name: 'rehearsal', baseUrl: 'http://127.0.0.1:4000', rehearsal: true },
    workers: 4,
    budgetUsd: 5,
    total: 24,
    requested: 24,
    skipped: 0,
    ...change,
  };
}

/** Everything that puts an item into the middle of its work. */
export function working(
  item: string,
  worker: number,
  { title = '', model = 'claude-sonnet-4-5-20250929', turn = 3 } = {},
): EventBody[] {
  return [
    { type: 'item.started', item, title, worker },
    { type: 'attempt.started', item, attempt: 1, route: 'balanced', model, reason: 'the default' },
    ...call(item, turn, model),
    {
      type: 'tool.called',
      item,
      attempt: 1,
      turn,
      tool: 'edit_file',
      isError: false,
      summary: 'replaced 3 lines of draft/lesson.json',
    },
  ];
}

export function call(item: string, turn: number, model: string): EventBody[] {
  const about = { item, attempt: 1, turn, model, purpose: 'write' } as const;
  return [
    { type: 'call.started', ...about, reservedUsd: 0.1 },
    {
      type: 'call.settled',
      ...about,
      servedModel: model,
      usage: { input: 400, output: 1800, cacheWrite5m: 900, cacheWrite1h: 0, cacheRead: 7000 },
      costUsd: 0.0312,
      stopReason: 'tool_use',
      requestId: null,
      latencyMs: 900,
    },
  ];
}

export function cardFailed(item: string, criterion: string, check = 1): EventBody[] {
  return [
    {
      type: 'card.issued',
      item,
      attempt: 1,
      check,
      verdict: 'fail',
      score: 0.8,
      failing: [
        { criterion, message: 'expected 9 fields, found 8: pointers is missing', count: 2 },
      ],
      sha256: 'ab',
    },
    { type: 'repair.started', item, attempt: 1, repair: check },
  ];
}

export function cardPassed(item: string, check = 2): EventBody[] {
  const card = { item, attempt: 1, check, score: 1, failing: [], sha256: 'ab' };
  return [
    { type: 'card.issued', verdict: 'pass', ...card },
    { type: 'item.accepted', item, sha256: 'ab', sizeBytes: 41_000, recovered: false },
  ];
}

/** Ticks that a worker's stream would give. */
export function streams(fed: HandFed, worker: number, phase: Phase, text: string): void {
  fed.store.tick({ type: 'phase', worker, phase });
  fed.store.tick({ type: 'delta', worker, text });
}

/** What an engine would say to a command; nothing where it simply takes it. */
export type Answer = (command: Command) => Ack | undefined;

/** A send that notes what it was told, and answers. */
export function noted(answer: Answer = () => undefined): {
  send: SendCommand;
  commands: Command[];
} {
  const commands: Command[] = [];
  return {
    commands,
    async send(command) {
      commands.push(command);
      return answer(command) ?? { ok: true };
    },
  };
}

/** A session over a store fed by hand, whose engine answers `ack` to everything, or as `answer` has it. */
export function sessionOver(
  fed: HandFed,
  given: { ack?: Ack; answer?: Answer; link?: Link; catalogue?: readonly CatalogueItem[] } = {},
): { session: Session; commands: Command[] } {
  const { send, commands } = noted(given.answer ?? (() => given.ack));
  const { link = { type: 'live' }, catalogue } = given;
  const items = () =>
    [...fed.store.getState().items.values()].map(({ id, title }) => ({ id, title }));
  const session: Session = {
    store: fed.store,
    send,
    getLink: () => link,
    getCatalogue: () => catalogue ?? items(),
    getEvents: () => fed.events,
    close: () => {},
  };
  return { session, commands };
}

/** An agent's call that waits for a person. */
export function asked(
  item: string,
  id: string,
  change: Partial<Body<'approval.asked'>> = {},
): EventBody {
  return {
    type: 'approval.asked',
    id,
    item,
    asker: 'agent',
    attempt: 1,
    turn: 2,
    tool: 'delete_file',
    action: { verb: 'delete', target: 'notes.md', effect: 'Deletes notes.md from its folder.' },
    input: '{"path":"notes.md","reason":"scratch"}',
    digest: `digest-of-${id}`,
    reason: 'The notes are not part of the lesson.',
    expiresAtMs: null,
    ...change,
  };
}
