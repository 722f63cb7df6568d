import { Box } from 'ink';
import { itemOf } from '../../../engine/state/item-entry.ts';
import { formatUsd, plural, shortModel } from '../../format.ts';
import type { Hands } from '../../hands.ts';
import type { Line, Span } from '../../line.ts';
import { Lines } from '../../lines.tsx';
import type { Screen, ScreenProps } from '../../screen.ts';
import { useTerminal } from '../../terminal-context.ts';
import type { Terminal } from '../../theme.ts';
import { type ItemTab, itemTabs } from '../../ui.ts';
import { statusTone } from '../items/item-row.ts';
import { waitingSpans } from './approval-rows.ts';
import { itemBindings } from './item-keys.ts';
import { itemHeadRows } from './item-rows.ts';
import { viewOf } from './item-view.ts';
import { PlaybackView } from './playback-view.tsx';
import { pageOf } from './tab-lines.ts';
import { transcriptLines } from './transcript-lines.ts';

/** One item: what it is and where it stands, and one of its five sides. */
function Item({ hands, columns, rows }: ScreenProps) {
  const terminal = useTerminal();
  const tab = hands.ui.get().item?.tab ?? 'card';
  const head = [...headLines(hands, terminal), tabLine(tab, columns, terminal)];
  return (
    <Box flexDirection="column" width={columns} height={rows} flexShrink={0}>
      <Lines lines={head} width={columns} rows={itemHeadRows} />
      <Tab hands={hands} tab={tab} columns={columns} rows={Math.max(1, rows - itemHeadRows)} />
    </Box>
  );
}

interface TabProps {
  hands: Hands;
  tab: ItemTab;
  columns: number;
  rows: number;
}

function Tab({ hands, tab, columns, rows }: TabProps) {
  const terminal = useTerminal();
  const view = viewOf(hands);
  if (tab === 'transcript') {
    return (
      <Lines
        lines={transcriptLines(hands, { columns, rows }, terminal)}
        width={columns}
        rows={rows}
      />
    );
  }
  const output = view?.output;
  if (view && tab === 'output' && output?.type === 'output' && output.playback) {
    const { playback, from } = output;
    return <PlaybackView {...{ playback, play: view.play, from, columns, rows }} />;
  }
  const page = pageOf(hands, tab, columns, terminal);
  // Keys scroll in what is on the screen: only here is known how long that is.
  if (view) view.lengths[tab] = page.length;
  const top = Math.max(0, Math.min(view?.tops[tab] ?? 0, page.length - rows));
  const below = page.length - top - rows;
  const more: Line = [{ text: ` ${below + 1} more rows: j scrolls`, tone: 'quiet' }];
  const shown = page.slice(top, top + rows);
  const lines = below > 0 ? [...shown.slice(0, -1), more] : shown;
  return <Lines lines={lines} width={columns} rows={rows} />;
}

function headLines(hands: Hands, terminal: Terminal): Line[] {
  const { glyphs } = terminal;
  const id = hands.ui.get().item?.id ?? '';
  const item = itemOf(hands.session.store.getState(), id);
  const dot = (text: string): Span => ({ text: ` ${glyphs.dot} ${text}`, tone: 'quiet' });
  const title = hands.titleOf(id);
  const unknown = item.unknownCostCalls > 0 ? '+?' : '';
  const failing = item.failing.map(({ criterion }) => criterion).join(', ');
  return [
    [
      { text: ` ${id}`, tone: 'strong' },
      { text: title === id ? '' : `  ${title}`, tone: 'quiet' },
    ],
    [
      { text: ` ${item.status}`, tone: statusTone[item.status] },
      { text: item.reason === undefined ? '' : `: ${item.reason}`, tone: 'quiet' },
      ...waitingSpans(hands.frame().approvals, id, terminal),
      dot(`${formatUsd(item.costUsd)}${unknown}`),
      dot(plural(item.attempts, 'attempt')),
      dot(plural(item.repairs, 'repair')),
      dot(shortModel(item.model ?? '') || glyphs.none),
      ...(failing === '' ? [] : [dot(`failing ${failing}`)]),
    ],
  ];
}

function tabLine(open: ItemTab, width: number, { glyphs, color }: Terminal): Line {
  const tabs = itemTabs.flatMap((tab): Span[] => [
    { text: tab === open && !color ? `${glyphs.pick}` : ' ', tone: 'accent' },
    { text: tab, tone: tab === open ? 'tab' : 'quiet' },
    { text: ' ', tone: 'quiet' },
  ]);
  const used = tabs.reduce((sum, { text }) => sum + text.length, 1);
  return [
    { text: glyphs.rule, tone: 'quiet' },
    ...tabs,
    { text: glyphs.rule.repeat(Math.max(0, width - used)), tone: 'quiet' },
  ];
}

export const itemScreen: Screen = { title: 'item', bindings: itemBindings, Body: Item };
