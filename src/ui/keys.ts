import type { Key } from 'ink';

/** Longer than anyone types between two reads of the terminal: a paste, and no command. */
const longestTyped = 8;

const named = [
  ['escape', 'esc'],
  ['return', 'enter'],
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['tab', 'tab'],
] as const;

/**
 * The keys in one piece of terminal input, by the names that the keymap uses. Keys typed fast arrive
 * together and are told apart; a pasted text gives none.
 */
export function keysOf(input: string, key: Key): string[] {
  if (key.eventType === 'release' || key.meta) return key.escape ? ['esc'] : [];
  if (key.ctrl) return input === '' ? [] : [`ctrl-${input}`];
  for (const [flag, name] of named) if (key[flag]) return [name];
  const typed = [...input];
  if (typed.length > longestTyped) return [];
  return typed.map((char) => (char === '\n' || char === '\r' ? 'enter' : char));
}
