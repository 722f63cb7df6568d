import { itemOf } from '../../../engine/state/item-entry.ts';
import { settle } from '../../cursor.ts';
import { grouped } from '../../format.ts';
import type { Line } from '../../line.ts';
import { Lines } from '../../lines.tsx';
import { titleRule } from '../../panes/rule.ts';
import type { Screen, ScreenProps } from '../../screen.ts';
import { useTerminal } from '../../terminal-context.ts';
import { headRow, itemRow } from './item-row.ts';
import { itemsBindings, itemsHeadRows } from './items-keys.ts';

/** All items of the catalogue, as many of them as the screen has rows. */
function Items({ frame, hands, columns, rows }: ScreenProps) {
  const terminal = useTerminal();
  const { session } = hands;
  const { filter, sort, cursor } = hands.ui.get().items;
  const { keys } = hands.itemList({ filter, sort });
  const room = rows - itemsHeadRows;
  const at = settle(cursor, keys, room);
  const state = session.store.getState();
  const total = session.getCatalogue().length;
  const lines: Line[] = [];
  for (let index = at.top; index < Math.min(keys.length, at.top + room); index += 1) {
    const id = keys.at(index);
    if (id === undefined) continue;
    const item = itemOf(state, id);
    const isPicked = index === at.index;
    const title = hands.titleOf(id);
    lines.push(itemRow({ item, title, isPicked, nowMs: frame.nowMs }, columns, terminal));
  }
  const place = keys.length === 0 ? '' : `${grouped(at.index + 1)} of `;
  const of = filter === '' ? '' : ` of ${grouped(total)}`;
  const title = `items ${place}${grouped(keys.length)}${of}${filter === '' ? '' : `  /${filter}`}${sort === 'catalogue' ? '' : `  by ${sort}`}`;
  return (
    <Lines
      lines={[
        titleRule(title, columns, terminal),
        headRow(columns, terminal),
        ...(lines.length > 0 ? lines : [empty(frame.link.type, filter)]),
      ]}
      width={columns}
      rows={rows}
    />
  );
}

function empty(link: string, filter: string): Line {
  const text =
    link === 'loading'
      ? ' the items are being read'
      : filter === ''
        ? ' the catalogue is empty'
        : ' no item fits the filter: / changes it, esc takes it away';
  return [{ text, tone: 'quiet' }];
}

export const itemsScreen: Screen = { title: 'items', bindings: itemsBindings, Body: Items };
