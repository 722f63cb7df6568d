/** Something that is read again whenever it may have changed, one reading at a time. */
export interface Reading {
  /** What was read may be out of date: read again, at most twice a second. */
  changed(): void;
  /** Something else is wanted now: read that at once, and give up what is being read. */
  turned(): void;
  stop(): void;
}

const restMs = 500;

/** Reads at once; `read` settles also when its signal is aborted, and never throws. */
export function keepReading(read: (signal: AbortSignal) => Promise<void>): Reading {
  let timer: NodeJS.Timeout | undefined;
  let current: AbortController | undefined;
  let isStale = false;
  let isStopped = false;

  const run = async () => {
    clearTimeout(timer);
    timer = undefined;
    isStale = false;
    const mine = new AbortController();
    current = mine;
    await read(mine.signal);
    current = undefined;
    if (isStopped) return;
    if (mine.signal.aborted) void run();
    else timer = setTimeout(rested, restMs);
  };
  const rested = () => {
    timer = undefined;
    if (isStale) void run();
  };
  void run();
  return {
    changed() {
      isStale = true;
      if (current === undefined && timer === undefined) void run();
    },
    turned() {
      if (current) current.abort();
      else void run();
    },
    stop() {
      isStopped = true;
      current?.abort();
      clearTimeout(timer);
    },
  };
}
