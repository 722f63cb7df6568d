/**
 * How a hook ended, with what it said as one safe text. `failed`: it did not do it, or said so itself;
 * `unknown`: it was cut off, and may have acted.
 */
export interface HookEnd {
  type: 'done' | 'failed' | 'unknown';
  text: string;
}

/** What a hook is started with. */
export interface HookContext {
  /** The content directory. */
  cwd: string;
  /** Of the approval, where it is one: the same however often it is tried, so that a receiver can tell. */
  id?: string;
  signal: AbortSignal;
  /** What the environment of a command is made from; secrets are taken out of it. */
  env: NodeJS.ProcessEnv;
}
