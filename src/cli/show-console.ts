import type { Session } from '../client/session.ts';
import { readFactoryConfig } from '../engine/factory-config.ts';
import type { ContentPaths } from '../engine/files/paths.ts';
import { clearBeforeNext, firstPaint } from '../ui/first-paint.ts';
import { detectTerminal } from '../ui/theme.ts';
import { preferencesIfAny } from './preferences-if-any.ts';

const firstFrameMs = 100;

/** Shows the console over a session, as this operator likes it, until they leave or the signal aborts. */
export async function showConsole(
  session: Session,
  about: {
    paths: ContentPaths;
    signal: AbortSignal;
    canDetach: boolean;
    /** Called once the first frame has had its time. */
    onShown?: () => void;
  },
): Promise<'detached' | 'ended'> {
  const { paths, signal, canDetach, onShown = () => {} } = about;
  const { theme, screen, key } = await preferencesIfAny();
  const { stdin, stdout } = process;
  const { columns, rows } = stdout;
  const terminal = detectTerminal(process.env, theme);
  const paint = firstPaint(session, { columns, rows, nowMs: Date.now(), screen, terminal });
  stdin.setRawMode(true);
  stdout.write(paint.enter);
  try {
    const config = await readFactoryConfig(paths.factory);
    const { runConsole } = await import('../ui/run-console.tsx');
    setTimeout(onShown, firstFrameMs);
    clearBeforeNext(stdout);
    return await runConsole({
      session,
      product: async () => {
        const { findProduct } = await import('../products/registry.ts');
        return findProduct(config.product).product;
      },
      paths,
      io: { stdin, stdout },
      limits: config.limits,
      routes: config.routes,
      canDetach,
      ...(theme === undefined ? {} : { theme }),
      ...(screen === undefined ? {} : { startScreen: screen }),
      ...(key === undefined ? {} : { ownKeys: key }),
      signal,
    });
  } catch (error) {
    // The console takes its own screen back; this is for one that never came.
    stdin.setRawMode(false);
    stdout.write(paint.leave);
    throw error;
  }
}
