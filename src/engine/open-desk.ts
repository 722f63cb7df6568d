import { waitingApprovals } from './approvals.ts';
import type { Ack } from './command.ts';
import { itemOf } from './item-entry.ts';
import type { ContentPaths } from './paths.ts';
import type { CatalogueItem } from './product.ts';
import { openRecorder } from './recorder.ts';
import { reopenItem } from './reopen-item.ts';
import type { Desk } from './shop.ts';
import { skipItem } from './skip-item.ts';
import { closeCrashed } from './start-run.ts';

/** Settles items by hand where no engine works. */
export interface OpenDesk {
  /** Has an escalated item begun anew by the next run. */
  retry(id: string, by: string): Promise<Ack>;
  /** Hands an item to a person, unmade. */
  skip(id: string, by: string): Promise<Ack>;
  /** Lets the directory go. */
  close(): Promise<void>;
}

export interface DeskOptions {
  paths: ContentPaths;
  catalogue: readonly CatalogueItem[];
  now(): number;
}

/** Takes the lock of a content directory, as an engine would; a UserError when one works there. */
export async function openDesk({ paths, catalogue, now }: DeskOptions): Promise<OpenDesk> {
  const recorder = await openRecorder({ paths, now });
  const getState = recorder.store.getState;
  const desk: Desk = {
    paths,
    now,
    record: recorder.record,
    itemState: (id) => itemOf(getState(), id),
    waitingApprovals: (item) => waitingApprovals(getState()).filter((one) => one.item === item),
  };
  const find = (id: string) => catalogue.find((item) => item.id === id);
  try {
    closeCrashed(recorder);
    recorder.noticeRepairs();
  } catch (error) {
    await recorder.abandon();
    throw error;
  }
  return {
    close: recorder.close,
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
