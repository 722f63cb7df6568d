import { useCallback, useRef } from 'react';
import type { Ack, Command, SendCommand } from '../../engine/command.ts';
import type { Store } from '../../engine/store.ts';
import type { Toast } from '../panes/notice-line.tsx';

/** The engine as a console sees it. */
export interface EngineHandle {
  send: SendCommand;
  store: Store;
}

export interface Commands {
  togglePause(): void;
  /** One worker more or fewer; presses that outrun the engine add up. */
  changeWorkers(step: 1 | -1): void;
  /** Resolves to whether the engine took it. */
  stop(now: boolean): Promise<boolean>;
}

/** Sends commands and says what came of them: refusals with the engine's reason. */
export function useCommands(
  engine: EngineHandle,
  operator: string,
  say: (toast: Toast) => void,
): Commands {
  const wanted = useRef<{ workers: number; pending: number }>({ workers: 0, pending: 0 });
  const send = useCallback(
    async (command: Command, done: string): Promise<boolean> => {
      const ack = await engine.send(command, operator).catch(broken);
      if (ack.ok) say({ text: done, tone: 'quiet' });
      else say({ text: `refused: ${ack.reason}`, tone: 'bad' });
      return ack.ok;
    },
    [engine, operator, say],
  );
  const togglePause = useCallback(() => {
    const paused = engine.store.getState().run.state === 'paused';
    void send({ type: paused ? 'resume' : 'pause' }, paused ? 'resumed' : 'pausing');
  }, [engine, send]);
  const changeWorkers = useCallback(
    (step: 1 | -1) => {
      const now = wanted.current;
      const from = now.pending > 0 ? now.workers : engine.store.getState().run.workers;
      const workers = Math.max(1, from + step);
      wanted.current = { workers, pending: now.pending + 1 };
      void send({ type: 'set-workers', workers }, `${workers} workers`).then(() => {
        wanted.current = { ...wanted.current, pending: wanted.current.pending - 1 };
      });
    },
    [engine, send],
  );
  const stop = useCallback(
    (now: boolean) =>
      send({ type: 'stop', now }, now ? 'stopping now' : 'finishing what is in flight'),
    [send],
  );
  return { togglePause, changeWorkers, stop };
}

function broken(error: unknown): Ack {
  return { ok: false, reason: error instanceof Error ? error.message : String(error) };
}
