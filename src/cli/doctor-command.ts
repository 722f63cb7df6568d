import type { Command } from 'commander';
import { contentOption } from './options.ts';

/** `ai-factory doctor`: what is checked here and by what. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('what is checked on this machine, by which engines, and what to install for more')
    .argument('[dir]', 'content directory')
    .addOption(contentOption())
    .option('--product <name>', 'whose criteria (default: the content directory’s product)')
    .option('--json', 'a JSON line a criterion that takes an engine')
    .addHelpText('after', '\nExample:\n  $ ai-factory doctor')
    .action(
      async (
        dir: string | undefined,
        flags: { content?: string; product?: string; json?: boolean },
      ) => {
        const { doctor } = await import('./doctor.ts');
        process.exitCode = await doctor(dir, flags);
      },
    );
}
