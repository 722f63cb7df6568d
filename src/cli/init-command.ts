import type { Command } from 'commander';
import { contentOption } from './options.ts';

/** `ai-factory init`: a content directory to start from. */
export function addInitCommand(program: Command): void {
  program
    .command('init')
    .description('make a content directory from the bundled one')
    .argument('[dir]', 'where (default: content/algorithms)')
    .addOption(contentOption())
    .addHelpText('after', '\nExample:\n  $ ai-factory init content/algorithms && ai-factory run')
    .action(async (positional: string | undefined, flags: { content?: string }) => {
      const dir = positional ?? flags.content ?? 'content/algorithms';
      const { cp, mkdir } = await import('node:fs/promises');
      const { existsSync } = await import('node:fs');
      const { join, resolve } = await import('node:path');
      const { fileURLToPath } = await import('node:url');
      const { UserError } = await import('../engine/user-error.ts');
      const { quoted } = await import('../ui/format.ts');
      const { safeText } = await import('./write-out.ts');
      const target = resolve(dir);
      if (existsSync(join(target, 'factory.json'))) {
        throw new UserError(`${target} is a content directory already; nothing was changed.`);
      }
      const bundled = fileURLToPath(new URL('../../content/algorithms/', import.meta.url));
      await mkdir(target, { recursive: true });
      for (const name of ['factory.json', 'catalogue.jsonl', 'guides']) {
        await cp(join(bundled, name), join(target, name), { recursive: true });
      }
      process.stdout.write(safeText(`${target} is ready: ai-factory run ${quoted(dir)}\n`));
    });
}
