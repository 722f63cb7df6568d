import type { Command } from 'commander';
import { contentOption } from './options.ts';

interface ValidateFlags {
  content?: string;
  product?: string;
  json?: boolean;
}

/** `ai-factory validate`: report cards for files, without an engine. */
export function addValidateCommand(program: Command): void {
  program
    .command('validate')
    .description('judge outputs by their report card, without an engine')
    .argument('<path...>', 'output files, or folders of .json files')
    .addOption(contentOption())
    .option('--product <name>', 'whose criteria (default: the content directory’s product)')
    .option('--json', 'a JSON line a file, also on a terminal')
    .addHelpText('after', '\nExample:\n  $ ai-factory validate content/algorithms/accepted')
    .action(async (files: string[], flags: ValidateFlags) => {
      const { validate } = await import('./validate.ts');
      process.exitCode = await validate(files, flags);
    });
}
