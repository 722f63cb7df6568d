import { Box } from 'ink';
import type { Playback } from '../../../engine/playback.ts';
import { Lines } from '../../lines.tsx';
import { titleRule } from '../../panes/rule.ts';
import { useTerminal } from '../../terminal-context.ts';
import type { ItemView } from './item-view.ts';
import { type Band, layOutPanels } from './playback-layout.ts';
import { sceneAt } from './scene-at.ts';

/** An output at one of its steps, laid out by the size of the screen. */
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
  const { chapter, number, step, variant, panels, before } = sceneAt(playback, play);
  const steps = `step ${step + 1} of ${chapter?.steps ?? 1}`;
  const language = variant ? `, ${variant.title}` : '';
  const place = `${number} of ${playback.chapters.length}, ${chapter?.title ?? playback.title}`;
  const title = `${from}: ${steps}${language}; ${place}`;
  const area = { columns, rows: Math.max(1, rows - 1), terminal, before };
  return (
    <Box flexDirection="column" width={columns} height={rows} flexShrink={0}>
      <Lines lines={[titleRule(title, columns, terminal)]} width={columns} />
      {layOutPanels(panels, area).map((band, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a band is its place
        <BandView key={index} band={band} />
      ))}
    </Box>
  );
}

function BandView({ band: { columns, rows } }: { band: Band }) {
  return (
    <Box columnGap={2} height={rows} flexShrink={0}>
      {columns.map(({ width, lines }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
        <Lines key={index} lines={lines} width={width} rows={rows} />
      ))}
    </Box>
  );
}
