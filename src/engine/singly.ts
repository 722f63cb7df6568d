/** Work that may be asked for at any moment. */
export interface Singly {
  start(): void;
  /** Settles when nothing is asked for any more. */
  settled(): Promise<void>;
}

/**
 * Runs work one at a time, and once more for all that was asked meanwhile. The work must not throw.
 */
export function singly(work: () => Promise<void>): Singly {
  let running: Promise<void> | undefined;
  let isAskedAgain = false;
  const run = async () => {
    do {
      isAskedAgain = false;
      await work();
    } while (isAskedAgain);
    running = undefined;
  };
  return {
    start() {
      isAskedAgain = true;
      running ??= run();
    },
    settled: async () => running,
  };
}
