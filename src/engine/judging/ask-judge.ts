import type { Failure } from '../../models/failure.ts';
import type { CallIo, ModelReply, ModelRequest } from '../../models/port.ts';
import type { CriterionResult } from '../cards/report-card.ts';
import type { Shop } from '../shop.ts';
import { notChecked, resultOf } from './answer-result.ts';
import { judgeModel, type SeatedJudge } from './judge-config.ts';
import { appendJudgeLog, type JudgeAnswer, readJudgeLog } from './judge-log.ts';
import { type JudgeCase, judgeRequest, requestKey } from './judge-request.ts';

/** No answer came, and one may come later: nothing is wrong with the output. */
export interface Interrupted {
  type: 'interrupted';
  failure: Failure;
}

type Desk = Pick<Shop, 'paths' | 'callModel' | 'costOf' | 'clock'>;

/**
 * Asks a model that is not the author to judge an output. Each answer is on disk before it is acted upon,
 * and the same question is never paid for twice, though a reply that is no verdict is asked for again.
 */
export async function askJudge(
  desk: Desk,
  seated: SeatedJudge,
  { io, ...of }: JudgeCase & { io: Pick<CallIo, 'signal' | 'leaving'> },
): Promise<CriterionResult | Interrupted> {
  const model = judgeModel(seated, of.author);
  if (model === undefined) {
    // Of a route that is no more: the routes in force were looked at when the run began.
    return notChecked(seated, { reason: `only ${of.author} is there to judge what it wrote` });
  }
  const request = judgeRequest(seated, of, model);
  const requestSha256 = requestKey(request);
  const paths = desk.paths.item(of.item.id);
  const saved = await readJudgeLog(paths, of.attempt);
  const answers = saved.filter((answer) => answer.requestSha256 === requestSha256);
  for (;;) {
    const result = resultOf(seated, answers, of.output);
    if (result) return result;
    const reply = await desk.callModel(request, { ...io, onDelta: () => {} });
    const answer = answerOf(desk, reply, { seated, request, requestSha256 });
    if (answer.type === 'interrupted') return answer;
    await appendJudgeLog(paths, of.attempt, answer);
    answers.push(answer);
  }
}

function answerOf(
  desk: Desk,
  reply: ModelReply,
  of: { seated: SeatedJudge; request: ModelRequest; requestSha256: string },
): JudgeAnswer | Interrupted {
  const { id: criterion, version } = of.seated.judge.criterion;
  const { model, turn } = of.request;
  const at = new Date(desk.clock.now()).toISOString();
  const head = {
    v: 1 as const,
    at,
    requestSha256: of.requestSha256,
    criterion,
    version,
    model,
    turn,
  };
  if (reply.type === 'failure') {
    const { failure } = reply;
    // Anything else may pass.
    if (failure.class !== 'deterministic') return { type: 'interrupted', failure };
    return { type: 'refused', ...head, reason: failure.message };
  }
  const { content, stopReason, servedModel, latencyMs } = reply;
  const usage = reply.usage ?? null;
  const requestId = reply.requestId ?? null;
  const text = content.map((block) => (block.type === 'text' ? block.text : '')).join('');
  const costUsd = desk.costOf(usage, model);
  const said = { servedModel, requestId, text, stopReason, usage, costUsd, latencyMs };
  return { type: 'reply', ...head, ...said };
}
