/** What the keys have chosen to look at: the console's own state, apart from the factory's. */
export interface UiState {
  view: 'floor' | 'failures' | 'help' | 'leave';
  /** Where going back leads. */
  under: 'floor' | 'failures';
  /** Which answer of the question is in focus. */
  choice: number;
  /** How the operator has asked the run to stop, once they have. */
  stopping: 'no' | 'finish' | 'now';
}

export type UiAction =
  | { type: 'show'; view: 'help' | 'leave' }
  | { type: 'toggle-failures' }
  | { type: 'back' }
  | { type: 'choose'; step: 1 | -1; of: number }
  | { type: 'stop'; how: UiState['stopping'] };

export const firstUi: UiState = { view: 'floor', under: 'floor', choice: 0, stopping: 'no' };

/** The next state after a key; a question always opens on its first, safe answer. */
export function uiReducer(state: UiState, action: UiAction): UiState {
  switch (action.type) {
    case 'show':
      return { ...state, view: action.view, choice: 0 };
    case 'toggle-failures': {
      const under = state.under === 'floor' ? 'failures' : 'floor';
      return { ...state, view: under, under };
    }
    case 'back':
      if (state.view === 'failures') return { ...state, view: 'floor', under: 'floor' };
      return { ...state, view: state.under };
    case 'choose':
      return { ...state, choice: (state.choice + action.step + action.of) % action.of };
    case 'stop':
      return { ...state, stopping: action.how };
    default:
      return action satisfies never;
  }
}
