import { Box } from 'ink';
import { grouped } from '../../format.ts';
import type { Line } from '../../line.ts';
import { Lines } from '../../lines.tsx';
import type { Screen, ScreenProps } from '../../screen.ts';
import { useTerminal } from '../../terminal-context.ts';
import { detailLines, detailRows } from './failure-detail.ts';
import { failureRows } from './failure-rows.ts';
import {
  breakerSection,
  criteriaSection,
  errorSection,
  escalatedSection,
  type Sections,
  type Shown,
} from './failure-sections.ts';
import { failuresBindings, pickedRow } from './failures-keys.ts';

const besideFrom = 140;
const gap = 2;
/** With fewer rows, the row in focus is not shown in full. */
const detailFrom = 14;

/** Open breakers, criteria that failed, items that need a person, calls that failed; below, the one in focus in full. */
function Failures({ frame, hands, columns, rows }: ScreenProps) {
  const terminal = useTerminal();
  const row = pickedRow(hands);
  const detail = row && rows >= detailFrom ? detailLines(row, columns, terminal) : [];
  const isBeside = columns >= besideFrom;
  const width = isBeside ? Math.floor((columns - gap) / 2) : columns;
  const of: Sections = {
    state: hands.session.store.getState(),
    rows: failureRows(hands),
    picked: row?.key,
    nowMs: frame.nowMs,
    width,
    terminal,
  };
  const shown = isBeside ? sideBySide(of) : [oneColumn(of)];
  const room = detail.length > 0 ? rows - detailRows : rows;
  return (
    <Box flexDirection="column" width={columns} height={rows} flexShrink={0}>
      <Box columnGap={gap} height={room} flexShrink={0}>
        {shown.map((column, index) => (
          <Lines
            // biome-ignore lint/suspicious/noArrayIndexKey: a column of the screen is its place
            key={index}
            lines={windowOf(column, of.picked, room)}
            width={width}
            rows={room}
          />
        ))}
      </Box>
      {detail.length > 0 && <Lines lines={detail} width={columns} rows={detailRows} />}
    </Box>
  );
}

const blank: Shown = { key: undefined, line: [] };

function oneColumn(of: Sections): Shown[] {
  return [
    ...breakerSection(of),
    ...criteriaSection(of),
    blank,
    ...escalatedSection(of),
    blank,
    ...errorSection(of),
  ];
}

function sideBySide(of: Sections): Shown[][] {
  return [
    [...breakerSection(of), ...criteriaSection(of), blank, ...errorSection(of)],
    escalatedSection(of),
  ];
}

/**
 * As many rows as there is room for, the one in focus among them, from the top as long as possible; the
 * last one counts what is further down.
 */
function windowOf(shown: readonly Shown[], picked: string | undefined, rows: number): Line[] {
  const found = shown.findIndex(({ key }) => key !== undefined && key === picked);
  const at = Math.max(0, found);
  const from = Math.max(0, Math.min(at - Math.floor(rows / 2), shown.length - rows));
  const below = shown.length - from - rows;
  if (below <= 0) return shown.slice(from).map(({ line }) => line);
  const more: Line = [{ text: ` ${grouped(below + 1)} more rows: j goes down`, tone: 'quiet' }];
  return [...shown.slice(from, from + rows - 1).map(({ line }) => line), more];
}

export const failuresScreen: Screen = {
  title: 'failures',
  bindings: failuresBindings,
  Body: Failures,
};
