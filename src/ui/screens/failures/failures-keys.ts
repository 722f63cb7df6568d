import type { Binding } from '../../binding.ts';
import { keysOfList, settle } from '../../cursor.ts';
import { backToFloor } from '../../global-bindings.ts';
import type { Hands } from '../../hands.ts';
import { listBindings } from '../../list-bindings.ts';
import { openItem, showItems } from '../../navigate.ts';
import { type FailureRow, failureRows } from './failure-rows.ts';

export function pickedRow(hands: Hands): FailureRow | undefined {
  const rows = failureRows(hands);
  const keys = keysOfList(rows.map(({ key }) => key));
  return rows[settle(hands.ui.get().failures.cursor, keys, rows.length).index];
}

const none = (hands: Hands) => (pickedRow(hands) ? undefined : 'nothing has failed yet');

function drillIn(hands: Hands): void {
  const row = pickedRow(hands);
  if (row?.type === 'criterion') showItems(hands, `failed=${row.failure.criterion}`);
  else if (row?.type === 'breaker') showItems(hands, 'state:parked');
  else if (row) openItem(hands, row.item);
}

export const failuresBindings: readonly Binding[] = [
  {
    action: 'drill-in',
    keys: ['enter', 'right', 'l'],
    shown: 'enter',
    label: (hands) => (pickedRow(hands)?.type === 'item' ? 'drill in' : 'its items'),
    help: 'the items that ever failed on the criterion; of an item, the item',
    refused: none,
    press: drillIn,
  },
  {
    action: 'reset-breaker',
    keys: ['r'],
    shown: 'r',
    label: 'reset',
    help: 'begin again what the breaker in focus stopped',
    refused: (hands) => {
      if (pickedRow(hands)?.type !== 'breaker') return 'no breaker is in focus';
      const link = hands.session.getLink();
      return link.type === 'lost' ? link.reason : undefined;
    },
    press(hands) {
      const row = pickedRow(hands);
      if (row?.type !== 'breaker') return;
      const { id } = row.breaker;
      void hands.send({ type: 'reset-breaker', id }, `${id} reset, its work goes on`);
    },
  },
  {
    action: 'failing-now',
    keys: ['f'],
    shown: 'f',
    label: 'failing now',
    help: 'only the items that fail on it in their newest card',
    refused: (hands) =>
      pickedRow(hands)?.type === 'criterion' ? undefined : 'no criterion is in focus',
    press(hands) {
      const row = pickedRow(hands);
      if (row?.type === 'criterion') showItems(hands, `failing:${row.failure.criterion}`);
    },
  },
  {
    action: 'escalated',
    keys: ['e'],
    shown: 'e',
    label: 'escalated',
    help: 'all items that wait for a person',
    refused: (hands) =>
      hands.session.store.getState().counts.escalated > 0 ? undefined : 'no item needs a person',
    press: (hands) => showItems(hands, 'state:escalated'),
  },
  backToFloor,
  ...listBindings({
    cursor: (ui) => ui.failures.cursor,
    withCursor: (ui, cursor) => ({ ...ui, failures: { cursor } }),
    keys: (hands) => keysOfList(failureRows(hands).map(({ key }) => key)),
    rows: (hands) => hands.space().rows,
  }),
];
