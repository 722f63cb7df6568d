import { render } from 'ink';
import type { Session } from '../client/session.ts';
import type { ContentPaths } from '../engine/files/paths.ts';
import { limitsSchema } from '../engine/limits.ts';
import type { Route } from '../engine/routing.ts';
import { announce } from './announce.ts';
import { App } from './app.tsx';
import { clipboardSequence } from './clipboard.ts';
import { createFrameSource } from './frame-source.ts';
import { type ConsoleParts, handsOver } from './hands-over.ts';
import type { LoopLimits } from './loop-limits.ts';
import { openItemFile } from './open-item-file.ts';
import { hasEnded } from './selectors.ts';
import { TerminalContext } from './terminal-context.ts';
import { detectTerminal, type Theme } from './theme.ts';
import { firstUi, type ScreenName } from './ui.ts';
import { createUiStore } from './ui-store.ts';

/** What a console is given; `stdin` has to be a terminal, or reading keys fails. */
export interface ConsoleOptions {
  session: Session;
  /** What knows how to replay and to show outputs, loaded when it is first needed. */
  product: ConsoleParts['product'];
  paths: ContentPaths;
  io: { stdin: NodeJS.ReadStream; stdout: NodeJS.WriteStream };
  /** Wall clock, epoch ms. */
  now?: () => number;
  /** Recorded by the engine as the one who paused, stopped and so on. */
  operator?: string;
  /** What turns and repairs are counted against; the engine's defaults otherwise. */
  limits?: LoopLimits;
  /** In place of the product's own routes. */
  routes?: readonly Route[] | undefined;
  /** False when the run would end with its console. */
  canDetach?: boolean;
  /** Keys in place of the usual ones: action to key. */
  ownKeys?: Readonly<Record<string, string>>;
  startScreen?: ScreenName;
  env?: NodeJS.ProcessEnv;
  theme?: Theme;
  /** Takes the console down: its terminal has gone, or there is nothing left to watch. */
  signal?: AbortSignal;
}

type Suspend = (borrow: () => Promise<void>) => Promise<void>;

/**
 * Shows the console until the operator leaves. `ended`: the run is over. `detached`: it is not, and goes
 * on without this console where it can.
 */
export async function runConsole(options: ConsoleOptions): Promise<'detached' | 'ended'> {
  const { session, io, signal, now = Date.now, env = process.env } = options;
  const source = createFrameSource(session, now);
  let suspend: Suspend | undefined;
  const leave = () => instance.unmount();
  const hands = handsOver({
    ui: createUiStore(firstUi(options.startScreen)),
    session,
    source,
    product: options.product,
    paths: options.paths,
    limits: options.limits ?? limitsSchema.parse({}),
    routes: options.routes,
    ownKeys: options.ownKeys ?? {},
    canDetach: options.canDetach ?? true,
    operator: options.operator ?? 'operator',
    now,
    size: () => ({ columns: io.stdout.columns, rows: io.stdout.rows }),
    copy: (text) => void io.stdout.write(clipboardSequence(text, env)),
    openItemFile: (item) => openItemFile(options.paths, item, { env, suspend }),
    leave,
  });
  const instance = render(
    <TerminalContext value={detectTerminal(env, options.theme)}>
      <App
        hands={hands}
        source={source}
        onSuspender={(given) => {
          suspend = given;
        }}
      />
    </TerminalContext>,
    {
      stdin: io.stdin,
      stdout: io.stdout,
      alternateScreen: true,
      incrementalRendering: true,
      interactive: true,
      maxFps: 60,
      exitOnCtrlC: false,
      patchConsole: false,
    },
  );
  const silence = announce(source, (text) => void io.stdout.write(text));
  if (signal?.aborted) leave();
  signal?.addEventListener('abort', leave, { once: true });
  try {
    await instance.waitUntilExit();
  } finally {
    signal?.removeEventListener('abort', leave);
    silence();
    source.close();
  }
  return hasEnded(session.store.getState().run) ? 'ended' : 'detached';
}
