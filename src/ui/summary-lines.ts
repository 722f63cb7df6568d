import { join } from 'node:path';
import type { Summary } from '../engine/state/summary.ts';
import { laneWords } from './event-words.ts';
import { basisWords, timeRange, usdRange } from './forecast-words.ts';

import {
  formatDuration,
  formatShare,
  formatTokens,
  formatUsd,
  grouped,
  plural,
  quoted,
} from './format.ts';
import { cut } from './sanitise.ts';

/** Where a run's files lie, and an item worth looking at when one was escalated. */
export interface SummaryPaths {
  contentDir: string;
  escalatedItem?: string | undefined;
}

/** The outcome of a run for the normal screen: what was made, what it cost, where it lies, what to do next. */
export function summaryLines(summary: Summary, paths: SummaryPaths): string[] {
  return [
    ...outcomeLines(summary),
    ...figureLines(summary),
    ...leftLines(summary),
    ...placeLines(summary, paths),
  ].map((line) => cut(line, 400));
}

function outcomeLines(summary: Summary): string[] {
  const { run, product, items, request, provider, approvals, quality } = summary;
  const why = run.reason === '' ? '' : `: ${run.reason}`;
  const label = provider.rehearsal ? 'REHEARSAL of ' : '';
  const parked = items.parked > 0 ? `, ${grouped(items.parked)} parked` : '';
  const skipped =
    request.skipped > 0 ? [`  skipped     ${plural(request.skipped, 'item')} settled earlier`] : [];
  return [
    run.state === 'none'
      ? `${product}: no run on record`
      : `${label}${product} ${run.state}${why} (${formatDuration(run.activeMs)})`,
    `  items       ${grouped(items.accepted)} accepted, ${grouped(items.escalated)} escalated${parked}, ` +
      `${grouped(items.waiting)} waiting, of ${grouped(items.total)}`,
    ...skipped,
    ...goalLine(summary),
    ...(quality.unchecked > 0
      ? [
          `  not checked ${plural(quality.unchecked, 'accepted output')} in part: show names the criteria`,
        ]
      : []),
    ...approvalLine(approvals),
    ...summary.parked.map(parkedLine),
    ...summary.breakers.map(breakerLine),
  ];
}

function breakerLine({ id, reason, since, waiting }: Summary['breakers'][number]): string {
  const wait = `${plural(waiting, 'item')} held since ${since}`;
  return `  breaker     ${id}, ${wait}: ${reason}. ai-factory reset-breaker ${quoted(id)} goes on`;
}

function goalLine({ request }: Summary): string[] {
  const { target, accepted, begun, tries } = request;
  if (target === null && tries === null) return [];
  const wanted = target === null ? '' : `${grouped(accepted)} of ${grouped(target)} accepted, `;
  const most = tries === null ? '' : ` of at most ${grouped(tries)}`;
  return [`  wanted      ${wanted}${grouped(begun)}${most} begun`];
}

/** Where a run that goes on leads; of one that has ended, what it left, and what that would take. */
function leftLines({ run, items, forecast, provider }: Summary): string[] {
  if (forecast === null) return [];
  const play = provider.rehearsal ? ' (rehearsal: simulated)' : '';
  const basis = basisWords(forecast);
  if (run.state === 'running' || run.state === 'paused') {
    const time = forecast.restMs ? `, ${timeRange(forecast.restMs)} left` : '';
    return [`  forecast    ${usdRange(forecast.endUsd)} at the end${time}, ${basis}${play}`];
  }
  if (items.waiting + items.parked === 0 || forecast.items === 0) return [];
  const parked = items.parked > 0 ? `, ${grouped(items.parked)} parked` : '';
  const escalated = items.escalated > 0 ? `, ${grouped(items.escalated)} for a person` : '';
  return [
    `  left        ${grouped(items.waiting)} waiting${parked}${escalated}`,
    `  would take  ${usdRange(forecast.restUsd)} for the ${plural(forecast.items, 'item')} of this run that are left, ${basis}${play}`,
  ];
}

