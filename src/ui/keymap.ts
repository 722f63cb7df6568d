import type { RunState } from '../engine/state.ts';
import type { UiState } from './ui-state.ts';

export type KeyAction =
  | 'toggle-pause'
  | 'more-workers'
  | 'fewer-workers'
  | 'toggle-failures'
  | 'help'
  | 'leave'
  | 'back'
  | 'next-choice'
  | 'previous-choice'
  | 'confirm'
  | 'stop-now';

/** One key as data: what it does, how footer and help call it, and when it does nothing, why. */
export interface Binding {
  keys: readonly string[];
  /** How the keys are written for a reader. */
  shown: string;
  label: string | ((run: RunState) => string);
  help: string;
  action: KeyAction;
  /** Why the key does nothing now; undefined when it works. */
  refused?: (run: RunState) => string | undefined;
  /** Left out of the footer, not of the help. */
  quiet?: boolean;
}

/** More than this the engine refuses. */
export const mostWorkers = 1000;

const notLive = (run: RunState) => {
  if (run.state === 'running' || run.state === 'paused') return undefined;
  return run.state === 'none' ? 'no run has begun yet' : 'the run has ended';
};

const help: Binding = {
  keys: ['?'],
  shown: '?',
  label: 'help',
  help: 'show or leave this list of keys',
  action: 'help',
};

const leave: Binding = {
  keys: ['q', 'ctrl-c'],
  shown: 'q',
  label: 'leave',
  help: 'leave the console; asks first while a run is going on',
  action: 'leave',
};

const floor: readonly Binding[] = [
  {
    keys: ['p'],
    shown: 'p',
    label: (run) => (run.state === 'paused' ? 'resume' : 'pause'),
    help: 'pause (calls in flight are finished), or resume',
    action: 'toggle-pause',
    refused: notLive,
  },
  {
    keys: ['+', '='],
    shown: '+',
    label: 'worker',
    help: 'one worker more',
    action: 'more-workers',
    refused: (run) =>
      notLive(run) ??
      (run.workers >= mostWorkers ? `${mostWorkers} workers are the most` : undefined),
  },
  {
    keys: ['-', '_'],
    shown: '-',
    label: 'worker',
    help: 'one worker fewer; it finishes its item first',
    action: 'fewer-workers',
    refused: (run) => notLive(run) ?? (run.workers <= 1 ? 'one worker is the least' : undefined),
  },
  {
    keys: ['f'],
    shown: 'f',
    label: 'failures',
    help: 'failures by criterion on the whole screen, and back',
    action: 'toggle-failures',
  },
  help,
  leave,
  {
    keys: ['esc'],
    shown: 'esc',
    label: 'back',
    help: 'go back to the floor',
    action: 'back',
    quiet: true,
  },
];

const back: Binding = {
  keys: ['esc', 'q'],
  shown: 'esc',
  label: 'back',
  help: 'go back',
  action: 'back',
};

const question: readonly Binding[] = [
  {
    keys: ['down', 'j', 'tab'],
    shown: 'j',
    label: 'next',
    help: 'next answer',
    action: 'next-choice',
  },
  {
    keys: ['up', 'k'],
    shown: 'k',
    label: 'previous',
    help: 'previous answer',
    action: 'previous-choice',
  },
  { keys: ['enter'], shown: 'enter', label: 'choose', help: 'take it', action: 'confirm' },
  back,
  {
    keys: ['ctrl-c'],
    shown: 'ctrl-c',
    label: 'stop now',
    help: 'stop at once',
    action: 'stop-now',
  },
];

/** The keys of the moment; footer and help are made from it. */
export const keymap: Record<UiState['view'], readonly Binding[]> = {
  floor,
  failures: floor,
  help: [{ ...back, keys: ['esc'] }, { ...help, label: 'back', quiet: true }, leave],
  leave: question,
};

/** The binding's words in a footer. */
export function labelOf(binding: Binding, run: RunState): string {
  return typeof binding.label === 'string' ? binding.label : binding.label(run);
}
