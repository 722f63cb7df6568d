import { onTestFinished, vi } from 'vitest';
import { attachSession } from '../../src/client/attach-session.ts';
import type { Link, Session } from '../../src/client/session.ts';
import type { ContentPaths } from '../../src/engine/files/paths.ts';
import type { CatalogueItem } from '../../src/engine/product.ts';

/** A session over a content directory, closed when the test is over, and every link it has had. */
export async function attached(
  paths: ContentPaths,
  loadCatalogue: () => Promise<readonly CatalogueItem[]> = async () => [],
): Promise<Session & { links: Link['type'][]; becomes(type: Link['type']): Promise<void> }> {
  const session = await attachSession({
    paths,
    loadCatalogue,
    by: 'tester',
    sendToDesk: () => undefined,
  });
  onTestFinished(session.close);
  const links = [session.getLink().type];
  session.store.subscribe(() => {
    const { type } = session.getLink();
    if (links.at(-1) !== type) links.push(type);
  });
  return {
    ...session,
    links,
    becomes: (type) =>
      vi.waitFor(
        () => {
          const link = session.getLink();
          if (link.type !== type)
            throw new Error(`expected ${type}, found ${JSON.stringify(link)}`);
        },
        { timeout: 30_000, interval: 10 },
      ),
  };
}
