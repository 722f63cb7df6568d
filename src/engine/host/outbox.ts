import type { Socket } from 'node:net';

/** What is on its way to one client: bounded, whatever the client does. */
export interface Outbox {
  /** Whole lines. They are dropped while the client lags behind. */
  send(lines: string): void;
  /** A line that the client needs whole, however long: the bound is on what comes after it. */
  sendWhole(line: string): void;
  /** Whether the client has something left to read. */
  isBusy(): boolean;
  close(): void;
}

/**
 * Sends to a client that may read slowly or not at all. Above `queueBytes` everything more is dropped
 * and nothing is read from the client, until it has read all: then `onDrained`. `onStalled` when that
 * takes longer than `stallMs`.
 */
export function createOutbox(
  socket: Socket,
  limits: { queueBytes: number; stallMs: number },
  on: { onDrained(): void; onStalled(): void },
): Outbox {
  let stalling: NodeJS.Timeout | undefined;
  // Bytes of whole lines that may be on their way still.
  let wholeBytes = 0;
  const drained = () => {
    wholeBytes = 0;
    if (stalling === undefined) return;
    clearTimeout(stalling);
    stalling = undefined;
    socket.resume();
    on.onDrained();
  };
  socket.on('drain', drained);
  return {
    send(lines) {
      if (stalling !== undefined || socket.destroyed) return;
      socket.write(lines);
      if (socket.writableLength <= limits.queueBytes + wholeBytes) return;
      stalling = setTimeout(on.onStalled, limits.stallMs);
      stalling.unref();
      socket.pause();
    },
    sendWhole(line) {
      if (stalling !== undefined || socket.destroyed) return;
      if (!socket.write(line)) wholeBytes += Buffer.byteLength(line);
    },
    isBusy: () => stalling !== undefined || socket.writableNeedDrain,
    close: () => clearTimeout(stalling),
  };
}
