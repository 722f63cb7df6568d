import { z } from 'zod';
import { PARKING } from '../../models/quota/park.ts';
import { gateRuleSchema } from '../approvals/gate-rules.ts';

const item = z.string();
const attempt = z.int().positive();
const turn = z.int().positive();
const usd = z.number().nonnegative();
/** Tokens of one call, as `Usage` of the model port. */
export const usageSchema = z.object({
  input: z.int().nonnegative(),
  output: z.int().nonnegative(),
  cacheWrite5m: z.int().nonnegative(),
  cacheWrite1h: z.int().nonnegative(),
  cacheRead: z.int().nonnegative(),
});
const call = {
  item,
  attempt,
  turn,
  model: z.string(),
  purpose: z.enum(['write', 'repair', 'judge']),
};

/** A model, and the named endpoint it is asked at; null: the usual one. */
const lane = { model: z.string(), endpoint: z.string().nullable() };

/**
 * How an attempt ends: its card passed; its repairs are used up; the same failure came again and
 * again; the model refused; its output or context was cut too often; turns, dollars, tokens or time
 * ran out; a criterion could not be checked; its model is in the route no more; or the request itself was refused, or a bug of ours.
 */
export const attemptOutcomes = [
  'passed',
  'failed',
  'stuck',
  'refused',
  'cut',
  'turns',
  'limit',
  'unchecked',
  'dropped',
  'error',
] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

/** What a criterion that failed says in one line: its id, its first message, how many issues. */
export const failingSchema = z.object({
  criterion: z.string(),
  message: z.string(),
  count: z.int().positive(),
});

/** What a gated call would do: `delete`, `notes.md`, and the whole effect in words. */
export const actionSchema = z.object({
  verb: z.string(),
  target: z.string(),
  effect: z.string(),
});
export type Action = z.infer<typeof actionSchema>;

/** A route's share of a run's items; null where the route states nothing. */
const planSchema = z.object({
  route: z.string(),
  open: z.int().nonnegative(),
  expectedUsd: usd.nullable(),
  expectedRate: z.number().nullable(),
});
export type RoutePlan = z.infer<typeof planSchema>;

/** From the 10th percentile to the 90th, and what is expected. */
const rangeSchema = z.object({ low: z.number(), likely: z.number(), high: z.number() });
export type Range = z.infer<typeof rangeSchema>;

