import type { Store } from '../engine/journal/store.ts';
import { type Summary, summarise } from '../engine/state/summary.ts';
import { timeRange, usdRange } from './forecast-words.ts';
import { formatShare, formatUsd, grouped, plural } from './format.ts';
import { plainLine } from './plain-line.ts';
import { cut } from './sanitise.ts';
import { onlyApprovalsLeft } from './selectors.ts';

export interface PlainOptions {
  store: Store;
  /** Takes whole lines, each with its line break. */
  write: (text: string) => void;
  /** Repairs, failing criteria, throttles and failed calls too. */
  verbose: boolean;
}

const summaryEveryMs = 30_000;
const widest = 500;
const leftLine =
  'only approvals are left: ai-factory approvals lists them, ai-factory approve and deny decide';

/**
 * Prints what happens as plain lines, for pipes, logs and screen readers, and at most every 30 seconds
 * of the run one with the totals. All times are those of the events, in UTC. Returns how to stop.
 */
export function printPlain({ store, write, verbose }: PlainOptions): () => void {
  let summarisedAtMs: number | undefined;
  let wasLeft = false;
  return store.subscribe((event) => {
    if (event === undefined) return;
    const print = (text: string) => write(`${event.at.slice(11, 19)}Z ${cut(text, widest)}\n`);
    const line = plainLine(event, store.getState(), verbose);
    if (line !== undefined) print(line);
    const isLeft = onlyApprovalsLeft(store.getState());
    if (isLeft && !wasLeft) print(leftLine);
    wasLeft = isLeft;
    const atMs = Date.parse(event.at);
    summarisedAtMs ??= atMs;
    const due = atMs - summarisedAtMs >= summaryEveryMs && event.type !== 'run.ended';
    if (!due) return;
    summarisedAtMs = atMs;
    print(totalsLine(summarise(store.getState(), atMs)));
  });
}

function totalsLine(summary: Summary): string {
  const { items, request, money, quality, throughput, provider, approvals, forecast } = summary;
  const budget = money.budgetUsd === null ? '' : ` of ${formatUsd(money.budgetUsd)}`;
  const speed = throughput.perHour === null ? '' : `, ${grouped(Math.round(throughput.perHour))}/h`;
  const waits = approvals.waiting === 0 ? '' : `, ${plural(approvals.waiting, 'approval')} waiting`;
  const left = forecast?.restMs ? `, ${timeRange(forecast.restMs)} left` : '';
  const atEnd = forecast ? `, ${usdRange(forecast.endUsd)} at the end` : '';
  const wanted =
    request.target === null
      ? ''
      : `${grouped(request.accepted)} of ${grouped(request.target)} wanted; `;
  return (
    `-- ${provider.rehearsal ? 'REHEARSAL ' : ''}${grouped(request.settled)}/${grouped(request.items)}: ` +
    `${wanted}${grouped(items.accepted)} accepted, ${grouped(items.escalated)} escalated, ` +
    `${grouped(items.working)} working${waits}; ${formatUsd(money.runSpentUsd)}${budget}${atEnd}, ` +
    `${formatUsd(money.perAcceptedUsd)}/accepted; ${formatShare(quality.firstPassRate)} first pass${speed}${left}`
  );
}
