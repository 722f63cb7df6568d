import type { Socket } from 'node:net';
import { isSettled } from '../approvals/approvals.ts';
import type { Ack, SendCommand } from '../commands/command.ts';
import type { Store } from '../journal/store.ts';
import { createLineReader } from './line-reader.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createTickTeller } from './tick-teller.ts';
import {
  decodeRequest,
  encode,
  type Figures,
  longestRequestBytes,
  type Request,
  wireVersion,
} from './wire.ts';

/** Bounds on what one client may cost. */
export interface GuestLimits {
  /** A client that has not said hello by then is cut off. */
  helloMs: number;
  /** Above this many bytes unread by the client, news are dropped. */
  queueBytes: number;
  /** A client that has not read its queue by then is cut off. */
  stallMs: number;
}

export const usualLimits: GuestLimits = {
  helloMs: 5_000,
  queueBytes: 1024 * 1024,
  stallMs: 30_000,
};

/** One connected client. */
export interface Guest {
  /** Lines of events, whole; nothing comes of it before the hello. */
  tell(lines: string): void;
  /** Says how workers' streams have grown, and the figures when they were asked for. */
  tick(): void;
  /** Ends the connection once everything is sent; waits a second at most. */
  leave(): Promise<void>;
}

export interface GuestOptions {
  engine: { store: Store; send: SendCommand };
  limits: GuestLimits;
  /** Sends the events that are gathered: what follows must come after them. */
  flush(): void;
  isFull: boolean;
  onRefused(reason: string): void;
  onGone(): void;
}

const mostCommandsAtOnce = 64;
const farewellMs = 1_000;

/** Takes in a connection: bounded in both directions, told why when it is refused. */
export function welcome(socket: Socket, options: GuestOptions): Guest {
  const { engine, limits, flush, onRefused, onGone } = options;
  const { store } = engine;
  let by: string | undefined;
  let isOver = false;
  let isAsking = false;
  let commands = 0;
  const ticks = createTickTeller(store);
  const outbox: Outbox = createOutbox(socket, limits, {
    onStalled: () => refuse('expected its news to be read, waited too long'),
    onDrained: () => {
      flush();
      outbox.send(encode({ type: 'lagged', seq: store.getState().seq }));
      outbox.sendWhole(encode({ type: 'figures', figures: figuresOf(store) }));
    },
  });
  const refuse = (reason: string) => {
    if (isOver) return;
    isOver = true;
    onRefused(reason);
    socket.pause();
    socket.write(encode({ type: 'refused', reason }));
    socket.destroySoon();
    setTimeout(() => socket.destroy(), farewellMs).unref();
  };
  const greet = (name: string) => {
    flush();
    by = name;
    clearTimeout(awaitingHello);
    const { seq } = store.getState();
    const figures = figuresOf(store);
    outbox.sendWhole(encode({ type: 'hello', v: wireVersion, pid: process.pid, seq, figures }));
  };
  const carryOut = async (request: Extract<Request, { type: 'command' }>, name: string) => {
    if (commands >= mostCommandsAtOnce) {
      const reason = 'too many commands at once';
      outbox.send(encode({ type: 'ack', id: request.id, ok: false, reason }));
      return;
    }
    commands += 1;
    const ack = await engine.send(request.command, name).catch(broken);
    commands -= 1;
    flush();
    outbox.send(encode({ type: 'ack', id: request.id, ...ack }));
  };
  const hear = (line: string) => {
    if (isOver) return;
    const read = decodeRequest(line);
    if (!read.ok) return refuse(read.reason);
    const { message } = read;
    if (by === undefined) {
      return message.type === 'hello' ? greet(message.by) : refuse('expected a hello first');
    }
    if (message.type === 'command') void carryOut(message, by);
    else isAsking = true;
  };
  const read = createLineReader(longestRequestBytes, hear);
  const awaitingHello = setTimeout(
    () => refuse(`expected a hello within ${limits.helloMs / 1000} s`),
    limits.helloMs,
  );
  awaitingHello.unref();
  socket.on('data', (chunk) => {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    if (!isOver && !read(bytes)) {
      refuse(`expected lines of at most ${longestRequestBytes} bytes, found a longer one`);
    }
  });
  // A broken connection is closed next; that is all there is to know.
  socket.on('error', () => {});
  socket.on('close', () => {
    isOver = true;
    clearTimeout(awaitingHello);
    outbox.close();
    onGone();
  });
  if (options.isFull) refuse('too many clients are connected; close one first');
  return {
    tell(lines) {
      if (by !== undefined && !isOver) outbox.send(lines);
    },
    tick() {
      if (by === undefined || isOver || outbox.isBusy()) return;
      const workers = ticks.news();
      if (workers.length > 0) outbox.send(encode({ type: 'ticks', workers }));
      if (isAsking) outbox.sendWhole(encode({ type: 'figures', figures: figuresOf(store) }));
      isAsking = false;
    },
    leave() {
      isOver = true;
      clearTimeout(awaitingHello);
      if (socket.destroyed) return Promise.resolve();
      return new Promise((resolve) => {
        const late = setTimeout(() => socket.destroy(), farewellMs);
        socket.once('close', () => {
          clearTimeout(late);
          resolve();
        });
        socket.destroySoon();
      });
    },
  };
}

function figuresOf(store: Store): Figures {
  const { items: _, approvals, ...figures } = store.getState();
  // What is decided and done with is history, which lies on disk, and may be as long as the catalogue.
  const open = [...approvals].filter(([, approval]) => !isSettled(approval));
  return { ...figures, approvals: new Map(open) };
}

function broken(error: unknown): Ack {
  return { ok: false, reason: error instanceof Error ? error.message : String(error) };
}
