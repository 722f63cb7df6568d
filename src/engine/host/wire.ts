import { z } from 'zod';
import { commandSchema } from '../commands/command.ts';
import { type Event, eventSchema } from '../journal/events.ts';
import { packMap, shapedLike, unpackMap } from '../journal/packed-state.ts';
import { emptyState } from '../state/fold.ts';
import type { FactoryState } from '../state/state.ts';

/** Version of what goes over the socket; the other side refuses one it does not know. */
export const wireVersion = 1;
/** Longest line that an engine takes from a client, in bytes. */
export const longestRequestBytes = 64 * 1024;
/** Longest line that a client takes from an engine, in bytes: figures and events stay far below. */
export const longestNewsBytes = 64 * 1024 * 1024;

const id = z.int().nonnegative();
const name = z.string().min(1).max(100);

const requestSchema = z.discriminatedUnion('type', [
  /** The first line: who speaks is recorded with every command. */
  z.object({ type: z.literal('hello'), v: z.literal(wireVersion), by: name }),
  z.object({ type: z.literal('command'), id, command: commandSchema }),
  /** Asks for `figures` as they are now. */
  z.object({ type: z.literal('refresh') }),
]);
/** A line from a client to the engine. */
export type Request = z.infer<typeof requestSchema>;

/** Everything that is known but the items: small, whatever the size of the catalogue. */
export type Figures = Omit<FactoryState, 'items'>;

const figuresSchema = z.looseObject({ seq: id }).transform((value, context): Figures => {
  try {
    const { items: _, ...figures } = shapedLike(emptyState(), { ...value, items: new Map() });
    return figures;
  } catch {
    context.addIssue('expected the figures of a factory');
    return z.NEVER;
  }
});
const workerTicks = z.object({
  worker: id,
  phase: z.enum(['thinking', 'writing', 'tools', 'validating', 'judging', 'repairing', 'waiting']),
  /** What the stream has grown by, at most 2,000 characters. */
  text: z.string().max(2000),
});
const newsSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    v: z.literal(wireVersion),
    pid: z.int().positive(),
    seq: id,
    figures: figuresSchema,
  }),
  /** The last line before the connection is cut. */
  z.object({ type: z.literal('refused'), reason: z.string() }),
  z.object({ type: z.literal('event'), event: eventSchema }),
  z.object({ type: z.literal('figures'), figures: figuresSchema }),
  z.object({ type: z.literal('ticks'), workers: z.array(workerTicks) }),
  z.object({ type: z.literal('ack'), id, ok: z.boolean(), reason: z.string().optional() }),
  /** Events up to `seq` were left out: they are in the journal. */
  z.object({ type: z.literal('lagged'), seq: id }),
]);
/** A line from the engine to a client. */
export type News = z.infer<typeof newsSchema>;
export type WorkerTicks = z.infer<typeof workerTicks>;

/** A line for the socket, with its line break. */
export function encode(message: Request | News): string {
  return `${JSON.stringify(message, (_key, value) => packMap(value))}\n`;
}

/** A line for an event, without a look for maps in it: there are none, and events are many. */
export function encodeEvent(event: Event): string {
  return `${JSON.stringify({ type: 'event', event } satisfies News)}\n`;
}

/** What was received, or in words why it is none of ours. */
export type Decoded<T> = { ok: true; message: T } | { ok: false; reason: string };

export function decodeRequest(line: string): Decoded<Request> {
  const read = readJson(line);
  if (!read.ok) return read;
  const said = z.object({ type: z.literal('hello'), v: z.unknown() }).safeParse(read.message);
  if (said.success && said.data.v !== wireVersion) {
    return {
      ok: false,
      reason: `expected version ${wireVersion} of the protocol, found ${String(said.data.v).slice(0, 20)}: use the ai-factory that started this engine`,
    };
  }
  return checked(requestSchema, read.message);
}

export function decodeNews(line: string): Decoded<News> {
  // Only figures hold maps, and looking for them costs several times the parsing.
  const read = readJson(line, line.startsWith('{"type":"event"') ? undefined : unpack);
  return read.ok ? checked(newsSchema, read.message) : read;
}

function unpack(_key: string, value: unknown): unknown {
  return unpackMap(value);
}

function readJson(
  line: string,
  reviver?: (key: string, value: unknown) => unknown,
): Decoded<unknown> {
  try {
    return { ok: true, message: JSON.parse(line, reviver) };
  } catch {
    return { ok: false, reason: `expected a line of JSON, found ${line.slice(0, 60)}` };
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown): Decoded<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, message: parsed.data };
  return {
    ok: false,
    reason: `expected a message of protocol ${wireVersion}: ${z.prettifyError(parsed.error).slice(0, 300)}`,
  };
}
