import type { EngineOptions } from '../engine-options.ts';
import { type LockOwner, takeLock } from '../files/lock.ts';
import { sweepEngine } from '../files/sweep.ts';
import { type LoadedState, loadState, saveCheckpoint } from './checkpoint.ts';
import type { EventBody } from './events.ts';
import { openJournal, repairTornLine } from './journal.ts';
import { createStore, type WritableStore } from './store.ts';

/** The one way facts get on record: journal first, then the state, then whoever listens. */
export interface Recorder {
  store: WritableStore;
  /** Time of the last event before this engine, epoch ms. */
  openedAtMs: number;
  record(body: EventBody): void;
  /** When this settles, what is on record survives a power cut. */
  sync(): Promise<void>;
  /** Says what was found amiss at the start and mended, or put aside; to come after a crashed run is closed. */
  noticeRepairs(): void;
  /** Checkpoint, sync, close, and let the directory go. */
  close(): Promise<void>;
  /** As far as a broken disk allows: let the directory go, claim nothing. */
  abandon(): Promise<void>;
}

/** A checkpoint is due after so many events, or as many as there are items: its cost stays in proportion. */
const checkpointEvents = 2_000;
const syncEveryMs = 1_000;
/** Clocks are corrected by a little all the time. */
const leastBehindMs = 60_000;

/**
 * Takes the directory's lock, reads its state, repairs what a crash left, and is ready to record. `load` may
 * refuse what it finds before anything there is repaired, or put it aside and say so.
 */
export async function openRecorder(
  { paths, clock }: Pick<EngineOptions, 'paths' | 'clock'>,
  load: () => Promise<LoadedState & { aside?: string | undefined }> = () => loadState(paths),
): Promise<Recorder> {
  const lock = await takeLock(paths.lock);
  try {
    await sweepEngine(paths);
    const loaded = await load();
    if (loaded.torn) await repairTornLine(loaded.torn);
    const journal = await openJournal({
      folder: paths.journal,
      lastSeq: loaded.state.seq,
      now: clock.now,
    });
    const store = createStore(loaded.state);
    const openedAtMs = loaded.state.lastAtMs;
    let sinceCheckpoint = loaded.replayed;
    let saving: Promise<void> = Promise.resolve();
    let unsynced: unknown;
    // A system tells once that a disk took no data: nothing may be recorded as if it had.
    const sync = () =>
      journal.sync().catch((error: unknown) => {
        unsynced ??= error;
        throw error;
      });
    const checkpoint = () => saveCheckpoint(paths.checkpoint, loaded.state, sync);
    const record = (body: EventBody) => {
      if (unsynced !== undefined) throw unsynced;
      store.apply(journal.append(body));
      sinceCheckpoint += 1;
      if (sinceCheckpoint < Math.max(checkpointEvents, loaded.state.items.size)) return;
      sinceCheckpoint = 0;
      // A checkpoint that fails costs the next start time, nothing else: the journal is the truth.
      saving = saving.then(checkpoint).catch(() => {});
    };
    const timer = setInterval(() => void sync().catch(() => {}), syncEveryMs);
    timer.unref();
    const found = {
      takenOver: lock.tookOverFrom,
      warning: loaded.warning,
      torn: loaded.torn?.text,
      aside: loaded.aside,
      behindMs: openedAtMs - clock.now(),
    };
    return {
      store,
      openedAtMs,
      record,
      sync,
      noticeRepairs: () => noticeRepairs(record, found),
      async close() {
        clearInterval(timer);
        await saving;
        await checkpoint();
        journal.close();
        await lock.release();
      },
      async abandon() {
        clearInterval(timer);
        await saving;
        closeQuietly(journal);
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** What made somebody give up is on its way to a person already. */
function closeQuietly(journal: { close(): void }): void {
  try {
    journal.close();
  } catch {
    // The same disk, most likely.
  }
}

function noticeRepairs(
  record: Recorder['record'],
  found: {
    takenOver: LockOwner | undefined;
    warning: string | undefined;
    torn: string | undefined;
    aside: string | undefined;
    behindMs: number;
  },
): void {
  const { takenOver, warning, torn, behindMs, aside } = found;
  const notice = (message: string) => record({ type: 'notice.given', level: 'warning', message });
  if (takenOver) {
    notice(
      `the engine before (process ${takenOver.pid}, since ${takenOver.since}) died; its lock was taken over`,
    );
  }
  if (warning !== undefined) notice(warning);
  if (behindMs > leastBehindMs) {
    notice(
      `the clock was set back: it shows ${(behindMs / 60_000).toFixed(1)} minutes less than the journal's last event; events are in the order of their numbers, and no time counts as negative`,
    );
  }
  if (torn !== undefined) {
    notice(
      `the journal's last line was cut by a crash (${torn.length} characters); it was put aside`,
    );
  }
  if (aside !== undefined) notice(aside);
}
