import { Box } from 'ink';
import type { Panel, Playback } from '../../../engine/playback.ts';
import type { Line } from '../../line.ts';
import { Lines } from '../../lines.tsx';
import { titleRule } from '../../panes/rule.ts';
import { useTerminal } from '../../terminal-context.ts';
import type { Terminal } from '../../theme.ts';
import type { ItemView } from './item-view.ts';
import { panelLines } from './panel-lines.ts';

const sideBySideFrom = 110;

/** An output at one of its steps: code on the left and the rest beside it, or one below the other. */
export function PlaybackView({
  playback,
  play,
  from,
  columns,
  rows,
}: {
  playback: Playback;
  play: ItemView['play'];
  from: string;
  columns: number;
  rows: number;
}) {
  const terminal = useTerminal();
  const { chapter, step, variant, panels } = sceneAt(playback, play);
  const title = titleRule(
    `${from}: ${chapter?.title ?? playback.title}, step ${step + 1} of ${chapter?.steps ?? 1}${variant ? `, ${variant.title}` : ''}`,
    columns,
    terminal,
  );
  const room = rows - 1;
  const code = panels.filter(({ type }) => type === 'code');
  const others = panels.filter(({ type }) => type !== 'code');
  if (columns < sideBySideFrom || code.length === 0) {
    const lines = stacked([...code, ...others], { width: columns, rows: room, terminal });
    return <Lines lines={[title, ...lines]} width={columns} rows={rows} />;
  }
  const left = Math.floor((columns - 2) * 0.52);
  const right = columns - 2 - left;
  return (
    <Box flexDirection="column" width={columns} height={rows} flexShrink={0}>
      <Lines lines={[title]} width={columns} />
      <Box columnGap={2} height={room} flexShrink={0}>
        <Lines
          lines={stacked(code, { width: left, rows: room, terminal })}
          width={left}
          rows={room}
        />
        <Lines
          lines={stacked(others, { width: right, rows: room, terminal })}
          width={right}
          rows={room}
        />
      </Box>
    </Box>
  );
}

/** What is shown now: places that the output does not have any more give the nearest ones. */
export function sceneAt(playback: Playback, play: ItemView['play']) {
  const chapter = playback.chapters[Math.min(play.chapter, playback.chapters.length - 1)];
  const step = Math.max(0, Math.min(play.step, (chapter?.steps ?? 1) - 1));
  const variants = playback.variants.length;
  const variant = variants === 0 ? undefined : playback.variants[play.variant % variants];
  const all: Panel[] = chapter?.scene(step).panels ?? [];
  const panels = all.filter(
    (panel) =>
      panel.type !== 'code' || panel.variant === undefined || panel.variant === variant?.id,
  );
  return { chapter, step, variant, panels };
}

/** All panels share the rows: each gets what it needs, or as much as those that need more. */
function stacked(
  panels: readonly Panel[],
  { width, rows, terminal }: { width: number; rows: number; terminal: Terminal },
): Line[] {
  const needs = panels.map((panel) => panelLines(panel, { width, rows: 200, terminal }).length);
  const heights = shared(needs, rows);
  return panels.flatMap((panel, index) =>
    panelLines(panel, { width, rows: heights[index] ?? 0, terminal }),
  );
}

/** The highest equal bound under which all needs fit; what is left over goes to the first that need it. */
function shared(needs: readonly number[], rows: number): number[] {
  let bound = rows;
  const used = () => needs.reduce((sum, need) => sum + Math.min(need, bound), 0);
  while (bound > 0 && used() > rows) bound -= 1;
  let left = rows - used();
  return needs.map((need) => {
    const more = need > bound && left > 0 ? Math.min(left, need - bound) : 0;
    left -= more;
    return Math.min(need, bound) + more;
  });
}
