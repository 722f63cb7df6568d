import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMirror, type Mirror } from '../../src/client/mirror.ts';
import type { Session } from '../../src/client/session.ts';
import { contentPaths } from '../../src/engine/files/paths.ts';
import { serveHost } from '../../src/engine/host/host.ts';
import { findSocket } from '../../src/engine/host/socket-place.ts';
import { encode, wireVersion } from '../../src/engine/host/wire.ts';
import type { Event, EventBody } from '../../src/engine/journal/events.ts';
import type { Store } from '../../src/engine/journal/store.ts';
import { type Frame, takeFrame } from '../../src/ui/frame.ts';
import { asked, denied } from './approval-events.ts';

const decisions = 2_000;
const frames = 200;

/** What so many waiting approvals cost a console: an event in its store, a frame, and the first line it gets. */
export async function measureTray(waiting: number) {
  const mirror = createMirror();
  const apply = numbered(mirror);
  for (let n = 0; n < waiting; n += 1) apply(asked(n));
  // Once for the compiler.
  decideAndAsk(apply, waiting);
  const began = performance.now();
  decideAndAsk(apply, waiting + decisions);
  const eventUs = ((performance.now() - began) * 1_000) / (2 * decisions);
  return {
    waiting,
    eventUs: Number(eventUs.toFixed(2)),
    frameMs: Number(frameMs(mirror.store, apply, waiting + 2 * decisions).toFixed(3)),
    helloBytes: await helloBytes(mirror.store),
  };
}

/** One decided, one asked, so that as many wait as before. */
function decideAndAsk(apply: (body: EventBody) => void, from: number): void {
  for (let n = from; n < from + decisions; n += 1) {
    apply(denied(n - 1));
    apply(asked(n));
  }
}

/** A frame after each event, as a console would take at most four times a second. */
function frameMs(store: Store, apply: (body: EventBody) => void, from: number): number {
  const session: Pick<Session, 'store' | 'getLink'> = { store, getLink: () => ({ type: 'live' }) };
  let previous: Frame | undefined;
  const takeSome = (at: number) => {
    for (let n = at; n < at + frames; n += 1) {
      for (const body of [denied(n - 1), asked(n)]) {
        apply(body);
        previous = takeFrame(session as Session, Date.now(), previous);
      }
    }
  };
  takeSome(from);
  const began = performance.now();
  takeSome(from + frames);
  return (performance.now() - began) / (2 * frames);
}

async function helloBytes(store: Store): Promise<number> {
  const root = await mkdtemp(join(tmpdir(), 'ai-factory-bench-'));
  const paths = contentPaths(root);
  const host = await serveHost({ paths, engine: { store, send: async () => ({ ok: true }) } });
  try {
    const socket = connect(await findSocket(paths));
    await once(socket, 'connect');
    socket.write(encode({ type: 'hello', v: wireVersion, by: 'the bench' }));
    let bytes = 0;
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      const end = chunk.indexOf(10);
      bytes += end < 0 ? chunk.length : end;
      if (end >= 0) break;
    }
    return bytes;
  } finally {
    await host.close();
    await rm(root, { recursive: true, force: true });
  }
}

function numbered({ apply }: Mirror): (body: EventBody) => void {
  let seq = 0;
  return (body) => {
    seq += 1;
    const event: Event = { v: 1, seq, at: new Date().toISOString(), ...body };
    apply(event);
  };
}
