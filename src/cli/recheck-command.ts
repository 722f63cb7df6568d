import type { Command } from 'commander';
import { contentOption } from './options.ts';
import type { RecheckFlags } from './recheck.ts';

/** `ai-factory recheck`: the present criteria over what was accepted earlier. */
export function addRecheckCommand(program: Command): void {
  program
    .command('recheck')
    .description('judge all accepted outputs by the present criteria, at no tokens')
    .argument('[dir]', 'content directory')
    .addOption(contentOption())
    .option('--requeue', 'put aside those that fail, for the next run to make anew')
    .option('--fresh', 'judge those, too, that the same criteria have judged already')
    .option('--json', 'a JSON line an output')
    .addHelpText('after', '\nExample:\n  $ ai-factory recheck content/algorithms --requeue')
    .action(async (dir: string | undefined, flags: RecheckFlags) => {
      const { recheck } = await import('./recheck.ts');
      process.exitCode = await recheck(dir, flags);
    });
}
