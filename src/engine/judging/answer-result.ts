import type { CriterionResult } from '../cards/report-card.ts';
import type { Json } from '../json.ts';
import type { SeatedJudge } from './judge-config.ts';
import type { JudgeAnswer, JudgeReply } from './judge-log.ts';
import { jsonIn } from './reply-json.ts';

/** Replies that are no verdict, before the criterion is not checked. */
const mostUnreadable = 3;

/** What the answers to one question come to, oldest first; undefined when the judge is to be asked once more. */
export function resultOf(
  seated: SeatedJudge,
  answers: readonly JudgeAnswer[],
  output: Json,
): CriterionResult | undefined {
  const { judge, threshold } = seated;
  let reason = '';
  for (const answer of answers) {
    const { model } = answer;
    if (answer.type === 'refused') {
      return notChecked(seated, { reason: `${model} could not be asked: ${answer.reason}` });
    }
    if (answer.stopReason === 'refusal') {
      return notChecked(seated, { reason: `${model} refused to judge it`, broken: true });
    }
    const reading = judge.read(wholeJson(answer), { output, threshold });
    if (reading.type === 'unreadable') {
      const why = answer.stopReason === 'max_tokens' ? 'its reply was cut' : reading.reason;
      reason = `${model} gave no verdict: ${why}`;
      continue;
    }
    const { id, title, weight, fixHint } = judge.criterion;
    const { issues } = reading;
    const head = { id, title, weight, issues, note: `${model}: ${reading.note}` };
    return issues.length === 0 ? { ...head, status: 'pass' } : { ...head, fixHint, status: 'fail' };
  }
  if (answers.length < mostUnreadable) return undefined;
  return notChecked(seated, { reason: `${reason} (asked ${answers.length} times)`, broken: true });
}

/** A reply that was cut may hold what looks whole, and is not what the judge meant to say. */
function wholeJson({ stopReason, text }: JudgeReply): unknown {
  return stopReason === 'end_turn' || stopReason === 'stop_sequence' ? jsonIn(text) : undefined;
}

/** `broken`: on this very output, whose doing it may be. */
export function notChecked(
  { judge, tolerates }: SeatedJudge,
  why: { reason: string; broken?: true },
): CriterionResult {
  const { id, title, weight } = judge.criterion;
  const result: CriterionResult = {
    ...{ id, title, weight, issues: [] },
    ...{ status: 'not-checked', ...why },
  };
  return tolerates(result) ? { ...result, tolerated: true } : result;
}
