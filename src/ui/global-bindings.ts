import type { Binding } from './binding.ts';
import { commandPrompt } from './commands/command-prompt.ts';
import type { Hands } from './hands.ts';
import { askToLeave } from './leaving.ts';
import { goTo } from './navigate.ts';
import { openPrompt } from './open-prompt.ts';
import { screenNames } from './ui.ts';

export const help: Binding = {
  action: 'help',
  keys: ['?'],
  shown: '?',
  label: 'help',
  help: 'show this list of keys',
  press: (hands) => hands.ui.set((ui) => ({ ...ui, overlay: { type: 'help', top: 0 } })),
};

/** What esc does on a screen that has nothing of its own to leave. */
export const backToFloor: Binding = {
  action: 'back',
  keys: ['esc'],
  shown: 'esc',
  label: 'back',
  help: 'go back to the floor',
  press: (hands) => goTo(hands, 'floor'),
  quiet: true,
};

export const leave: Binding = {
  action: 'leave',
  keys: ['q', 'ctrl-c'],
  shown: 'q',
  label: 'leave',
  help: 'leave the console; asks first while a run is going on',
  press: askToLeave,
};

const step = (by: 1 | -1) => (hands: Hands) => {
  const at = screenNames.indexOf(hands.ui.get().screen);
  const next = screenNames[(at + by + screenNames.length) % screenNames.length];
  if (next) goTo(hands, next);
};

/** The keys that mean the same on every screen. */
export const globalBindings: readonly Binding[] = [
  {
    action: 'command',
    keys: [':'],
    shown: ':',
    label: 'command',
    help: 'type a command; tab completes it',
    press: (hands) => openPrompt(hands, commandPrompt(hands)),
  },
  help,
  leave,
  ...screenNames.map(
    (name, index): Binding => ({
      action: `screen-${name}`,
      keys: [String(index + 1)],
      shown: String(index + 1),
      label: name,
      help: `go to ${name}`,
      press: (hands) => goTo(hands, name),
      quiet: true,
    }),
  ),
  {
    action: 'next-screen',
    keys: ['tab'],
    shown: 'tab',
    label: 'next screen',
    help: 'the next screen',
    press: step(1),
    quiet: true,
  },
  {
    action: 'previous-screen',
    keys: ['shift-tab'],
    shown: 'shift-tab',
    label: 'screen before',
    help: 'the screen before',
    press: step(-1),
    quiet: true,
  },
];
