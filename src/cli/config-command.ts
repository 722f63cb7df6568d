import type { Command } from 'commander';
import { contentOption } from './options.ts';

/** `ai-factory config`: what a person prefers on this machine. */
export function addConfigCommand(program: Command): void {
  const config = program
    .command('config')
    .description('user preferences: workers, budget, provider, speed, theme, screen, key.ACTION')
    .addOption(contentOption().hideHelp())
    .addHelpText('after', '\nExample:\n  $ ai-factory config set workers 8')
    .action(() => printPreferences(undefined));
  config
    .command('get')
    .addOption(contentOption().hideHelp())
    .description('print one preference, or all')
    .argument('[key]', 'which one')
    .addHelpText('after', '\nExample:\n  $ ai-factory config get workers')
    .action(printPreferences);
  config
    .command('set')
    .addOption(contentOption().hideHelp())
    .description('keep a preference; an empty value forgets it')
    .argument('<key>', 'which one')
    .argument('<value>', 'its value')
    .addHelpText('after', '\nExample:\n  $ ai-factory config set budget 5')
    .action(async (key: string, value: string) => {
      const { setPreference } = await import('./preferences.ts');
      await setPreference(key, value);
    });
  config
    .command('path')
    .addOption(contentOption().hideHelp())
    .description('print the file that holds them')
    .addHelpText('after', '\nExample:\n  $ cat "$(ai-factory config path)"')
    .action(async () => {
      const { preferencesPath } = await import('./preferences.ts');
      process.stdout.write(`${preferencesPath()}\n`);
    });
}

async function printPreferences(key: string | undefined): Promise<void> {
  const { getPreference, readPreferences } = await import('./preferences.ts');
  const text = key === undefined ? JSON.stringify(readPreferences(), null, 2) : getPreference(key);
  process.stdout.write(`${text}\n`);
}
