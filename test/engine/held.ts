import type { EngineOptions } from '../../src/engine/engine-options.ts';
import type { CallIo, CallModel } from '../../src/models/port.ts';
import { failure } from './replies.ts';
import { openTinyFactory, repairingAuthor } from './tiny-factory.ts';

type Factory = Awaited<ReturnType<typeof openTinyFactory>>;

/** The first sign of a reply: calls that wait for the shared prompt to be in the cache follow. */
export function begin(io: CallIo): void {
  io.onDelta({ type: 'text', text: '' });
}

/**
 * A running batch of which every call waits until it is let go; each of its workers has one in flight.
 * Over a directory of its own, or one that is given.
 */
export async function held(
  given: { items: number; factory?: Factory; author?: CallModel } & Partial<EngineOptions>,
) {
  const { items, factory = await openTinyFactory({ items }), author = repairingAuthor } = given;
  const reached = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const { items: _items, factory: _factory, author: _author, ...over } = given;
  const workers = over.workers ?? factory.options.workers;
  let calls = 0;
  const callModel: CallModel = async (request, io) => {
    calls += 1;
    begin(io);
    if (calls === Math.min(items, workers)) reached.resolve();
    const aborted = new Promise((resolve) => io.signal.addEventListener('abort', resolve));
    await Promise.race([go.promise, aborted]);
    return io.signal.aborted ? failure('aborted') : author(request, io);
  };
  const engine = await factory.start({ callModel, ...over });
  await reached.promise;
  return { ...engine, go: go.resolve, factory };
}
