import type { Command } from 'commander';
import { contentOption } from './options.ts';

/** `ai-factory approvals`: a line for each action that waits for a person. */
export function addApprovalsCommand(program: Command): void {
  program
    .command('approvals')
    .description('the actions that wait for a person')
    .argument('[dir]', 'content directory')
    .addOption(contentOption())
    .option('--all', 'those that are decided too')
    .option('--json', 'a JSON line an approval')
    .addHelpText(
      'after',
      '\nExample:\n  $ ai-factory approvals --json | jq -r .id | xargs ai-factory approve',
    )
    .action(
      async (
        dir: string | undefined,
        flags: { content?: string; all?: boolean; json?: boolean },
      ) => {
        const { listApprovals } = await import('./approvals.ts');
        await listApprovals(dir, flags);
      },
    );
}
