/** Smaller than this, the console only says so. */
export const smallest = { columns: 60, rows: 15 };

/** How the rows of the screen are shared out; they add up to the terminal's. */
export interface ScreenPlan {
  headerRows: 2 | 3 | 4;
  bodyRows: number;
}

/** How the floor is shared between workers and failures. */
export interface FloorPlan {
  mode: 'panes' | 'rows';
  /** Columns of workers, the width of each in cells, and the rows of one pane. */
  across: number;
  width: number;
  paneRows: number;
  /** Workers that have a place; the rest is only counted. */
  shown: number;
  workersRows: number;
  failures: { place: 'beside' | 'below' | 'none'; width: number; rows: number };
}

const besideFrom = 140;
const besideWidth = 46;
const gap = 2;
const failuresLeast = 6;
const failuresMost = 14;
const paneHeights = [7, 6, 5];
const comfortable = 56;
const narrowestPane = 38;
const narrowestRow = 25;

/** Rows of header and body: one rule, one line of notices and one footer are taken off. */
export function planScreen({ columns, rows }: { columns: number; rows: number }): ScreenPlan {
  const roomy = rows >= 30 && columns < 110 ? 4 : 3;
  const headerRows = rows < 20 ? 2 : roomy;
  return { headerRows, bodyRows: rows - headerRows - 3 };
}

/** Panes as long as they fit, at the failures' cost if need be, in comfortable columns first; else rows. */
export function planFloor({
  columns,
  bodyRows,
  workers,
}: {
  columns: number;
  bodyRows: number;
  workers: number;
}): FloorPlan {
  const beside = columns >= besideFrom;
  const area = beside ? columns - besideWidth - gap : columns;
  const reserved = beside || bodyRows < 2 * failuresLeast ? 0 : failuresLeast;
  const room = bodyRows - reserved;
  const places =
    planPanes(area, room, workers) ??
    planPanes(area, bodyRows, workers) ??
    planRows(area, room, workers) ??
    crowded(area, bodyRows, workers);
  const below = Math.min(failuresMost, bodyRows - places.workersRows);
  const besidePlan = { place: 'beside', width: besideWidth, rows: bodyRows } as const;
  const belowPlan = { place: 'below', width: columns, rows: below } as const;
  const none = { place: 'none', width: 0, rows: 0 } as const;
  const underneath = below >= failuresLeast - 1 ? belowPlan : none;
  return { ...places, failures: beside ? besidePlan : underneath };
}

type Places = Omit<FloorPlan, 'failures'>;

function planPanes(area: number, room: number, workers: number): Places | undefined {
  const least = Math.max(1, Math.min(workers, Math.floor(area / comfortable)));
  for (let across = least; across <= Math.floor(area / narrowestPane); across++) {
    const high = Math.ceil(workers / across);
    const paneRows = paneHeights.find((rows) => high * rows <= room);
    if (paneRows === undefined) continue;
    return {
      mode: 'panes',
      across,
      width: widthOf(area, across),
      paneRows,
      shown: workers,
      workersRows: high * paneRows,
    };
  }
  return undefined;
}

function planRows(area: number, room: number, workers: number): Places | undefined {
  for (let across = 1; across <= Math.floor(area / narrowestRow); across++) {
    const high = Math.ceil(workers / across);
    if (high > room) continue;
    return {
      mode: 'rows',
      across,
      width: widthOf(area, across),
      paneRows: 1,
      shown: workers,
      workersRows: high,
    };
  }
  return undefined;
}

function crowded(area: number, bodyRows: number, workers: number): Places {
  const fits = planRows(area, bodyRows, workers);
  if (fits) return fits;
  const across = Math.floor(area / narrowestRow);
  const shown = Math.max(0, across * (bodyRows - 1));
  return {
    mode: 'rows',
    across,
    width: widthOf(area, across),
    paneRows: 1,
    shown,
    workersRows: bodyRows,
  };
}

function widthOf(area: number, across: number): number {
  return Math.floor((area - (across - 1) * gap) / across);
}
