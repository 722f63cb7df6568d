/** What `run` was told on the command line. */
export interface RunFlags {
  content?: string;
  limit?: number;
  start?: string;
  only?: string[];
  workers?: number;
  model?: string;
  budget?: number;
  daily?: number;
  target?: number;
  tries?: number;
  dryRun?: boolean;
  headless?: boolean;
  detach?: boolean;
  verbose?: boolean;
  provider?: 'rehearsal' | 'anthropic';
  seed?: number;
  speed?: number;
}

/** About the screen, and the directory, which an engine process is told otherwise. */
const notForEngines = new Set<string>(['content', 'headless', 'detach', 'verbose', 'dryRun']);

/** The flags as arguments for an engine process of its own. */
export function engineArguments(flags: RunFlags): string[] {
  return Object.entries(flags)
    .filter(([name, value]) => value !== undefined && !notForEngines.has(name))
    .map(([name, value]) => `--${name}=${Array.isArray(value) ? value.join(',') : String(value)}`);
}
