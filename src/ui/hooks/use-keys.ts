import { useInput, usePaste } from 'ink';
import { type Dispatch, useRef } from 'react';
import type { RunState } from '../../engine/state.ts';
import { type Binding, type KeyAction, keymap } from '../keymap.ts';
import { keysOf } from '../keys.ts';
import type { Toast } from '../panes/notice-line.tsx';
import { type LeaveAnswer, leaveAnswers } from '../screens/leave.tsx';
import { type UiAction, type UiState, uiReducer } from '../ui-state.ts';
import type { Commands } from './use-commands.ts';

interface Hands {
  ui: UiState;
  dispatch: Dispatch<UiAction>;
  commands: Commands;
  say: (toast: Toast) => void;
  getRun: () => RunState;
  isOver: () => boolean;
  leave: () => void;
}

/** Answers keys by the keymap of the moment, at once and in their order; pasted text is no command. */
export function useKeys(hands: Hands): void {
  // Keys that arrive together must each see what the one before it did, before React renders.
  const ui = useRef(hands.ui);
  ui.current = hands.ui;
  const dispatch = (action: UiAction) => {
    ui.current = uiReducer(ui.current, action);
    hands.dispatch(action);
  };
  usePaste(() => hands.say({ text: 'pasted text is ignored', tone: 'warn' }));
  useInput((input, key) => {
    const names = keysOf(input, key);
    for (const name of names) {
      const binding = keymap[ui.current.view].find(({ keys }) => keys.includes(name));
      // Keys that ran together were typed before anyone could read the question.
      const ahead = names.length > 1 && binding?.action === 'confirm';
      if (binding && !ahead) press(binding, { ...hands, ui: ui.current, dispatch });
    }
  });
}

function press(binding: Binding, hands: Hands): void {
  const refused = binding.refused?.(hands.getRun());
  if (refused === undefined) actions[binding.action](hands);
  else hands.say({ text: `${binding.shown}: ${refused}`, tone: 'warn' });
}

const actions: Record<KeyAction, (hands: Hands) => void> = {
  'toggle-pause': ({ commands }) => commands.togglePause(),
  'more-workers': ({ commands }) => commands.changeWorkers(1),
  'fewer-workers': ({ commands }) => commands.changeWorkers(-1),
  'toggle-failures': ({ dispatch }) => dispatch({ type: 'toggle-failures' }),
  help: ({ ui, dispatch }) =>
    dispatch(ui.view === 'help' ? { type: 'back' } : { type: 'show', view: 'help' }),
  leave: ({ dispatch, isOver, leave }) =>
    isOver() ? leave() : dispatch({ type: 'show', view: 'leave' }),
  back: ({ dispatch }) => dispatch({ type: 'back' }),
  'next-choice': ({ dispatch }) => dispatch({ type: 'choose', step: 1, of: leaveAnswers.length }),
  'previous-choice': ({ dispatch }) =>
    dispatch({ type: 'choose', step: -1, of: leaveAnswers.length }),
  confirm: (hands) => answer(leaveAnswers[hands.ui.choice]?.answer ?? 'back', hands),
  'stop-now': (hands) => answer('now', hands),
};

function answer(chosen: LeaveAnswer, { ui, dispatch, commands, isOver, leave }: Hands): void {
  dispatch({ type: 'back' });
  if (chosen === 'back') return;
  const now = chosen === 'now';
  // The run ended while the question stood, or "stop now" was asked for twice: nothing to wait for.
  if (isOver() || (now && ui.stopping === 'now')) {
    leave();
    return;
  }
  // At once, so that asking twice gets out of here even when the engine does not answer.
  dispatch({ type: 'stop', how: chosen });
  void commands.stop(now).then((taken) => {
    if (!taken) dispatch({ type: 'stop', how: 'no' });
  });
}
