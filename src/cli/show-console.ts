import { existsSync } from 'node:fs';
import type { Session } from '../client/session.ts';
import { readFactoryConfig } from '../engine/factory-config.ts';
import type { ContentPaths } from '../engine/paths.ts';
import { runConsole } from '../ui/run-console.tsx';
import type { Preferences } from './preference-schemas.ts';
import { preferencesFile } from './preferences-file.ts';

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
  const { theme, screen, key } = await preferencesIfAny();
  setTimeout(onShown, firstFrameMs);
  return runConsole({
    session,
    product: async () => {
      const { findProduct } = await import('../products/registry.ts');
      return findProduct(config.product).product;
    },
    paths,
    io: { stdin: process.stdin, stdout: process.stdout },
    limits: config.limits,
    routes: config.routes,
    canDetach,
    ...(theme === undefined ? {} : { theme }),
    ...(screen === undefined ? {} : { startScreen: screen }),
    ...(key === undefined ? {} : { ownKeys: key }),
    signal,
  });
}

/** Most operators have none: what reads them is loaded for the others alone. */
async function preferencesIfAny(): Promise<Preferences> {
  if (!existsSync(preferencesFile())) return {};
  const { readPreferences } = await import('./preferences.ts');
  return readPreferences();
}
