/** Runs jobs on a changeable number of workers. A worker is a number from 0; it does one job at a time. */
export interface Pool {
  /** Gives idle workers what there is to do; to be called when there may be more than before. */
  fill(): void;
  resize(workers: number): void;
  /** No job is begun after it, as after one that threw. */
  fail(error: unknown): void;
  isDone(): boolean;
  /** Settles when no job runs and `isOver`; after an error, once all jobs have ended, rejects with it. */
  done: Promise<void>;
}

export interface PoolOptions {
  workers: number;
  /** The job for a free worker, or undefined while there is none. */
  next(): ((worker: number) => Promise<void>) | undefined;
  /** Whether no more jobs will come. */
  isOver(): boolean;
  /** Told of the first error that a job threw; no job is begun after it. */
  onError(error: unknown): void;
}

export function createPool({ workers, next, isOver, onError }: PoolOptions): Pool {
  let size = workers;
  let failed: { error: unknown } | undefined;
  let isDone = false;
  const busy = new Set<number>();
  const { promise: done, resolve, reject } = Promise.withResolvers<void>();
  const ended = (worker: number) => {
    busy.delete(worker);
    fill();
  };
  const fail = (error: unknown) => {
    failed ??= { error };
    onError(error);
  };
  const begin = (worker: number, job: (worker: number) => Promise<void>) => {
    busy.add(worker);
    job(worker)
      .catch(fail)
      .finally(() => ended(worker));
  };
  const fill = () => {
    if (isDone) return;
    // After shrinking, those still busy count: a free low number alone is no free place.
    for (let worker = 0; worker < size && busy.size < size && !failed; worker += 1) {
      if (busy.has(worker)) continue;
      const job = next();
      if (!job) break;
      begin(worker, job);
    }
    if (busy.size > 0 || (!failed && !isOver())) return;
    isDone = true;
    if (failed) reject(failed.error);
    else resolve();
  };
  return {
    fill,
    resize(count) {
      size = count;
      fill();
    },
    fail(error) {
      fail(error);
      fill();
    },
    isDone: () => isDone,
    done,
  };
}
