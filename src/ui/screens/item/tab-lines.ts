import type { ItemOutput } from '../../../client/item/item-output.ts';
import { itemOf } from '../../../engine/state/item-entry.ts';
import type { Hands } from '../../hands.ts';
import type { Line } from '../../line.ts';
import { titleRule } from '../../panes/rule.ts';
import { breakRows } from '../../sanitise.ts';
import type { Terminal } from '../../theme.ts';
import type { ItemTab } from '../../ui.ts';
import { approvalRows } from './approval-rows.ts';
import { cardLines } from './card-lines.ts';
import { changesLines } from './changes-lines.ts';
import { costLines } from './cost-lines.ts';
import { type ItemView, viewOf } from './item-view.ts';

/** Of an output that nothing plays, so much is laid out; the rest is for an editor. */
const mostText = 400_000;
const longestLine = 20_000;

/** All lines of a tab that is one long page; none for those that draw themselves. */
export function pageOf(hands: Hands, tab: ItemTab, width: number, terminal: Terminal): Line[] {
  const view = viewOf(hands);
  if (!view) return [];
  switch (tab) {
    case 'card':
      return [
        ...withFault(view, cardLines(view, width, terminal)),
        ...approvalRows(hands.session.store.getState(), view.id, { width, terminal }),
      ];
    case 'changes':
      return withFault(view, changesLines(view, width, terminal));
    case 'cost':
      return costLines(view, itemOf(hands.session.store.getState(), view.id), { width, terminal });
    case 'output':
      return outputLines(view, width, terminal);
    case 'transcript':
      return [];
    default:
      return tab satisfies never;
  }
}

function withFault({ fault }: ItemView, lines: Line[]): Line[] {
  return fault === undefined
    ? lines
    : [[{ text: ` not all can be read: ${fault}`, tone: 'bad' }], ...lines];
}

function outputLines({ output }: ItemView, width: number, terminal: Terminal): Line[] {
  const quiet = (text: string): Line[] => [[{ text: ` ${text}`, tone: 'quiet' }]];
  if (output === undefined) return quiet('reading the output');
  if (output.type === 'none')
    return quiet('nothing has been written yet; tab shows the other sides');
  if (output.type === 'damaged') {
    return [[{ text: ` ${output.file} cannot be read: ${output.reason}`, tone: 'bad' }]];
  }
  const why =
    output.fault === undefined ? 'nothing that could be played' : `no JSON: ${output.fault}`;
  return [
    titleRule(`${output.from}, ${output.sizeBytes} bytes, ${why}`, width, terminal),
    ...textLines(output, Math.max(10, width - 2), terminal),
    ...(output.text.length > mostText ? quiet('… the rest: o opens the file') : []),
  ];
}

type Text = Extract<ItemOutput, { type: 'output' }>;
const laid = new WeakMap<Text, { key: string; lines: readonly Line[] }>();

/** Laid out once, not with each frame: a large text takes its time. */
function textLines(output: Text, cells: number, { charset }: Terminal): readonly Line[] {
  const key = `${cells} ${charset}`;
  const found = laid.get(output);
  if (found?.key === key) return found.lines;
  const lines = output.text
    .slice(0, mostText)
    .split('\n')
    .flatMap((line) => breakRows(line.slice(0, longestLine), cells, charset))
    .map((text): Line => [{ text: ` ${text}` }]);
  laid.set(output, { key, lines });
  return lines;
}
