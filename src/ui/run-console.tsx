import { render } from 'ink';
import { limitsSchema } from '../engine/limits.ts';
import { App } from './app.tsx';
import { createFrameSource } from './frame-source.ts';
import type { EngineHandle } from './hooks/use-commands.ts';
import type { LoopLimits } from './panes/worker-lines.ts';
import { hasEnded } from './selectors.ts';
import { TerminalContext } from './terminal-context.ts';
import { detectTerminal, type Theme } from './theme.ts';

/** What a console is given; `stdin` has to be a terminal, or reading keys fails. */
export interface ConsoleOptions {
  engine: EngineHandle;
  io: { stdin: NodeJS.ReadStream; stdout: NodeJS.WriteStream };
  /** Wall clock, epoch ms. */
  now?: () => number;
  /** Recorded by the engine as the one who paused, stopped and so on. */
  operator?: string;
  /** What turns and repairs are counted against; the engine's defaults otherwise. */
  limits?: LoopLimits;
  env?: NodeJS.ProcessEnv;
  theme?: Theme;
  /** Takes the console down: the engine broke and there is nothing left to watch. */
  signal?: AbortSignal;
}

/**
 * Shows the console until the operator leaves. `ended`: the run is over. `left`: it is not, and who
 * called decides what becomes of it; that takes a second "stop now", or a terminal that has gone.
 */
export async function runConsole({
  engine,
  io,
  now = Date.now,
  operator = 'operator',
  limits = limitsSchema.parse({}),
  env = process.env,
  theme = 'auto',
  signal,
}: ConsoleOptions): Promise<'left' | 'ended'> {
  const source = createFrameSource(engine.store, now);
  const onLeave = () => instance.unmount();
  const instance = render(
    <TerminalContext value={detectTerminal(env, theme)}>
      <App engine={engine} limits={limits} source={source} operator={operator} onLeave={onLeave} />
    </TerminalContext>,
    {
      stdin: io.stdin,
      stdout: io.stdout,
      alternateScreen: true,
      incrementalRendering: true,
      interactive: true,
      maxFps: 30,
      exitOnCtrlC: false,
      patchConsole: false,
    },
  );
  signal?.addEventListener('abort', onLeave, { once: true });
  try {
    await instance.waitUntilExit();
  } finally {
    signal?.removeEventListener('abort', onLeave);
    source.close();
  }
  return hasEnded(engine.store.getState().run) ? 'ended' : 'left';
}