const bodies = [
  z.object({
    type: z.literal('run.started'),
    run: z.string(),
    /** The same run as before a crash: its counts, clock and budget go on. */
    resumed: z.boolean(),
    product: z.string(),
    provider: z.object({ name: z.string(), baseUrl: z.string(), rehearsal: z.boolean() }),
    workers: z.int().positive(),
    budgetUsd: usd.nullable(),
    /** Of a calendar day of that zone; absent: none, UTC. */
    dailyUsd: usd.nullable().optional(),
    timeZone: z.string().optional(),
    /** Outputs wanted, and items that may be begun; absent: no matter. */
    target: z.int().positive().nullable().optional(),
    tries: z.int().positive().nullable().optional(),
    /** Items not settled yet, by route, and what the route expects of one. */
    plan: z.array(planSchema).optional(),
    /** Items in the catalogue, items asked for, and how many of those were settled before the run. */
    total: z.int().nonnegative(),
    requested: z.int().nonnegative(),
    skipped: z.int().nonnegative(),
    /** Nothing is written to the content directory, and no tool has an effect. */
    dryRun: z.boolean(),
    /** What was asked for, in words: a crashed run goes on only with the same selection. */
    selection: z.string(),
  }),
  z.object({ type: z.literal('run.paused'), by: z.string() }),
  z.object({ type: z.literal('run.resumed'), by: z.string() }),
  z.object({ type: z.literal('run.stopping'), by: z.string(), now: z.boolean() }),
  /** `finished`: nothing is left; `stopped`: something is, and `reason` says why. */
  z.object({
    type: z.literal('run.ended'),
    outcome: z.enum(['finished', 'stopped', 'budget', 'interrupted', 'crashed']),
    reason: z.string(),
    /** Last sign of life of an engine that died, epoch ms: the run's clock stopped then. */
    diedAtMs: z.number().optional(),
    /** Of the items asked for, how many are not accepted. */
    notAccepted: z.int().nonnegative().optional(),
    /** The provider refused who asks or what for: nothing works until that is mended. */
    unusable: z.literal(true).optional(),
  }),
  z.object({ type: z.literal('workers.changed'), workers: z.int().positive(), by: z.string() }),
  z.object({ type: z.literal('budget.changed'), budgetUsd: usd.nullable(), by: z.string() }),
  z.object({ type: z.literal('daily.changed'), dailyUsd: usd.nullable(), by: z.string() }),
  /** Today's dollars are used up: calls wait for the next day, which begins then, epoch ms. */
  z.object({ type: z.literal('day.waiting'), untilMs: z.number() }),
  /** What the run is expected to cost at its end has come to pass the budget, or to be within it again. */
  z.object({
    type: z.literal('forecast.crossed'),
    over: z.boolean(),
    endUsd: rangeSchema,
    budgetUsd: usd.nullable(),
  }),
  /** No call waits for the next day any more: it has come, or there is more money for this one. */
  z.object({ type: z.literal('day.over') }),
  /** `command` in words: `retry two-sum`. */
  z.object({
    type: z.literal('command.refused'),
    command: z.string(),
    by: z.string(),
    reason: z.string(),
  }),

  z.object({ type: z.literal('item.started'), item, title: z.string(), worker: z.int() }),
  z.object({
    type: z.literal('item.accepted'),
    item,
    sha256: z.string(),
    sizeBytes: z.int().positive(),
    /** An output found on disk whose event a crash swallowed. */
    recovered: z.boolean(),
    /** Criteria that could not be judged, and without which it may be accepted. */
    unchecked: z.array(z.string()).optional(),
  }),
  z.object({
    type: z.literal('item.escalated'),
    item,
    reason: z.string(),
    /** `system`: the next item may meet the same; older journals do not say. */
    cause: z.enum(['item', 'system']).optional(),
  }),
  z.object({
    type: z.literal('item.parked'),
    item,
    reason: z.string(),
    /** Its call got no answer, as often as it was sent. */
    unanswered: z.literal(true).optional(),
  }),
  /** Back to waiting: the run ended in the middle of it, or its output has gone. */
  z.object({
    type: z.literal('item.released'),
    item,
    reason: z.string(),
    /** When a running run takes it up that was not asked for it. */
    joins: z.enum(['unasked']).optional(),
  }),
  /** Back to waiting, its attempts put away: counts and limits begin again. */
  z.object({
    type: z.literal('item.reopened'),
    item,
    reason: z.string(),
    /** When a running run takes it up: it had skipped the item as settled earlier, or was not asked for it. */
    joins: z.enum(['skipped', 'unasked']).optional(),
  }),

  z.object({
    type: z.literal('attempt.started'),
    item,
    attempt,
    route: z.string(),
    model: z.string(),
    /** A named one of factory.json, where it is not the usual one. */
    endpoint: z.string().optional(),
    reason: z.string(),
  }),
  z.object({ type: z.literal('attempt.resumed'), item, attempt, turn: z.int().nonnegative() }),
  z.object({
    type: z.literal('attempt.ended'),
    item,
    attempt,
    outcome: z.enum(attemptOutcomes),
    detail: z.string(),
    /** Where it ran; older journals do not say. */
    model: z.string().optional(),
    endpoint: z.string().optional(),
  }),

  z.object({ type: z.literal('call.started'), ...call, reservedUsd: usd.nullable() }),
  z.object({
    type: z.literal('call.settled'),
    ...call,
    servedModel: z.string(),
    usage: usageSchema.nullable(),
    costUsd: usd.nullable(),
    stopReason: z.string(),
    requestId: z.string().nullable(),
    latencyMs: z.number().nonnegative(),
  }),
  z.object({
    type: z.literal('call.failed'),
    ...call,
    class: z.string(),
    message: z.string(),
    usage: usageSchema.nullable(),
    costUsd: usd.nullable(),
  }),
  z.object({
    type: z.literal('call.waiting'),
    model: z.string(),
    reason: z.string(),
    untilMs: z.number().nullable(),
  }),

  /** The wall clock went on by so much more, or less, than time did. */
  z.object({ type: z.literal('clock.jumped'), byMs: z.int() }),
  /**
   * No call of a model is sent before `probeAtMs`; then one is, to see. With class `needs-person` a
   * person has to do something first.
   */
  z.object({
    type: z.literal('quota.parked'),
    ...lane,
    /** Whose limit it is: a digest of endpoint and credential, no secret. */
    account: z.string(),
    class: z.enum(PARKING),
    reason: z.string(),
    /** When the provider takes calls again, epoch ms; null: it did not say. */
    resumeAtMs: z.number().nullable(),
    /** Which header or text said so. */
    source: z.string(),
    probeAtMs: z.number(),
    /** Probes refused so far. */
    probes: z.int().nonnegative(),
  }),
  /** One call is sent to see whether the provider takes calls again. */
  z.object({ type: z.literal('quota.probed'), ...lane, item }),
  z.object({ type: z.literal('quota.resumed'), ...lane, reason: z.string() }),

  /** The same trouble came so often that work is begun no more on a model, on a route, or at all. */
  z.object({
    type: z.literal('breaker.opened'),
    id: z.string(),
    scope: z.enum(['model', 'route', 'run']),
    /** Of the model (with its endpoint) or the route; `the run`. */
    name: z.string(),
    reason: z.string(),
  }),
  /** How many items of the run wait for it. */
  z.object({ type: z.literal('breaker.counted'), id: z.string(), waiting: z.int().nonnegative() }),
  z.object({ type: z.literal('breaker.reset'), id: z.string(), by: z.string() }),

  z.object({
    type: z.literal('tool.called'),
    item,
    attempt,
    turn,
    tool: z.string(),
    isError: z.boolean(),
    summary: z.string(),
  }),
  z.object({
    type: z.literal('card.issued'),
    item,
    attempt,
    /** Counts the checks of this attempt from 1; every failing one but the last is followed by a repair. */
    check: z.int().positive(),
    verdict: z.enum(['pass', 'fail', 'not-checked']),
    score: z.number(),
    failing: z.array(failingSchema),
    sha256: z.string(),
    /** Of the draft; older journals do not say. */
    draftBytes: z.int().nonnegative().optional(),
    /** What a repair changed: bytes taken out and put in since the check before (changed-bytes.ts). */
    changedBytes: z.int().nonnegative().optional(),
  }),
  /** A gated action waits for a decision. */
  z.object({
    type: z.literal('approval.asked'),
    id: z.string(),
    item,
    /** Who asks: the agent in the middle of its turn, or the product once the output is accepted. */
    asker: z.enum(['agent', 'product']).default('agent'),
    /** The attempt and its turn that ask, or whose output was accepted. */
    attempt: z.int().nonnegative(),
    turn: z.int().nonnegative(),
    tool: z.string(),
    action: actionSchema,
    /** The call's whole input, as JSON. */
    input: z.string(),
    /** Of tool and input: a decision is for this very action. */
    digest: z.string(),
    /** What the agent said when it asked. */
    reason: z.string(),
    /** When nobody may approve it any more, epoch ms; null where it was asked for without an end. */
    expiresAtMs: z.number().nullable().default(null),
  }),
  /** `void`: what was asked for is not there as it was, so nobody can decide it. */
  z.object({
    type: z.literal('approval.decided'),
    id: z.string(),
    item,
    decision: z.enum(['approved', 'denied', 'expired', 'void']),
    by: z.string(),
    reason: z.string(),
  }),
  /** An approved action is about to happen: on disk before it does. */
  z.object({ type: z.literal('action.begun'), id: z.string(), item }),
  /** `unknown`: it may have happened or not; a person looks, it is never repeated by itself. */
  z.object({
    type: z.literal('action.ended'),
    id: z.string(),
    item,
    outcome: z.enum(['done', 'failed', 'unknown']),
    text: z.string(),
  }),
  /** A person allows all calls like one of them, for the rest of the run. */
  z.object({ type: z.literal('rule.added'), rule: gateRuleSchema, by: z.string() }),
  /** `repair` counts the item's repairs from 1, over all its attempts. */
  z.object({ type: z.literal('repair.started'), item, attempt, repair: z.int().positive() }),

  /** Something a person should know: a repaired file, a changed output, a stale lock taken over. */
  z.object({
    type: z.literal('notice.given'),
    level: z.enum(['info', 'warning', 'error']),
    item: item.optional(),
    message: z.string(),
  }),
] as const;

/** A fact, before the journal gave it its place. */
export const eventBodySchema = z.discriminatedUnion('type', bodies);
export type EventBody = z.infer<typeof eventBodySchema>;
export type Failing = z.infer<typeof failingSchema>;

/** Format of a journal line. A newer one is refused, never guessed at. */
export const journalVersion = 1;

const envelopeSchema = z.object({
  v: z.literal(journalVersion),
  seq: z.int().positive(),
  /** Wall clock, RFC 3339. */
  at: z.iso.datetime(),
});

/** A journal line: an event body with version, sequence number and time. */
export const eventSchema = z.intersection(envelopeSchema, eventBodySchema);
export type Event = z.infer<typeof eventSchema>;

/** Gone when the screen has seen it: never on disk. */
export type Tick =
  | { type: 'phase'; worker: number; phase: Phase }
  | { type: 'delta'; worker: number; text: string };

export type Phase =
  | 'thinking'
  | 'writing'
  | 'tools'
  | 'validating'
  | 'judging'
  | 'repairing'
  | 'waiting';
