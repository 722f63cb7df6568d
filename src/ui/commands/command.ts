import type { Hands } from '../hands.ts';

/** A word of the command line, as data. */
export interface TypedCommand {
  name: string;
  /** What comes after it, for the hint: `<n>`, `<item>…`. */
  args: string;
  help: string;
  /** What the last argument could be. */
  complete?(hands: Hands, words: readonly string[]): readonly string[];
  /** Undefined when it was carried out, else what was expected. */
  run(hands: Hands, words: readonly string[]): string | undefined;
}
