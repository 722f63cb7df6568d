import type { Engine } from '../engine/engine.ts';
import { type Host, serveHost } from '../engine/host/host.ts';
import { type Notifier, notifyPerson } from '../engine/notify/notify.ts';
import { errorMessage } from '../engine/user-error.ts';
import { systemClock } from '../models/clock.ts';
import { type EngineLog, logEvents, openEngineLog } from './engine-log.ts';
import { notifyBy } from './notify-by.ts';
import type { Content } from './open-content.ts';

type ServedContent = Pick<Content, 'paths' | 'config'>;

/** A running engine that consoles can reach. */
export interface Served {
  host: Host;
  log: EngineLog;
  /** To come when the engine is done: says the last events and lets clients go. */
  close(): Promise<void>;
}

/**
 * Opens log and socket for an engine, and tells persons who are not looking; without a socket the engine
 * is stopped again, in order.
 */
export async function serveBatch(engine: Engine, content: ServedContent): Promise<Served> {
  const { paths } = content;
  const log = openEngineLog(paths);
  const stopLogging = logEvents(engine.store, log);
  const notifier = openNotifier(engine, content, log);
  try {
    const host = await serveHost({
      paths,
      engine,
      onRefused: (reason) => log.say('warning', `a client was cut off: ${reason}`),
    });
    const { run, provider } = engine.store.getState();
    log.say(
      'info',
      `started: run ${run.id}, ${run.requested} items, ${run.workers} workers, ${provider.name}, listening on ${host.path}`,
    );
    return {
      host,
      log,
      async close() {
        await host.close();
        await notifier.close();
        stopLogging();
        log.close();
      },
    };
  } catch (error) {
    await engine.send({ type: 'stop', now: true }, 'the engine: nobody could reach it');
    await engine.done;
    await notifier.close();
    stopLogging();
    log.close();
    throw error;
  }
}

function openNotifier(
  engine: Engine,
  { paths, config: { notify } }: ServedContent,
  log: EngineLog,
): Notifier {
  const notifier = notifyPerson({
    store: engine.store,
    clock: systemClock,
    everyMs: notify.everyMinutes * 60_000,
    deliver: notifyBy(notify, paths.root),
    onFailed: (reason) => log.say('warning', `nobody was notified: ${errorMessage(reason)}`),
  });
  engine.done.catch((error: unknown) =>
    notifier.tell({ kind: 'run-ended', text: `the engine broke: ${errorMessage(error)}` }),
  );
  return notifier;
}
