import { type Command, Option } from 'commander';
import {
  contentOption,
  idList,
  positiveInt,
  positiveNumber,
  seedNumber,
  workerCount,
} from './options.ts';
import type { RunFlags } from './run-flags.ts';

/** `ai-factory run`: the main job, and what the program does when nothing else is said. */
export function addRunCommand(program: Command): void {
  const run = program
    .command('run', { isDefault: true })
    .description('make the outputs that are missing')
    .argument('[dir]', 'content directory')
    .addOption(contentOption());
  addBatchOptions(run)
    .option(
      '--dry-run',
      'go through all of it and write nothing; rehearses unless --provider is given',
    )
    .option('--headless', 'plain lines instead of the console; the run ends with this command')
    .option('--detach', 'start it, and come back at once')
    .option('--verbose', 'plain lines for repairs, waits and failed calls too')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  $ ai-factory run                             rehearse the bundled catalogue, or run it when a key is set\n' +
        '  $ ai-factory run content/algorithms --limit 12 --headless --seed 7\n' +
        '  $ ai-factory run --only two-sum,coin-change --model claude-opus-5-5 --budget 2\n' +
        '\nOn a terminal the batch runs in a process of its own: leave the console, and it goes on.\n' +
        'Exit codes: 0 all accepted, 1 unusable input or environment, 2 some escalated or parked, 3 budget, 130 interrupted.',
    )
    .action(async (dir: string | undefined, flags: RunFlags) => {
      const { run } = await import('./run.ts');
      process.exitCode = await run(dir, flags);
    });
}

/** `ai-factory engine`: what `run` starts; nobody needs to type it. */
export function addEngineCommand(program: Command): void {
  const engine = program.command('engine', { hidden: true }).argument('<dir>', 'content directory');
  addBatchOptions(engine).action(async (dir: string, flags: RunFlags) => {
    const { runEngineProcess } = await import('./engine-process.ts');
    process.exitCode = await runEngineProcess(dir, flags);
  });
}

function addBatchOptions(command: Command): Command {
  return command
    .option('--limit <n>', 'only the first n items, counted from the start', positiveInt)
    .option('--start <n|id>', 'begin at this item: its id, or its position from 1')
    .option('--only <ids>', 'only these items; escalated ones are tried again', idList)
    .option(
      '--workers <n>',
      'items in work at once (default: 4 in rehearsal, 10 otherwise)',
      workerCount,
    )
    .option('--model <id>', 'this model for everything, in place of the routes')
    .option('--budget <usd>', 'stop before the run has cost more dollars than this', positiveNumber)
    .option(
      '--daily <usd>',
      'wait for the next day before a day has cost more dollars than this, over all runs',
      positiveNumber,
    )
    .option('--target <n>', 'stop when n are accepted in this run', positiveInt)
    .option('--tries <n>', 'begin no more items than n, whatever becomes of them', positiveInt)
    .addOption(
      new Option(
        '--provider <name>',
        'default: anthropic when ANTHROPIC_API_KEY (or …_FILE) is set',
      ).choices(['rehearsal', 'anthropic']),
    )
    .option('--seed <n>', 'luck of the rehearsal (default: 1)', seedNumber)
    .option('--speed <x>', 'rehearse x times faster than real (default: 20)', positiveNumber);
}
