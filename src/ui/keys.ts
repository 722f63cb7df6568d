import type { Key } from 'ink';

/** Longer than anyone types between two reads of the terminal: a paste, and no command. */
const longestTyped = 8;

const named = [
  ['escape', 'esc'],
  ['return', 'enter'],
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pgup'],
  ['pageDown', 'pgdn'],
  ['home', 'home'],
  ['end', 'end'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
] as const;

/** Named keys, as they arrive among others. */
const together: Record<string, string> = {
  '\n': 'enter',
  '\r': 'enter',
  '\t': 'tab',
  '\u007f': 'backspace',
};

/**
 * The keys in one piece of terminal input, by the names that the keymap uses. Keys typed fast arrive
 * together and are told apart; a pasted text gives none.
 */
export function keysOf(input: string, key: Key): string[] {
  if (key.eventType === 'release' || key.meta) return key.escape ? ['esc'] : [];
  if (key.ctrl) return input === '' ? [] : [`ctrl-${input}`];
  if (key.tab) return [key.shift ? 'shift-tab' : 'tab'];
  for (const [flag, name] of named) if (key[flag]) return [name];
  const typed = [...input];
  if (typed.length > longestTyped) return [];
  return typed.map((char) => together[char] ?? char);
}

/** What a piece of terminal input puts into a line that is being typed, and whether it ends the line. */
export function typedIn(input: string, key: Key): { text: string; ends: boolean } {
  if (key.eventType === 'release' || key.meta || key.ctrl) return { text: '', ends: false };
  if (key.return) return { text: '', ends: true };
  if (key.tab || named.some(([flag]) => key[flag])) return { text: '', ends: false };
  const ends = /[^\r\n][\r\n]$/.test(input) || input === '\n';
  return { text: ends ? input.slice(0, -1) : input, ends };
}
