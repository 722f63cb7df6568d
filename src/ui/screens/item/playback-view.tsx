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

/** Each panel gets what it needs, the first ones at most their share while others wait. */
function stacked(
  panels: readonly Panel[],
  { width, rows, terminal }: { width: number; rows: number; terminal: Terminal },
): Line[] {
  const whole = panels.map((panel) => panelLines(panel, { width, rows: 200, terminal }).length);
  const lines: Line[] = [];
  for (const [index, panel] of panels.entries()) {
    const after = whole.slice(index + 1);
    const needed = after.reduce((sum, one) => sum + one, 0);
    const left = rows - lines.length;
    const share = Math.max(Math.floor(left / (after.length + 1)), left - needed);
    const height = Math.min(left, whole[index] ?? 0, after.length === 0 ? left : share);
    lines.push(...panelLines(panel, { width, rows: height, terminal }));
  }
  return lines.slice(0, rows);
}
