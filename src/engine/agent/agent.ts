import type { Failure } from '../../models/failure.ts';
import type {
  AssistantBlock,
  CallModel,
  Delta,
  ModelRequest,
  ToolResultBlock,
  ToolUseBlock,
  UserBlock,
} from '../../models/port.ts';
import { judgeCheck } from '../cards/verdict.ts';
import type { AttemptOutcome } from '../journal/events.ts';
import type { Interrupted } from '../judging/ask-judge.ts';
import {
  checksOf,
  maxCallsRun,
  messagesOf,
  pendingReply,
  text,
  toolCallsOf,
  turnsOf,
} from './conversation.ts';
import type { Check, Entry, EntryOf } from './transcript.ts';

/** The draft an agent works on, and the report card over it. */
export interface Workshop {
  /** What a person has to decide before these calls of the reply may run, in words, once it was asked. */
  askFor(reply: EntryOf<'reply'>, calls: readonly ToolUseBlock[]): string | undefined;
  /**
   * Only for calls that wait for nobody. One whose outcome is unknown now waits for a person, who can
   * look; the others of its reply are answered from the record when it goes on.
   */
  runTool(
    reply: EntryOf<'reply'>,
    call: ToolUseBlock,
  ): Promise<ToolResultBlock | Waits | Interrupted>;
  /** Judges the draft as it is; the same unchanged draft gives the very same check. */
  check(): Promise<Check | Interrupted>;
  /** The newest check that a tool has told the agent of since this was last asked. */
  takeTold(): Check | undefined;
  /** Whether the draft is as it was at the newest check (or was never written, with no check). */
  isUnchanged(): Promise<boolean>;
}

/** Everything one attempt needs: one model, one conversation, one draft. */
export interface Agent {
  item: string;
  attempt: number;
  model: string;
  request: Pick<ModelRequest, 'endpoint' | 'system' | 'tools'>;
  /** The conversation so far; `save` adds to it, on disk first. */
  entries: readonly Entry[];
  save(entry: NewEntry): Promise<void>;
  workshop: Workshop;
  callModel: CallModel;
  limits: {
    maxTurns: number;
    maxRepairs: number;
    maxSameFailures: number;
    maxOutputTokens: number;
  };
  /** Says which limit of the item is met (tokens, time), if one is; a call that its dollars do not suffice for fails. */
  limitMet(): string | undefined;
  /** Told before the model is asked for repair number `n` of this attempt. */
  onRepair(n: number): void;
  onDelta(delta: Delta): void;
  signal: AbortSignal;
  /** Aborts when no further call is wanted; one in flight is finished and saved. */
  leaving: AbortSignal;
}

/** An entry before it is dated and saved. */
export type NewEntry = Omit<EntryOf<'user'>, 'at'> | Omit<EntryOf<'reply'>, 'at' | 'costUsd'>;

/**
 * `interrupted`: nothing is wrong with the attempt, its conversation goes on when the cause has passed.
 * `waits`: it goes on in the middle of its turn when a person has decided.
 */
export type AttemptEnd =
  | { type: 'ended'; outcome: AttemptOutcome; detail: string }
  | Waits
  | Interrupted;

/** `reason` says what for. */
export interface Waits {
  type: 'waits';
  reason: string;
}

/**
 * The loop. The conversation alone is its state: when it ends in a check that settles the attempt,
 * the attempt is over; when it ends in a reply, act on it; otherwise let the model decide. So a
 * restart goes on wherever the saved conversation ends.
 */
export async function runAttempt(agent: Agent): Promise<AttemptEnd> {
  for (;;) {
    const reply = pendingReply(agent.entries);
    const end = settledBy(agent) ?? (await (reply ? act(agent, reply) : decide(agent)));
    if (end) return end;
  }
}

function settledBy({ entries, limits }: Agent): AttemptEnd | undefined {
  const last = entries.at(-1);
  return last?.type === 'user' && last.check ? judgeCheck(checksOf(entries), limits) : undefined;
}

async function decide(agent: Agent): Promise<AttemptEnd | undefined> {
  if (agent.leaving.aborted) return { type: 'interrupted', failure: left };
  const turn = turnsOf(agent.entries) + 1;
  if (turn > agent.limits.maxTurns) {
    return ended('turns', `not done after ${agent.limits.maxTurns} turns`);
  }
  const limit = agent.limitMet();
  if (limit !== undefined) return ended('limit', limit);
  const repairs = checksOf(agent.entries).length;
  if (agent.entries.at(-1)?.type === 'user' && lastCheckOf(agent.entries)) agent.onRepair(repairs);
  const { item, attempt, model, request } = agent;
  const reply = await agent.callModel(
    {
      ...request,
      model,
      messages: messagesOf(agent.entries),
      maxTokens: outputCap(agent),
      purpose: repairs > 0 ? 'repair' : 'write',
      item,
      attempt,
      turn,
    },
    { signal: agent.signal, leaving: agent.leaving, onDelta: agent.onDelta },
  );
  if (reply.type === 'failure') return failedCall(reply.failure);
  const { content, stopReason, stopDetail, servedModel, latencyMs, usage } = reply;
  await agent.save({
    type: 'reply',
    turn,
    content,
    stopReason,
    ...(stopDetail === undefined ? {} : { stopDetail }),
    servedModel,
    requestId: reply.requestId ?? null,
    usage: usage ? { ...usage } : null,
    latencyMs,
  });
  return undefined;
}

