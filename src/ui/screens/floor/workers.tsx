import { Box } from 'ink';
import { memo } from 'react';
import type { FloorPlan } from '../../layout.ts';
import { Lines } from '../../lines.tsx';
import type { LoopLimits } from '../../loop-limits.ts';
import type { WorkerView } from '../../selectors.ts';
import { useTerminal } from '../../terminal-context.ts';
import { workerLines } from './worker-lines.ts';
import { workerRow } from './worker-row.ts';

/** All workers, filled column by column as the plan says. */
export const Workers = memo(function Workers({
  workers,
  plan,
  limits,
  picked,
}: {
  workers: readonly WorkerView[];
  plan: FloorPlan;
  limits: LoopLimits;
  /** The worker that the keys mean. */
  picked: number | undefined;
}) {
  const shown = workers.slice(0, plan.shown);
  const perColumn = Math.max(1, Math.ceil(shown.length / plan.across));
  const columns = Array.from({ length: plan.across }, (_, index) =>
    shown.slice(index * perColumn, (index + 1) * perColumn),
  );
  const hidden = workers.length - shown.length;
  return (
    <Box flexDirection="column" height={plan.workersRows} flexShrink={0}>
      <Box columnGap={2}>
        {columns.map((column, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
          <Box key={index} flexDirection="column" width={plan.width} flexShrink={0}>
            {column.map((view) => (
              <WorkerPane
                key={view.worker}
                view={view}
                limits={limits}
                width={plan.width}
                rows={plan.paneRows}
                isPicked={view.worker === picked}
              />
            ))}
          </Box>
        ))}
      </Box>
      {hidden > 0 && (
        <Lines
          lines={[[{ text: ` and ${hidden} more workers: enlarge the terminal`, tone: 'quiet' }]]}
          width={plan.width}
        />
      )}
    </Box>
  );
});

const WorkerPane = memo(function WorkerPane({
  view,
  limits,
  width,
  rows,
  isPicked,
}: {
  view: WorkerView;
  limits: LoopLimits;
  width: number;
  rows: number;
  isPicked: boolean;
}) {
  const terminal = useTerminal();
  const lines =
    rows === 1
      ? [workerRow(view, { width, limits, isPicked }, terminal)]
      : workerLines(view, { width, rows, limits, isPicked }, terminal);
  return <Lines lines={lines} width={width} rows={rows} />;
});