/** The command that goes on: after a budget that was met with one for what is left. */
function goOn({ run, request, forecast }: Summary, contentDir: string): string {
  // A selection that is done has nothing left to go on with; the catalogue has.
  const selection = request.settled >= request.items ? '' : run.selection;
  const flags = selection
    .split(', ')
    .filter((part) => /^(start|limit|only) /.test(part))
    .map((part) => part.replace(/^(\w+) (.*)$/, (_, name, value) => ` --${name} ${quoted(value)}`));
  const isBudget = run.outcome === 'budget' && forecast !== null && forecast.items > 0;
  const budget = isBudget
    ? ` --budget ${(Math.ceil(forecast.restUsd.high * 100) / 100).toFixed(2)}`
    : '';
  const command = `ai-factory run ${quoted(contentDir)}${flags.join('')}${budget}`;
  return `next: ${command}   ${run.state === 'none' ? 'begins' : 'goes on'}`;
}

function parkedLine({ resumeAt, nextProbeAt, source, ...park }: Summary['parked'][number]): string {
  const until =
    resumeAt === null ? `until nobody knows when, probed at ${nextProbeAt}` : `until ${resumeAt}`;
  const says = resumeAt === null ? '' : ` (says ${source})`;
  const person = park.class === 'needs-person' ? ', needs you' : '';
  return `  parked      ${laneWords(park)} ${until}${says}${person}: ${park.reason}`;
}

function approvalLine({ waiting, toPublish }: Summary['approvals']): string[] {
  if (waiting === 0) return [];
  const publish =
    toPublish === 0 ? '' : `, ${grouped(toPublish)} of them to publish what is accepted`;
  return [`  approvals   ${grouped(waiting)} waiting for you${publish}`];
}

function figureLines({ run, money, tokens, quality, provider }: Summary): string[] {
  if (run.state === 'none') return [];
  const play = provider.rehearsal ? ' (rehearsal: simulated)' : '';
  const budget = money.budgetUsd === null ? '' : ` of ${formatUsd(money.budgetUsd)}`;
  const unknown =
    money.unknownCostCalls > 0
      ? `, ${plural(money.unknownCostCalls, 'call')} of unknown cost, held at up to ${formatUsd(money.unknownUsd)} in this run`
      : '';
  const read = tokens.input + tokens.cacheWrite + tokens.cacheRead;
  const cached = read === 0 ? '' : `, ${formatShare(tokens.cacheRead / read)} from cache`;
  return [
    `  dollars     ${formatUsd(money.runSpentUsd)}${budget} in this run, ${formatUsd(money.spentUsd)} in all${unknown}${play}`,
    `  per output  ${formatUsd(money.perAcceptedUsd)} per accepted output${play}`,
    `  quality     ${formatShare(quality.firstPassRate)} first pass, ${formatShare(quality.finalRate)} in the end, ` +
      `${plural(quality.repairs, 'repair')}${play}`,
    `  tokens      ${formatTokens(read)} read${cached}, ${formatTokens(tokens.output)} written`,
  ];
}

function placeLines(summary: Summary, { contentDir, escalatedItem }: SummaryPaths): string[] {
  const { items, run, approvals } = summary;
  const isOver = run.state !== 'running' && run.state !== 'paused' && run.state !== 'none';
  const option = contentDir === '' ? '' : ` -C ${quoted(contentDir)}`;
  const escalated = items.escalated > 0;
  return [
    `  content     ${contentDir}`,
    `  accepted    ${join(contentDir, 'accepted')}`,
    ...(escalated ? [`  escalated   ${join(contentDir, 'escalated')}`] : []),
    ...(isOver && !run.dryRun && items.escalated + items.waiting + items.parked > 0
      ? [`  the others  ${join(contentDir, 'not-accepted.jsonl')}: why, item by item`]
      : []),
    ...(escalated && !run.dryRun
      ? [`next: ai-factory show ${escalatedItem ?? '<item>'} --report-card${option}`]
      : []),
    ...(approvals.waiting > 0
      ? [`next: ai-factory approvals ${quoted(contentDir)}   lists what waits for your decision`]
      : []),
    ...(items.waiting + items.parked > 0 && !run.dryRun ? [goOn(summary, contentDir)] : []),
  ];
}
