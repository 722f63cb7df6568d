import { connect as connectTo, type Socket } from 'node:net';
import type { Ack, Command } from '../engine/commands/command.ts';
import type { ContentPaths } from '../engine/files/paths.ts';
import { createLineReader } from '../engine/host/line-reader.ts';
import { findSocket } from '../engine/host/socket-place.ts';
import {
  decodeNews,
  encode,
  longestNewsBytes,
  type News,
  wireVersion,
} from '../engine/host/wire.ts';
import { errorCode, errorMessage } from '../engine/user-error.ts';

/** A line to the engine of a content directory. */
export interface Connection {
  pid: number;
  send(command: Command): Promise<Ack>;
  /** Asks for the figures as they are now. */
  refresh(): void;
  close(why?: string): void;
  /** Settles when the line is cut, with why. */
  over: Promise<string>;
}

export interface ConnectOptions {
  paths: Pick<ContentPaths, 'root' | 'engine'>;
  /** Recorded with every command. */
  by: string;
  /** Called for the hello too, before anything that follows it. */
  onNews(news: News): void;
  ackMs?: number;
}

const helloMs = 5_000;
const usualAckMs = 10_000;
const wentAway = 'the engine went away';
const inWords: Record<string, string> = {
  ENOENT: 'the engine does not answer',
  ECONNREFUSED: 'the engine does not answer',
  ECONNRESET: wentAway,
  EPIPE: wentAway,
};

/** Connects and says hello; in words why not, when nobody answers or we are refused. */
export async function connect(options: ConnectOptions): Promise<Connection | { refused: string }> {
  const { by, onNews, ackMs = usualAckMs } = options;
  const socket = connectTo(await findSocket(options.paths));
  const acks = createAcks(ackMs);
  const { promise: over, resolve: cut } = Promise.withResolvers<string>();
  const { promise: greeted, resolve: greet } = Promise.withResolvers<number | undefined>();
  let reason = wentAway;
  const end = (why: string) => {
    reason = why;
    socket.destroy();
  };
  const hear = (line: string) => {
    if (socket.destroyed) return;
    const read = decodeNews(line);
    if (!read.ok) return end(`the engine speaks another language: ${read.reason}`);
    const { message } = read;
    if (message.type === 'refused') return end(`the engine refused: ${message.reason}`);
    if (message.type === 'ack') return acks.settle(message.id, message);
    onNews(message);
    if (message.type === 'hello') greet(message.pid);
  };
  const readChunk = createLineReader(longestNewsBytes, hear);
  socket.on('connect', () => void socket.write(encode({ type: 'hello', v: wireVersion, by })));
  socket.on('data', (chunk: Buffer) => {
    if (!socket.destroyed && !readChunk(chunk)) end('the engine sent a line without an end');
  });
  socket.on('error', (error) => {
    reason = inWords[errorCode(error) ?? ''] ?? errorMessage(error);
  });
  socket.on('close', () => {
    acks.refuseAll(`${wentAway} before it answered`);
    greet(undefined);
    cut(reason);
  });
  const late = setTimeout(() => end('the engine does not answer'), helloMs);
  const pid = await greeted;
  clearTimeout(late);
  if (pid === undefined) return { refused: reason };
  return {
    pid,
    over,
    send(command) {
      const { id, answer } = acks.next();
      say(socket, encode({ type: 'command', id, command }));
      return answer;
    },
    refresh: () => say(socket, encode({ type: 'refresh' })),
    close: (why = 'closed') => end(why),
  };
}

function say(socket: Socket, line: string): void {
  if (socket.writable) socket.write(line);
}

/** Answers that are awaited, by the number of their command. */
function createAcks(ackMs: number) {
  const waiting = new Map<number, (ack: Ack) => void>();
  let last = 0;
  const settle = (id: number, { ok, reason }: { ok: boolean; reason?: string | undefined }) => {
    waiting.get(id)?.(ok ? { ok } : { ok, reason: reason ?? 'refused' });
    waiting.delete(id);
  };
  return {
    settle,
    next() {
      last += 1;
      const id = last;
      const { promise, resolve } = Promise.withResolvers<Ack>();
      const late = setTimeout(
        () => settle(id, { ok: false, reason: 'the engine does not answer' }),
        ackMs,
      );
      waiting.set(id, (ack) => {
        clearTimeout(late);
        resolve(ack);
      });
      return { id, answer: promise };
    },
    refuseAll(reason: string) {
      for (const id of [...waiting.keys()]) settle(id, { ok: false, reason });
    },
  };
}
