import { existsSync } from 'node:fs';
import type { ContentPaths } from '../engine/files/paths.ts';
import { childEnv } from '../tools/child-env.ts';

/**
 * Shows an item's accepted output, or else its folder's newest transcript, in the operator's editor or
 * pager, which sees no secret of our environment, while the console steps aside. Resolves to what went
 * wrong, if anything did.
 */
export async function openItemFile(
  paths: ContentPaths,
  item: string,
  given: {
    env: NodeJS.ProcessEnv;
    suspend: ((borrow: () => Promise<void>) => Promise<void>) | undefined;
  },
): Promise<string | undefined> {
  const { env, suspend } = given;
  const file = fileOf(paths, item);
  if (file === undefined) return `${item} has no file yet`;
  const [program = 'less', ...args] = (env.EDITOR || env.PAGER || 'less').split(/\s+/);
  const { execa } = await import('execa');
  let wrong: string | undefined;
  await suspend?.(async () => {
    const { failed, shortMessage } = await execa(program, [...args, file], {
      stdio: 'inherit',
      env: childEnv(env),
      extendEnv: false,
      reject: false,
    });
    if (failed) wrong = shortMessage;
  });
  return wrong;
}

function fileOf(paths: ContentPaths, item: string): string | undefined {
  const accepted = paths.acceptedFile(item);
  const { transcript, root } = paths.item(item);
  const newest = Array.from({ length: 20 }, (_, index) => transcript(20 - index));
  return [accepted, paths.escalatedFile(item), ...newest, root].find((path) => existsSync(path));
}
