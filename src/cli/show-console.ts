import type { Session } from '../client/session.ts';
import { readFactoryConfig } from '../engine/factory-config.ts';
import type { ContentPaths } from '../engine/paths.ts';
import { findProduct } from '../products/registry.ts';
import { runConsole } from '../ui/run-console.tsx';
import { readPreferences } from './preferences.ts';

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
  const config = await readFactoryConfig(paths.factory);
  const { product } = findProduct(config.product);
  const { theme, screen, key } = readPreferences();
  setTimeout(onShown, firstFrameMs);
  return runConsole({
    session,
    product,
    paths,
    io: { stdin: process.stdin, stdout: process.stdout },
    rules: { limits: config.limits, routes: config.routes ?? product.routes },
    canDetach,
    ...(theme === undefined ? {} : { theme }),
    ...(screen === undefined ? {} : { startScreen: screen }),
    ...(key === undefined ? {} : { ownKeys: key }),
    signal,
  });
}
