import type { Binding } from '../../binding.ts';
import { askForBudget, parseBudget } from '../../commands/run-commands.ts';
import { backToFloor } from '../../global-bindings.ts';
import type { Hands } from '../../hands.ts';
import { notLive } from '../../not-live.ts';
import { openPrompt } from '../../open-prompt.ts';
import type { PromptSpec } from '../../prompt.ts';
import { detectTerminal } from '../../theme.ts';
import { moneyColumns } from './money-layout.ts';

const history: string[] = [];

function budgetPrompt(hands: Hands): PromptSpec {
  return {
    prefix: 'budget in dollars: ',
    hint: 'a number, or off; you are asked once more before it changes',
    history,
    remark: (text) =>
      parseBudget(text.trim()) === undefined ? 'expected dollars or off' : 'enter goes on',
    submit(text) {
      const budgetUsd = parseBudget(text);
      if (budgetUsd === undefined)
        hands.say(`expected dollars or off, found ${text || 'nothing'}`, 'bad');
      else askForBudget(hands, budgetUsd);
    },
  };
}

/** Glyphs make no difference to how many rows there are. */
const anyTerminal = detectTerminal({});

/** How far down the screen can go. */
function mostTop(hands: Hands): number {
  const { columns } = moneyColumns(hands, anyTerminal);
  return Math.max(0, ...columns.map(({ length }) => length - hands.space().rows));
}

const scroll = (stepOf: (hands: Hands) => number) => (hands: Hands) => {
  const most = mostTop(hands);
  const step = stepOf(hands);
  hands.ui.set((ui) => {
    const top = Math.max(0, Math.min(most, Math.min(most, ui.money.top) + step));
    return { ...ui, money: { top } };
  });
};

const page = (hands: Hands) => Math.max(1, hands.space().rows - 2);

function scrollBinding(
  { action, keys, help }: Pick<Binding, 'action' | 'keys' | 'help'>,
  stepOf: (hands: Hands) => number,
): Binding {
  const shown = keys[0] ?? '';
  return { action, keys, shown, label: help, help, press: scroll(stepOf), quiet: true };
}

export const moneyBindings: readonly Binding[] = [
  {
    action: 'budget',
    keys: ['b'],
    shown: 'b',
    label: 'budget',
    help: 'raise, lower or lift the budget of this run; asks first',
    refused: notLive,
    press: (hands) => openPrompt(hands, budgetPrompt(hands)),
  },
  {
    action: 'down',
    keys: ['j', 'down'],
    shown: 'j',
    label: 'down',
    help: 'further down',
    refused: (hands) => (mostTop(hands) === 0 ? 'everything is in sight' : undefined),
    press: scroll(() => 1),
  },
  scrollBinding({ action: 'up', keys: ['k', 'up'], help: 'further up' }, () => -1),
  scrollBinding(
    { action: 'page-down', keys: ['pgdn', 'ctrl-d', ' '], help: 'a page further' },
    page,
  ),
  scrollBinding(
    { action: 'page-up', keys: ['pgup', 'ctrl-u'], help: 'a page back' },
    (hands) => -page(hands),
  ),
  scrollBinding(
    { action: 'first', keys: ['g', 'home'], help: 'to the top' },
    () => Number.NEGATIVE_INFINITY,
  ),
  scrollBinding(
    { action: 'last', keys: ['G', 'end'], help: 'to the end' },
    () => Number.POSITIVE_INFINITY,
  ),
  backToFloor,
];
