import { askToLeave } from '../leaving.ts';
import { goTo, openItem, showItems } from '../navigate.ts';
import { screenNames } from '../ui.ts';
import type { TypedCommand } from './command.ts';
import { itemIds } from './run-commands.ts';

/** Commands that change only what is looked at. */
export const viewCommands: readonly TypedCommand[] = [
  ...screenNames.map(
    (name): TypedCommand => ({
      name,
      args: name === 'items' ? '[filter]' : '',
      help: `go to ${name}`,
      run(hands, words) {
        if (name === 'items' && words.length > 0) showItems(hands, words.join(' '));
        else goTo(hands, name);
        return undefined;
      },
    }),
  ),
  {
    name: 'show',
    args: '<item>',
    help: 'drill into an item',
    complete: itemIds,
    run(hands, [id = '']) {
      const isKnown = hands.session.getCatalogue().some((item) => item.id === id);
      if (!isKnown) return `show: expected the id of an item, found ${id || 'nothing'}`;
      openItem(hands, id);
      return undefined;
    },
  },
  {
    name: 'help',
    args: '',
    help: 'the keys of this screen',
    run(hands) {
      hands.ui.set((ui) => ({ ...ui, overlay: { type: 'help', top: 0 } }));
      return undefined;
    },
  },
  {
    name: 'detach',
    args: '',
    help: 'leave this console; the batch goes on',
    run(hands) {
      if (!hands.canDetach) return 'detach: a dry run ends with its console; stop it instead';
      hands.leave();
      return undefined;
    },
  },
  {
    name: 'quit',
    args: '',
    help: 'leave, asking how while a run is going on',
    run(hands) {
      askToLeave(hands);
      return undefined;
    },
  },
];
