import type { ApprovalExchange } from '../approvals/approval-exchange.ts';
import { approvalsOf } from '../approvals/run-approvals.ts';
import type { EngineOptions } from '../engine-options.ts';
import { environmentError } from '../environment-error.ts';
import type { Recorder } from '../journal/recorder.ts';
import type { FactoryState } from '../state/state.ts';
import type { Halt } from './halt.ts';
import { writeNotAccepted } from './not-accepted.ts';
import type { WorkQueue } from './work-queue.ts';

/** How a batch ended. */
export interface BatchEnd {
  outcome: Halt['outcome'];
  reason: string;
  unusable?: true;
}

/**
 * When what runs has run: says what is not accepted and why, then how the run ended; checkpoint, sync, and
 * the directory is free. Rejects when the directory has become unusable: what was done until then is kept.
 */
export async function finishRun(
  run: Pick<EngineOptions, 'paths' | 'catalogue'> & {
    running: Promise<Halt | undefined>;
    recorder: Recorder;
    queue: WorkQueue;
    exchange: ApprovalExchange | undefined;
  },
): Promise<BatchEnd> {
  const { running, recorder, queue, exchange, paths, catalogue } = run;
  try {
    const halt = await running;
    const state = recorder.store.getState();
    const end: BatchEnd = halt ?? { outcome: 'finished', reason: finished(state, queue) };
    const items = catalogue.filter(({ id }) => queue.isAsked(id));
    await writeNotAccepted(paths, { state, items, ending: end.reason });
    recorder.record({ type: 'run.ended', ...end, notAccepted: missing(state, queue) });
    await exchange?.close();
    await recorder.close();
    return end;
  } catch (error) {
    await recorder.abandon();
    throw environmentError(error) ?? error;
  }
}

/** Of the outputs that were wanted, or else of the items asked for. */
function missing(state: FactoryState, queue: WorkQueue): number {
  const { target, accepted } = state.run;
  return target === null ? queue.notAccepted(state) : Math.max(0, target - accepted);
}

function finished(state: FactoryState, queue: WorkQueue): string {
  const { length } = approvalsOf(state, queue);
  if (length === 0) return 'nothing is left to do';
  const wait = length === 1 ? '1 approval waits' : `${length} approvals wait`;
  return `${wait} for a person, and nothing else is left to do`;
}
