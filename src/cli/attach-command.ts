import type { Command } from 'commander';
import type { AttachFlags } from './attach.ts';
import { contentOption } from './options.ts';

/** `ai-factory attach`: back to a batch that goes on by itself. */
export function addAttachCommand(program: Command): void {
  program
    .command('attach')
    .description('watch the batch of a content directory; any number at once')
    .argument('[dir]', 'content directory')
    .addOption(contentOption())
    .option('--plain', 'plain lines instead of the console')
    .option('--verbose', 'plain lines for repairs, waits and failed calls too')
    .addHelpText(
      'after',
      '\nExample:\n  $ ai-factory attach content/algorithms\n\n' +
        'Leaving it leaves the batch alone. Exit codes: 0 while it goes on, else as of run.',
    )
    .action(async (dir: string | undefined, flags: AttachFlags) => {
      const { attach } = await import('./attach.ts');
      process.exitCode = await attach(dir, flags);
    });
}
