import type { Hands } from './hands.ts';

/** One key as data: what it does, how footer and help call it, and when it does nothing, why. */
export interface Binding {
  /** Names it in the configuration: `ai-factory config set key.pause P`. */
  action: string;
  keys: readonly string[];
  /** How the keys are written for a reader. */
  shown: string;
  label: string | ((hands: Hands) => string);
  help: string;
  /** Why the key does nothing now; undefined when it works. */
  refused?: (hands: Hands) => string | undefined;
  press: (hands: Hands, key: string) => void;
  /** Left out of the footer, not of the help. */
  quiet?: boolean;
  /** Taken only when the key came alone: never from keys that ran together. */
  alone?: boolean;
}

/** The binding's words in a footer. */
export function labelOf(binding: Binding, hands: Hands): string {
  return typeof binding.label === 'string' ? binding.label : binding.label(hands);
}
