import { type Command, Option } from 'commander';
import { contentOption } from './options.ts';
import type { ShowFlags } from './show.ts';

/** `ai-factory show`: everything about one item. */
export function addShowCommand(program: Command): void {
  program
    .command('show')
    .description('one item: where it stands, its conversation, its report card, its output')
    .argument('<item>', 'item id')
    .addOption(contentOption())
    .addOption(new Option('--transcript', 'its conversations').conflicts(['reportCard', 'output']))
    .addOption(new Option('--report-card', 'its newest report card').conflicts('output'))
    .option('--output', 'its accepted output, or its draft so far')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  $ ai-factory show two-sum --report-card')
    .action(async (item: string, flags: ShowFlags) => {
      const { show } = await import('./show.ts');
      await show(item, flags);
    });
}
