import type { Command } from 'commander';

/** `ai-factory config`: what a person prefers on this machine. */
export function addConfigCommand(program: Command): void {
  const config = program
    .command('config')
    .description('user preferences: workers, budget, provider, speed, theme')
    .addHelpText('after', '\nExample:\n  $ ai-factory config set workers 8');
  config
    .command('get')
    .description('print one preference, or all')
    .argument('[key]', 'which one')
    .addHelpText('after', '\nExample:\n  $ ai-factory config get workers')
    .action(async (key: string | undefined) => {
      const { getPreference, readPreferences } = await import('./preferences.ts');
      const text =
        key === undefined ? JSON.stringify(readPreferences(), null, 2) : getPreference(key);
      process.stdout.write(`${text}\n`);
    });
  config
    .command('set')
    .description('keep a preference; an empty value forgets it')
    .argument('<key>', 'which one')
    .argument('<value>', 'its value')
    .addHelpText('after', '\nExample:\n  $ ai-factory config set budget 5')
    .action(async (key: string, value: string) => {
      const { setPreference } = await import('./preferences.ts');
      setPreference(key, value);
    });
  config
    .command('path')
    .description('print the file that holds them')
    .addHelpText('after', '\nExample:\n  $ cat "$(ai-factory config path)"')
    .action(async () => {
      const { preferencesPath } = await import('./preferences.ts');
      process.stdout.write(`${preferencesPath()}\n`);
    });
}