async function act(agent: Agent, reply: EntryOf<'reply'>): Promise<AttemptEnd | undefined> {
  switch (reply.stopReason) {
    case 'tool_use':
    case 'end_turn':
    case 'stop_sequence':
      return toolCallsOf(reply).length > 0 ? runTools(agent, reply) : handIn(agent, reply);
    case 'max_tokens':
      return goOnAfterCut(agent, reply);
    case 'pause_turn':
      return decide(agent);
    case 'refusal':
      return ended(
        'refused',
        `the model refused${reply.stopDetail ? `: ${reply.stopDetail}` : ''}`,
      );
    case 'model_context_window_exceeded':
      return ended('cut', 'the conversation outgrew the context window');
    default:
      return ended('error', `unknown stop reason "${reply.stopReason}"`);
  }
}

/**
 * All calls of a reply are answered in one message, in their order: a write comes before its check.
 * A call that was cut (`cutOff`), or is one too many, is answered but never run. While one of them
 * waits for a person none is run: so each runs once, whenever the decision comes.
 */
async function runTools(
  agent: Agent,
  reply: EntryOf<'reply'>,
  cutOff?: AssistantBlock,
): Promise<AttemptEnd | undefined> {
  const { workshop } = agent;
  const calls = toolCallsOf(reply);
  const toRun = calls.slice(0, maxCallsRun).filter((call) => call !== cutOff);
  const question = workshop.askFor(reply, toRun);
  if (question !== undefined) return { type: 'waits', reason: question };
  const content: UserBlock[] = [];
  for (const call of calls) {
    const result = toRun.includes(call)
      ? await workshop.runTool(reply, call)
      : notRun(call, call === cutOff ? cutCall : floodCall);
    if (result.type === 'interrupted') return failedCall(result.failure);
    if (result.type === 'waits') return result;
    content.push(result);
  }
  const told = workshop.takeTold();
  if (!told) return agent.save({ type: 'user', content }).then(() => undefined);
  // A change after the check, in the same message, made what the agent was told stale.
  const check = await workshop.check();
  if ('failure' in check) return failedCall(check.failure);
  if (check !== told) content.push(text(check.text));
  return agent.save({ type: 'user', content, check }).then(() => undefined);
}

/** "Done" is only a claim: the card decides. An empty reply is a hiccup, not a claim. */
async function handIn(agent: Agent, reply: EntryOf<'reply'>): Promise<AttemptEnd | undefined> {
  const { workshop } = agent;
  const isEmpty = reply.content.every((block) => block.type === 'text' && block.text.trim() === '');
  if (isEmpty && (await workshop.isUnchanged())) {
    return agent.save({ type: 'user', content: [text(emptyReply)] }).then(() => undefined);
  }
  const check = await workshop.check();
  if ('failure' in check) return failedCall(check.failure);
  await agent.save({ type: 'user', content: [text(check.text)], check });
  return undefined;
}

/** A reply that met the output limit: the block it ends in is cut. */
async function goOnAfterCut(
  agent: Agent,
  reply: EntryOf<'reply'>,
): Promise<AttemptEnd | undefined> {
  if (cutsOf(agent.entries) > maxCuts) {
    return ended('cut', `the output limit was met ${maxCuts + 1} times`);
  }
  if (toolCallsOf(reply).length > 0) return runTools(agent, reply, reply.content.at(-1));
  await agent.save({ type: 'user', content: [text(cutText)] });
  return undefined;
}

function notRun(call: ToolUseBlock, why: string): ToolResultBlock {
  return { type: 'tool_result', tool_use_id: call.id, content: why, is_error: true };
}

const left: Failure = { class: 'aborted', message: 'it was taken out of the hands of its worker' };
const maxCuts = 2;
const maxOutputCap = 64_000;
const emptyReply = 'Your reply was empty. Go on with the task.';
const cutText = 'Your reply met the output limit and was cut. Go on from there, in smaller steps.';
const cutCall =
  'Not run: the reply met the output limit before this call was complete. Send the call again, whole; if it is cut again, write less at a time.';
const floodCall = `Not run: a reply may have at most ${maxCallsRun} tool calls. Look at the results of those that ran, then go on.`;

function cutsOf(entries: readonly Entry[]): number {
  return entries.filter((one) => one.type === 'reply' && one.stopReason === 'max_tokens').length;
}

function outputCap({ entries, limits }: Agent): number {
  const cap = limits.maxOutputTokens * 2 ** cutsOf(entries);
  return Math.max(limits.maxOutputTokens, Math.min(cap, maxOutputCap));
}

function lastCheckOf(entries: readonly Entry[]): Check | undefined {
  const last = entries.at(-1);
  return last?.type === 'user' ? last.check : undefined;
}

/** A request that is refused for what it says, or that its item has no dollars for, ends the attempt; anything else may pass. */
function failedCall(failure: Failure): AttemptEnd {
  if (failure.class === 'deterministic') return ended('error', failure.message);
  if (failure.class === 'limit') return ended('limit', failure.message);
  return { type: 'interrupted', failure };
}

function ended(outcome: AttemptOutcome, detail: string): AttemptEnd {
  return { type: 'ended', outcome, detail };
}
