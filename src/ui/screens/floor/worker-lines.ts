import { formatDuration, formatUsd, shortModel } from '../../format.ts';
import { fitFields, justify, type Line, type Tone } from '../../line.ts';
import type { LoopLimits } from '../../loop-limits.ts';
import { cut, lastRows } from '../../sanitise.ts';
import type { WorkerView } from '../../selectors.ts';
import type { Terminal } from '../../theme.ts';

/** How each phase is coloured: only what deserves a look stands out. */
export const phaseTone: Record<WorkerView['phase'], Tone> = {
  idle: 'quiet',
  thinking: 'plain',
  writing: 'accent',
  tools: 'plain',
  validating: 'good',
  judging: 'good',
  repairing: 'warn',
  waiting: 'warn',
};

/** The place of a worker on the screen. */
export interface Pane {
  width: number;
  rows: number;
  limits: LoopLimits;
  /** Whether the keys mean this one. */
  isPicked: boolean;
}

/** A worker's pane: item and cost, where its attempt stands, its last tool, the end of its stream, a gap. */
export function workerLines(
  view: WorkerView,
  { width, rows, limits, isPicked }: Pane,
  terminal: Terminal,
): Line[] {
  const { glyphs } = terminal;
  const mark: Line = [
    { text: isPicked ? glyphs.pick : ' ', tone: 'accent' },
    { text: `${String(view.worker + 1).padStart(2)} `, tone: 'quiet' },
  ];
  if (!view.busy) return [[...mark, { text: `${glyphs.none} idle`, tone: 'quiet' }]];
  return [
    headLine(view, mark, width, terminal),
    standLine(view, { width, limits }, terminal),
    toolLine(view, width, terminal),
    ...streamLines(view, { width, rows: rows - 4 }, terminal),
  ];
}

function headLine(view: WorkerView, mark: Line, width: number, { charset }: Terminal): Line {
  const right: Line = [
    { text: formatUsd(view.costUsd) },
    { text: `  ${formatDuration(view.seconds * 1000)} `, tone: 'quiet' },
  ];
  const title =
    view.title === '' || view.title === view.item ? '' : `  ${cut(view.title, width, charset)}`;
  const left: Line = [
    ...mark,
    { text: cut(view.item, width, charset), tone: 'strong' },
    { text: title, tone: 'quiet' },
  ];
  return justify({ left, right }, width, charset);
}

function standLine(
  view: WorkerView,
  { width, limits }: { width: number; limits: LoopLimits },
  { charset, glyphs }: Terminal,
): Line {
  const { repairs, turn, attempt, phase } = view;
  const word = (rank: number, text: string, tone: Tone = 'quiet') => ({
    rank,
    line: [{ text, tone }],
  });
  const fields = [
    word(0, phase, phaseTone[phase]),
    word(1, `turn ${turn}/${limits.maxTurns}`),
    ...(repairs > 0 ? [word(2, `repair ${repairs}/${limits.maxRepairs}`, 'warn')] : []),
    word(3, cut(shortModel(view.model) || glyphs.none, 24, charset)),
    ...(attempt > 1 ? [word(4, `attempt ${attempt}`)] : []),
  ];
  const gap: Line = [{ text: ` ${glyphs.dot} `, tone: 'quiet' }];
  return [{ text: '    ' }, ...fitFields(fields, width - 5, gap)];
}

function toolLine(view: WorkerView, width: number, { charset, glyphs }: Terminal): Line {
  if (view.tool === '') return [{ text: '    no tool used yet', tone: 'quiet' }];
  return [
    { text: '    ' },
    view.toolIsError ? { text: glyphs.bad, tone: 'bad' } : { text: glyphs.good, tone: 'good' },
    { text: ` ${cut(view.tool, 20, charset)} ` },
    { text: cut(view.toolSummary, width - 8, charset), tone: 'quiet' },
  ];
}

function streamLines(
  view: WorkerView,
  { width, rows }: { width: number; rows: number },
  { charset, glyphs }: Terminal,
): Line[] {
  const tail = lastRows(view.tail, { cells: width - 7, count: rows, charset });
  return tail.map((text) => [
    { text: `    ${glyphs.stream} `, tone: 'quiet' },
    { text, tone: 'quiet' },
  ]);
}
