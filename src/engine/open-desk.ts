import type { Clock } from '../models/clock.ts';
import type { Tool } from '../tools/tool.ts';
import { type ActionShop, act } from './approvals/actions.ts';
import { mirrorApprovals } from './approvals/approval-files.ts';
import { waitingApprovals } from './approvals/approvals.ts';
import { closeActing } from './approvals/close-acting.ts';
import { type Decided, type DecisionDesk, decide } from './approvals/decide-approval.ts';
import { resetBreaker } from './breakers/reset-breaker.ts';
import type { Ack, Command } from './commands/command.ts';
import type { ContentPaths } from './files/paths.ts';
import { openRecorder } from './journal/recorder.ts';
import type { CatalogueItem } from './product.ts';
import type { Desk } from './shop.ts';
import { itemOf } from './state/item-entry.ts';
import type { ApprovalState } from './state/state.ts';
import { reopenItem } from './work/reopen-item.ts';
import { type FailedOutput, requeueItem } from './work/requeue-item.ts';
import { skipItem } from './work/skip-item.ts';
import { closeCrashed } from './work/start-run.ts';

/** Settles items by hand where no engine works. */
export interface OpenDesk {
  /** Has an escalated item begun anew by the next run. */
  retry(id: string, by: string): Promise<Ack>;
  /** Has an accepted output that fails now made anew by the next run. */
  requeue(output: FailedOutput, by: string): Promise<Ack>;
  /** Hands an item to a person, unmade. */
  skip(id: string, by: string): Promise<Ack>;
  /**
   * Decides as an engine would. An approved action of the product is carried out at once; the item of
   * an agent goes on in the next run.
   */
  decide(command: DecisionCommand, by: string): Promise<Decided>;
  /** Closes a breaker: the next run begins what it held. */
  resetBreaker(id: string, by: string): Ack;
  approval(id: string): ApprovalState | undefined;
  /** Lets the directory go. */
  close(): Promise<void>;
}

export interface DeskOptions {
  paths: ContentPaths;
  catalogue: readonly CatalogueItem[];
  /** What agents may use, to look at what became of their actions. */
  tools: readonly Tool[];
  actions: readonly Tool[];
  clock: Clock;
}

type DecisionCommand = Extract<Command, { type: 'approve' | 'deny' }>;

/** Takes the lock of a content directory, as an engine would; a UserError when one works there. */
export async function openDesk(options: DeskOptions): Promise<OpenDesk> {
  const { paths, catalogue, actions, clock } = options;
  const recorder = await openRecorder({ paths, clock });
  const getState = recorder.store.getState;
  const desk: Desk & DecisionDesk & ActionShop = {
    paths,
    clock,
    catalogue,
    actions,
    record: recorder.record,
    sync: recorder.sync,
    approval: (id) => getState().approvals.get(id),
    itemState: (id) => itemOf(getState(), id),
    waitingApprovals: (item) => waitingApprovals(getState()).filter((one) => one.item === item),
  };
  const mirror = mirrorApprovals({
    folder: paths.approvals,
    store: recorder.store,
    onFault: (message) => recorder.record({ type: 'notice.given', level: 'warning', message }),
  });
  const find = (id: string) => catalogue.find((item) => item.id === id);
  try {
    closeCrashed(recorder);
    await closeActing(recorder, [...options.tools, ...actions]);
    recorder.noticeRepairs();
  } catch (error) {
    await recorder.abandon();
    throw error;
  }
  return {
    async close() {
      mirror.stop();
      await mirror.settled();
      await recorder.close();
    },
    approval: desk.approval,
    resetBreaker: (id, by) => resetBreaker(getState(), recorder.record, { id, by }),
    async decide(command, by) {
      const decided = decide(desk, command, by);
      if (!decided.ok) return decided;
      const { asker, state, id } = decided.approval;
      if (asker === 'product' && state === 'approved') {
        await act(desk, decided.approval, new AbortController().signal);
      }
      return { ok: true, approval: desk.approval(id) ?? decided.approval };
    },
    async retry(id, by) {
      if (!find(id)) return refused(`there is no item ${id} in the catalogue`);
      const { status } = desk.itemState(id);
      if (status === 'accepted') {
        return refused(
          `${id} is accepted: to have it made anew, remove accepted/${id}.json and work/${id} and start a run`,
        );
      }
      if (status !== 'escalated') return refused(`${id} is ${status}: the next run takes it up`);
      await reopenItem(desk, id, { by, reason: `asked for again by ${by}` });
      return { ok: true };
    },
    requeue: (output, by) => requeueItem(desk, output, by),
    async skip(id, by) {
      const item = find(id);
      if (!item) return refused(`there is no item ${id} in the catalogue`);
      const { status } = desk.itemState(id);
      if (status === 'accepted') {
        return refused(`${id} is accepted: there is nothing left to skip`);
      }
      if (status === 'escalated') return refused(`${id} waits for a person already`);
      await skipItem(desk, item, by);
      return { ok: true };
    },
  };
}

function refused(reason: string): Ack {
  return { ok: false, reason };
}
