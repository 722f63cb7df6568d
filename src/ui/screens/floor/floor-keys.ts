import type { Binding } from '../../binding.ts';
import { keysOfList, settle } from '../../cursor.ts';
import type { Hands } from '../../hands.ts';
import { type FloorPlan, planFloor } from '../../layout.ts';
import { listBindings } from '../../list-bindings.ts';
import { goTo, openItem, showItems } from '../../navigate.ts';
import { notLive } from '../../not-live.ts';
import type { ParkView } from '../../park-words.ts';
import type { WorkerView } from '../../selectors.ts';

/** More than this the engine refuses. */
export const mostWorkers = 1000;

/** The selection stays with its item, wherever that goes; an idle worker is its own place. */
export function floorKey({ busy, item, worker }: WorkerView): string {
  return busy ? item : `#${worker}`;
}

export function floorKeys(workers: readonly WorkerView[]) {
  return keysOfList(workers.map(floorKey));
}

/** The worker that the keys mean. */
export function pickedWorker(hands: Hands): WorkerView | undefined {
  const { workers } = hands.frame();
  return workers[settle(hands.ui.get().floor.cursor, floorKeys(workers), workers.length).index];
}

/** Rows of the floor that say what is parked; beyond them the header counts. */
export function parkRows(parks: readonly ParkView[]): number {
  return Math.min(parks.length, mostParkRows);
}

const mostParkRows = 3;

export function floorPlan(hands: Hands): FloorPlan {
  const { columns, rows } = hands.space();
  const { ended, workers, parks } = hands.frame();
  const bodyRows = rows - (ended ? 0 : parkRows(parks));
  return planFloor({ columns, bodyRows, workers: Math.max(1, ended ? 0 : workers.length) });
}

function changeWorkers(hands: Hands, step: 1 | -1): void {
  const workers = hands.wantedWorkers(step);
  void hands.send({ type: 'set-workers', workers }, `${workers} workers`);
}

function sideways(hands: Hands, direction: 1 | -1): void {
  const { across, shown } = floorPlan(hands);
  const { workers } = hands.frame();
  const perColumn = Math.max(1, Math.ceil(Math.min(shown, workers.length) / across));
  const at = settle(hands.ui.get().floor.cursor, floorKeys(workers), workers.length).index;
  const to = workers[at + direction * perColumn];
  if (!to) return;
  const cursor = { key: floorKey(to), index: at + direction * perColumn, top: 0 };
  hands.ui.set((ui) => ({ ...ui, floor: { cursor } }));
}

const isPaused = ({ session }: Hands) => session.store.getState().run.state === 'paused';

export const floorBindings: readonly Binding[] = [
  {
    action: 'pause',
    keys: ['p'],
    shown: 'p',
    label: (hands) => (isPaused(hands) ? 'resume' : 'pause'),
    help: 'pause (calls in flight are finished), or resume',
    refused: notLive,
    press(hands) {
      const paused = isPaused(hands);
      void hands.send({ type: paused ? 'resume' : 'pause' }, paused ? 'resumed' : 'pausing');
    },
  },
  {
    action: 'more-workers',
    keys: ['+', '='],
    shown: '+',
    label: 'worker',
    help: 'one worker more',
    refused: (hands) =>
      notLive(hands) ??
      (hands.session.store.getState().run.workers >= mostWorkers
        ? `${mostWorkers} workers are the most`
        : undefined),
    press: (hands) => changeWorkers(hands, 1),
  },
  {
    action: 'fewer-workers',
    keys: ['-', '_'],
    shown: '-',
    label: 'worker',
    help: 'one worker fewer; it finishes its item first',
    refused: (hands) =>
      notLive(hands) ??
      (hands.session.store.getState().run.workers <= 1 ? 'one worker is the least' : undefined),
    press: (hands) => changeWorkers(hands, -1),
  },
  {
    action: 'drill-in',
    keys: ['enter'],
    shown: 'enter',
    label: 'drill in',
    help: 'the transcript of what the worker in focus does',
    refused: (hands) => (pickedWorker(hands)?.busy ? undefined : 'no item is in focus'),
    press: (hands) => openItem(hands, pickedWorker(hands)?.item ?? '', 'transcript'),
  },
  {
    action: 'find',
    keys: ['/'],
    shown: '/',
    label: 'find',
    help: 'find an item among all of them',
    press(hands) {
      showItems(hands, '');
      hands.press('/');
    },
  },
  {
    action: 'left',
    keys: ['h', 'left'],
    shown: 'h',
    label: 'left',
    help: 'the column to the left',
    press: (hands) => sideways(hands, -1),
    quiet: true,
  },
  {
    action: 'right',
    keys: ['l', 'right'],
    shown: 'l',
    label: 'right',
    help: 'the column to the right',
    press: (hands) => sideways(hands, 1),
    quiet: true,
  },
  {
    action: 'escalated',
    keys: ['e'],
    shown: 'e',
    label: 'escalated',
    help: 'the items that wait for a person',
    press: (hands) => showItems(hands, 'state:escalated'),
    quiet: true,
  },
  {
    action: 'failures',
    keys: ['f'],
    shown: 'f',
    label: 'failures',
    help: 'failures by criterion',
    press: (hands) => goTo(hands, 'failures'),
    quiet: true,
  },
  ...listBindings({
    cursor: (ui) => ui.floor.cursor,
    withCursor: (ui, cursor) => ({ ...ui, floor: { cursor } }),
    keys: (hands) => floorKeys(hands.frame().workers),
    rows: (hands) => hands.frame().workers.length,
  }),
];
