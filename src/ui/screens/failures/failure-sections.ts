import type { FactoryState } from '../../../engine/state/state.ts';
import { formatAge, grouped } from '../../format.ts';
import type { Line } from '../../line.ts';
import { failureLine } from '../../panes/failures.tsx';
import { titleRule } from '../../panes/rule.ts';
import { pad } from '../../sanitise.ts';
import { spark } from '../../spark.ts';
import type { Terminal } from '../../theme.ts';
import { errorRows, type FailureRow, mostItems } from './failure-rows.ts';

/** A line of the screen, with the key of the row that it shows, if it shows one. */
export interface Shown {
  key: string | undefined;
  line: Line;
}

/** What sections are drawn from. */
export interface Sections {
  state: FactoryState;
  rows: readonly FailureRow[];
  picked: string | undefined;
  nowMs: number;
  width: number;
  terminal: Terminal;
}

const plain = (line: Line): Shown => ({ key: undefined, line });
const quiet = (text: string): Shown => plain([{ text, tone: 'quiet' }]);

/** Breakers that are open: what is stopped, since when, how many items wait, and what opened it. */
export function breakerSection({ rows, picked, nowMs, width, terminal }: Sections): Shown[] {
  const breakers = rows.filter((row) => row.type === 'breaker');
  if (breakers.length === 0) return [];
  const { charset, glyphs } = terminal;
  const cells = Math.min(36, Math.floor(width * 0.4));
  return [
    plain(titleRule('breakers that are open: r resets the one in focus', width, terminal)),
    ...breakers.map(({ key, breaker: { id, waiting, sinceMs, reason } }) => ({
      key,
      line: [
        { text: key === picked ? `${glyphs.pick} ` : '  ', tone: 'accent' },
        { text: `${pad(id, cells, charset)} `, tone: 'bad' },
        {
          text: `${grouped(waiting).padStart(5)} wait, ${formatAge(nowMs - sinceMs).padStart(4)} `,
          tone: 'warn',
        },
        { text: ` ${reason}`, tone: 'quiet' },
      ] satisfies Line,
    })),
    plain([]),
  ];
}

/** Criteria by how often they failed: trend over the run, bar, share repaired, last message. */
export function criteriaSection(of: Sections): Shown[] {
  const { rows, width, terminal } = of;
  const criteria = rows.filter((row) => row.type === 'criterion');
  const title = 'criteria that failed: trend, times, share repaired';
  const most = Math.max(1, ...criteria.map(({ failure }) => failure.failed));
  return [
    plain(titleRule(title, width, terminal)),
    ...criteria.map((row) => ({ key: row.key, line: criterionLine(row, most, of) })),
    ...(criteria.length > 0 ? [] : [quiet(' none: no report card has failed yet; 2 shows items')]),
  ];
}

/** Items that need a person, with the reason, the newest first. */
export function escalatedSection(of: Sections): Shown[] {
  const { state, rows, width, terminal } = of;
  const items = rows.filter((row) => row.type === 'item');
  const { escalated } = state.counts;
  const title = `escalated: ${grouped(escalated)} for a person${escalated > 0 ? ', e lists them' : ''}`;
  const isCut = items.length >= mostItems && escalated > items.length;
  return [
    plain(titleRule(title, width, terminal)),
    ...items.map((row) => ({ key: row.key, line: itemLine(row, of) })),
    ...(items.length > 0 ? [] : [quiet(' none: no item needs a person')]),
    ...(isCut ? [quiet(` and ${grouped(escalated - items.length)} more: e lists them`)] : []),
  ];
}

/** Calls that failed, by the class of their failure: how often, how long ago, what was said last. */
export function errorSection({ state, nowMs, width, terminal }: Sections): Shown[] {
  const errors = errorRows(state);
  const lines = errors.map(
    ([kind, { count, lastMessage, lastAtMs }]): Line => [
      { text: `  ${pad(kind, 14, terminal.charset)} ${grouped(count).padStart(6)} `, tone: 'bad' },
      { text: ` ${formatAge(nowMs - lastAtMs).padStart(4)} ago  ${lastMessage}`, tone: 'quiet' },
    ],
  );
  return [
    plain(titleRule('failed calls by class', width, terminal)),
    ...lines.map(plain),
    ...(errors.length > 0 ? [] : [quiet(' none: every call was answered')]),
  ];
}

function criterionLine(
  { key, failure }: Extract<FailureRow, { type: 'criterion' }>,
  most: number,
  { state, picked, nowMs, width, terminal }: Sections,
): Line {
  const { charset, glyphs } = terminal;
  const cells = width >= 150 ? 30 : width >= 100 ? 16 : 8;
  const series = state.criteria.get(failure.criterion)?.trend;
  const trend = series ? spark(series, nowMs, { cells, charset }) : '';
  return [
    { text: key === picked ? glyphs.pick : ' ', tone: 'accent' },
    { text: pad(trend, cells, charset), tone: 'quiet' },
    ...failureLine(failure, most, width - cells - 1, terminal),
  ];
}

function itemLine(
  { key, item, reason }: Extract<FailureRow, { type: 'item' }>,
  { picked, width, terminal: { charset, glyphs } }: Sections,
): Line {
  const isPicked = key === picked;
  const cells = Math.min(36, Math.floor(width * 0.3));
  return [
    { text: isPicked ? `${glyphs.pick} ` : '  ', tone: 'accent' },
    { text: `${pad(item, cells, charset)} `, tone: isPicked ? 'strong' : 'plain' },
    { text: reason, tone: 'quiet' },
  ];
}
