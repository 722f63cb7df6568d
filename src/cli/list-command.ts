import { type Command, Option } from 'commander';
import { contentOption } from './options.ts';

interface ListFlags {
  content?: string;
  state?: string;
  json?: boolean;
}

/** `ai-factory list`: a line an item. */
export function addListCommand(program: Command): void {
  program
    .command('list')
    .description('every item and where it stands')
    .argument('[dir]', 'content directory')
    .addOption(contentOption())
    .addOption(
      new Option('--state <state>', 'only items in this state').choices([
        'waiting',
        'working',
        'parked',
        'accepted',
        'escalated',
      ]),
    )
    .option('--json', 'a JSON line an item')
    .addHelpText('after', '\nExample:\n  $ ai-factory list --state escalated')
    .action(async (dir: string | undefined, flags: ListFlags) => {
      const { list } = await import('./list.ts');
      await list(dir, flags);
    });
}
