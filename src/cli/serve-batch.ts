import type { Engine } from '../engine/engine.ts';
import { type Host, serveHost } from '../engine/host/host.ts';
import type { ContentPaths } from '../engine/paths.ts';
import { type EngineLog, logEvents, openEngineLog } from './engine-log.ts';

/** A running engine that consoles can reach. */
export interface Served {
  host: Host;
  log: EngineLog;
  /** To come when the engine is done: says the last events and lets clients go. */
  close(): Promise<void>;
}

/** Opens log and socket for an engine; without a socket the engine is stopped again, in order. */
export async function serveBatch(engine: Engine, paths: ContentPaths): Promise<Served> {
  const log = openEngineLog(paths);
  const stopLogging = logEvents(engine.store, log);
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
        stopLogging();
        log.close();
      },
    };
  } catch (error) {
    await engine.send({ type: 'stop', now: true }, 'the engine: nobody could reach it');
    await engine.done;
    stopLogging();
    log.close();
    throw error;
  }
}
