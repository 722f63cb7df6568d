import { attemptNumbers } from '../../engine/agent/attempts.ts';
import type { ItemPaths } from '../../engine/files/paths.ts';
import { readJudgeLog } from '../../engine/judging/judge-log.ts';
import type { TurnCost } from './item-cost.ts';

/** What the replies of judges cost that lie beside the transcripts; a log that cannot be read has none. */
export async function readJudgements(paths: ItemPaths, signal?: AbortSignal): Promise<TurnCost[]> {
  const costs: TurnCost[] = [];
  for (const attempt of await attemptNumbers(paths.attempts).catch(() => [])) {
    for (const answer of await readJudgeLog(paths, attempt).catch(() => [])) {
      if (answer.type !== 'reply') continue;
      const { turn, at, servedModel: model, usage, costUsd, latencyMs, stopReason } = answer;
      costs.push({
        ...{ attempt, turn, at, model, purpose: 'judge' },
        ...{ usage, costUsd, latencyMs, stopReason },
      });
    }
    signal?.throwIfAborted();
  }
  return costs;
}
