import { type Connection, connect } from '../client/connection.ts';
import type { Ack, Command } from '../engine/commands/command.ts';
import { lockHolder } from '../engine/files/lock.ts';
import { type ContentPaths, contentPaths } from '../engine/files/paths.ts';
import type { Figures } from '../engine/host/wire.ts';
import { UserError } from '../engine/user-error.ts';
import { cut } from '../ui/sanitise.ts';
import { noEngine } from './attach.ts';
import { contentDir } from './content-dir.ts';
import { exitCodes } from './exit-code.ts';

/** A command for an engine, and the words for it once it is taken. */
export interface Order {
  command: Command;
  done: string;
  /** What a refusal begins with, where several may be told at once. */
  about?: string;
}

/** What is put to the engine; a refusal that is known beforehand is words alone. */
export type Orders = (figures: Figures) => (Order | { refused: string })[];

/** Recorded as the one who told the engine. */
export const teller = 'the command line';
const widest = 300;

/** Tells the engine of a content directory something, and a person what came of each; gives the exit code. */
export async function tell(content: string | undefined, orders: Orders): Promise<number> {
  const paths = contentPaths(contentDir(undefined, content));
  if ((await lockHolder(paths.lock)) === undefined) throw noEngine(paths);
  return tellEngine(paths, orders);
}

/** As `tell`, where an engine is known to work. */
export async function tellEngine(paths: ContentPaths, orders: Orders): Promise<number> {
  const { connection, figures } = await reach(paths);
  try {
    let code: number = exitCodes.ok;
    for (const order of orders(figures)) {
      const ack: Ack =
        'refused' in order
          ? { ok: false, reason: order.refused }
          : await connection.send(order.command);
      if (!sayAck(ack, 'refused' in order ? {} : order)) code = exitCodes.unusable;
    }
    return code;
  } finally {
    connection.close();
  }
}

/** One line: what was done, or why not. */
export function sayAck(
  ack: Ack,
  { done = '', about }: { done?: string | undefined; about?: string | undefined },
): boolean {
  const refused = `refused: ${about === undefined ? '' : `${about}: `}`;
  if (ack.ok) process.stdout.write(`${cut(done, widest)}\n`);
  else process.stderr.write(`${cut(`${refused}${ack.reason}`, widest)}\n`);
  return ack.ok;
}

async function reach(paths: ContentPaths): Promise<{ connection: Connection; figures: Figures }> {
  let figures: Figures | undefined;
  const connection = await connect({
    paths,
    by: teller,
    onNews(news) {
      if (news.type === 'hello') figures = news.figures;
    },
  });
  if (!('refused' in connection) && figures) return { connection, figures };
  const why = 'refused' in connection ? connection.refused : 'it said nothing of its state';
  const pid = (await lockHolder(paths.lock))?.pid;
  throw new UserError(
    `The engine of ${paths.root}${pid === undefined ? '' : ` (process ${pid})`} cannot be told: ${why}. Try again in a moment; it may be starting or ending.`,
  );
}
