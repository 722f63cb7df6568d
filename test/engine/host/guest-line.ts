import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { createLineReader } from '../../../src/engine/host/line-reader.ts';
import { decodeNews, encode, type News } from '../../../src/engine/host/wire.ts';

/** A raw connection to a host: what it said so far, and a way to wait for more. */
export interface GuestLine {
  socket: Socket;
  news: News[];
  say(text: string): void;
  hello(by?: string): void;
  /** The first piece of news that fits, now or later; rejects when the line is cut before. */
  until<T extends News['type']>(
    type: T,
    fits?: (news: Extract<News, { type: T }>) => boolean,
  ): Promise<Extract<News, { type: T }>>;
  cut: Promise<void>;
}

export function openLine(path: string): GuestLine {
  const socket = connect(path);
  onTestFinished(() => void socket.destroy());
  const news: News[] = [];
  const wakers = new Set<() => void>();
  const wake = () => {
    for (const waker of [...wakers]) waker();
  };
  const read = createLineReader(1e9, (line) => {
    const decoded = decodeNews(line);
    if (!decoded.ok) throw new Error(decoded.reason);
    news.push(decoded.message);
  });
  socket.on('data', (chunk: Buffer) => {
    read(chunk);
    wake();
  });
  socket.on('error', () => {});
  const cut = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  socket.on('close', wake);
  return {
    socket,
    news,
    cut,
    say: (text) => void socket.write(text),
    hello: (by = 'tester') => void socket.write(encode({ type: 'hello', v: 1, by })),
    until: (type, fits = () => true) =>
      new Promise((resolve, reject) => {
        const look = () => {
          for (const one of news) {
            if (!isOf(one, type) || !fits(one)) continue;
            wakers.delete(look);
            return resolve(one);
          }
          if (socket.closed) reject(new Error(`cut before any ${type}`));
        };
        wakers.add(look);
        look();
      }),
  };
}

function isOf<T extends News['type']>(news: News, type: T): news is Extract<News, { type: T }> {
  return news.type === type;
}
