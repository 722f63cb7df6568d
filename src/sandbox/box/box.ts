/** How an exchange ended: with the program's last word, or without it. */
export type BoxEnd =
  | { type: 'answered' }
  | { type: 'timeout' }
  | { type: 'output' }
  | { type: 'died'; how: string };

/** What is asked of a box, and until when. `take` gets each answer, and says whether it was the last. */
export interface Exchange {
  request: Buffer;
  take: (answer: unknown) => boolean;
  timeoutMs: number;
  signal: AbortSignal;
}

/** A started engine that waits for a program: a worker thread, or a process. */
export interface Box {
  /** Throws the signal's reason when aborted. A box that did not answer has to be ended. */
  ask(exchange: Exchange): Promise<BoxEnd>;
  /** Whether it could still be asked something. */
  alive(): boolean;
  /** Ends it with all that it started; resolves when it is gone. */
  end(): Promise<void>;
}

/** Starts a box and waits until it is ready; throws a StartFailure, or the signal's reason. */
export type StartBox = (signal: AbortSignal) => Promise<Box>;

/** A sandbox that did not come up: says nothing of the program that was meant for it. */
export class StartFailure extends Error {
  override name = 'StartFailure';
}
