import { Box } from 'ink';
import type { Frame } from '../../frame.ts';
import type { FloorPlan } from '../../layout.ts';
import { Lines } from '../../lines.tsx';
import { Failures } from '../../panes/failures.tsx';
import { parkLine } from '../../panes/park-line.ts';
import type { Screen, ScreenProps } from '../../screen.ts';
import { useTerminal } from '../../terminal-context.ts';
import { Ending, endingRows } from './ending.tsx';
import { floorBindings, floorPlan, parkRows, pickedWorker } from './floor-keys.ts';
import { Workers } from './workers.tsx';

/** The workers and, where there is room, the failures; after the end its outcome instead of the workers. */
function Floor(props: ScreenProps) {
  const { frame, columns, rows } = props;
  const { glyphs } = useTerminal();
  const parked = frame.ended ? 0 : parkRows(frame.parks);
  if (parked === 0) return <Area {...props} />;
  const lines = frame.parks.slice(0, parked).map((park) => parkLine(park, glyphs));
  return (
    <Box flexDirection="column" width={columns} height={rows} flexShrink={0}>
      <Lines lines={lines} width={columns} rows={parked} />
      <Area {...props} rows={rows - parked} />
    </Box>
  );
}

function Area({ frame, hands, columns, rows }: ScreenProps) {
  const plan = floorPlan(hands);
  const failures = frame.ended ? afterTheEnd(plan, frame, rows) : plan.failures;
  const besides = failures.place === 'beside';
  const areaWidth = besides ? columns - failures.width - 2 : columns;
  return (
    <Box
      flexDirection={besides ? 'row' : 'column'}
      columnGap={2}
      justifyContent="space-between"
      width={columns}
      height={rows}
      flexShrink={0}
    >
      {frame.ended ? (
        <Ending
          frame={frame}
          width={areaWidth}
          rows={failures.place === 'below' ? rows - failures.rows : rows}
        />
      ) : (
        <Workers
          workers={frame.workers}
          plan={plan}
          limits={hands.limits}
          picked={pickedWorker(hands)?.worker}
        />
      )}
      {failures.place !== 'none' && (
        <Failures failures={frame.failures} width={failures.width} rows={failures.rows} />
      )}
    </Box>
  );
}

/** The outcome takes what it needs of the rows, the failures keep a few of them. */
function afterTheEnd(plan: FloorPlan, frame: Frame, rows: number): FloorPlan['failures'] {
  const { failures } = plan;
  if (failures.place !== 'below') return failures;
  return { ...failures, rows: Math.max(Math.min(failures.rows, 6), rows - endingRows(frame)) };
}

export const floorScreen: Screen = { title: 'floor', bindings: floorBindings, Body: Floor };
