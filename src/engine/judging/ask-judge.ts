import type { Failure } from '../../models/failure.ts';
import type { CallIo, ModelMessage, ModelRequest } from '../../models/port.ts';
import { sha256 } from '../artefact.ts';
import { text } from '../conversation.ts';
import type { Json } from '../json.ts';
import type { CatalogueItem } from '../product.ts';
import type { CriterionResult } from '../report-card.ts';
import type { Shop } from '../shop.ts';
import { judgeModel, type SeatedJudge } from './judge-config.ts';
import { appendJudgeLog, readJudgeLog, type SavedReply } from './judge-log.ts';
import { jsonIn } from './reply-json.ts';

/** Replies that are no verdict, before the criterion is not checked. */
const mostUnreadable = 3;

/** What is to be judged, and on whose account. */
export interface JudgeCase {
  item: CatalogueItem;
  /** The output as it would be stored. */
  output: Json;
  attempt: number;
  /** The author's reply that handed it in. */
  turn: number;
  /** The model that wrote it. */
  author: string;
}

export type JudgeAnswer =
  | { type: 'result'; result: CriterionResult }
  | { type: 'interrupted'; failure: Failure };

type Desk = Pick<Shop, 'paths' | 'callModel' | 'costOf' | 'clock'>;

/**
 * Asks a model that is not the author to judge an output. Each reply is on disk before it is acted upon,
 * and the same question is never paid for twice. `interrupted`: no answer came, and may come later.
 */
export async function askJudge(
  desk: Desk,
  seated: SeatedJudge,
  { io, ...of }: JudgeCase & { io: Pick<CallIo, 'signal' | 'leaving'> },
): Promise<JudgeAnswer> {
  const model = judgeModel(seated, of.author);
  if (model === undefined) {
    return notChecked(seated, { reason: `no other model than ${of.author} is there to judge` });
  }
  const request = requestOf(seated, of, model);
  const requestSha256 = keyOf(request);
  const paths = desk.paths.item(of.item.id);
  const saved = await readJudgeLog(paths, of.attempt);
  const replies = saved.filter((reply) => reply.requestSha256 === requestSha256);
  for (;;) {
    const answer = answerIn(seated, replies, of.output);
    if (answer) return answer;
    const reply = await desk.callModel(request, { ...io, onDelta: () => {} });
    if (reply.type === 'failure') return failed(seated, reply.failure);
    const next = savedReply(desk, reply, { seated, request, requestSha256 });
    await appendJudgeLog(paths, of.attempt, next);
    replies.push(next);
  }
}

/** What is on disk about an output, whichever of its models was asked; undefined when nothing answers. */
export async function recallJudge(
  { paths }: Pick<Shop, 'paths'>,
  seated: SeatedJudge,
  {
    attempts,
    ...of
  }: Omit<JudgeCase, 'attempt' | 'turn' | 'author'> & { attempts: readonly number[] },
): Promise<CriterionResult | undefined> {
  const nobody = { ...of, attempt: 1, turn: 1, author: '' };
  const keys = new Set(seated.models.map((model) => keyOf(requestOf(seated, nobody, model))));
  for (const attempt of attempts.toReversed()) {
    const saved = await readJudgeLog(paths.item(of.item.id), attempt);
    const replies = saved.filter(({ requestSha256 }) => keys.has(requestSha256));
    const answer = answerIn(seated, replies, of.output);
    if (answer) return answer.result;
  }
  return undefined;
}

function requestOf(
  { judge }: SeatedJudge,
  { item, output, attempt, turn }: JudgeCase,
  model: string,
): ModelRequest {
  const { system, replySchema, maxOutputTokens: maxTokens } = judge;
  const content = [text(judge.prompt(item, output))];
  return {
    ...{ model, system, replySchema, maxTokens, tools: [], isSingle: true, purpose: 'judge' },
    ...{ messages: [{ role: 'user', content }], item: item.id, attempt, turn },
  };
}

function keyOf({ model, system, replySchema, messages }: ModelRequest): string {
  return sha256(JSON.stringify([model, system, replySchema, messages]));
}

/** What the replies so far come to; undefined when the judge is to be asked once more. */
function answerIn(
  seated: SeatedJudge,
  replies: readonly SavedReply[],
  output: Json,
): { type: 'result'; result: CriterionResult } | undefined {
  const { judge, threshold } = seated;
  const { id, title, weight, fixHint } = judge.criterion;
  let reason = '';
  for (const reply of replies) {
    if (reply.stopReason === 'refusal') {
      return notChecked(seated, { reason: `${reply.model} refused to judge it`, broken: true });
    }
    const reading = judge.read(wholeJson(reply), { output, threshold });
    if (reading.type === 'unreadable') {
      reason = `${reply.model} gave no verdict: ${reply.stopReason === 'max_tokens' ? 'its reply was cut' : reading.reason}`;
      continue;
    }
    const { issues, note: scores } = reading;
    const note = `${reply.model}: ${scores}`;
    const head = { id, title, weight, issues, note };
    const result: CriterionResult =
      issues.length === 0 ? { ...head, status: 'pass' } : { ...head, fixHint, status: 'fail' };
    return { type: 'result', result };
  }
  if (replies.length < mostUnreadable) return undefined;
  return notChecked(seated, { reason: `${reason} (asked ${replies.length} times)`, broken: true });
}

/** A reply that was cut may hold what looks whole, and is not what the judge meant to say. */
function wholeJson({ stopReason, text }: SavedReply): unknown {
  return stopReason === 'end_turn' || stopReason === 'stop_sequence' ? jsonIn(text) : undefined;
}

/** A request that is refused for what it says would be refused again; anything else may pass. */
function failed(seated: SeatedJudge, failure: Failure): JudgeAnswer {
  return failure.class === 'deterministic'
    ? notChecked(seated, { reason: `the judge could not be asked: ${failure.message}` })
    : { type: 'interrupted', failure };
}

function notChecked(
  { judge, tolerates }: SeatedJudge,
  why: { reason: string; broken?: true },
): { type: 'result'; result: CriterionResult } {
  const { id, title, weight } = judge.criterion;
  const result: CriterionResult = {
    ...{ id, title, weight, issues: [] },
    ...{ status: 'not-checked', ...why },
  };
  return { type: 'result', result: tolerates(result) ? { ...result, tolerated: true } : result };
}

function savedReply(
  desk: Desk,
  { content, stopReason, servedModel, requestId, usage: counted, latencyMs }: ModelMessage,
  of: { seated: SeatedJudge; request: ModelRequest; requestSha256: string },
): SavedReply {
  const { id: criterion, version } = of.seated.judge.criterion;
  const { model, turn } = of.request;
  const usage = counted ?? null;
  const said = content.map((block) => (block.type === 'text' ? block.text : ''));
  return {
    ...{ v: 1, at: new Date(desk.clock.now()).toISOString(), requestSha256: of.requestSha256 },
    ...{ criterion, version, model, servedModel, requestId: requestId ?? null, turn },
    ...{ text: said.join(''), stopReason, usage, costUsd: desk.costOf(usage, model), latencyMs },
  };
}
