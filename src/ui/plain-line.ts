import { awaitsPerson, waitingApprovals } from '../engine/approvals/approvals.ts';
import type { Event } from '../engine/journal/events.ts';
import type { FactoryState } from '../engine/state/state.ts';
import { jumpWords, laneWords, parkedWords, ruleWords } from './event-words.ts';
import { usdRange } from './forecast-words.ts';

import { formatDuration, formatUsd, grouped, plural, shortModel } from './format.ts';

/** What an event says in a line of plain output, or undefined when it is not worth one. */
export function plainLine(event: Event, state: FactoryState, verbose: boolean): string | undefined {
  const isDetail = event.type !== 'call.waiting' || !isLong(event);
  return outcomeLine(event, state) ?? (verbose || !isDetail ? detailLine(event) : undefined);
}

/** A wait that an operator would wonder about. */
function isLong(event: Extract<Event, { type: 'call.waiting' }>): boolean {
  return event.untilMs === null || event.untilMs - Date.parse(event.at) >= 20_000;
}

function outcomeLine(event: Event, state: FactoryState): string | undefined {
  switch (event.type) {
    case 'run.started':
      return startLine(event);
    case 'run.paused':
      return `paused by ${event.by}`;
    case 'run.resumed':
      return `resumed by ${event.by}`;
    case 'run.stopping':
      return `stopping${event.now ? ' now' : ' after what is in flight'}, asked by ${event.by}`;
    case 'run.ended':
      return `${event.outcome}: ${event.reason}`;
    case 'workers.changed':
      return `${plural(event.workers, 'worker')}, set by ${event.by}`;
    case 'budget.changed':
      return `budget ${event.budgetUsd === null ? 'taken away' : formatUsd(event.budgetUsd)}, set by ${event.by}`;
    case 'forecast.crossed':
      return `${event.over ? 'warning: ' : ''}the run is expected to cost ${usdRange(event.endUsd)}, ${event.over ? 'more than' : 'now within'} the budget of ${formatUsd(event.budgetUsd)}${event.over ? '; ai-factory budget USD raises it' : ''}`;
    case 'daily.changed':
      return `daily limit ${event.dailyUsd === null ? 'taken away' : formatUsd(event.dailyUsd)}, set by ${event.by}`;
    case 'day.waiting':
      return dayLine(event, state);
    case 'day.over':
      return 'going on: no call waits for the next day any more';
    case 'command.refused':
      return `refused    ${event.command} of ${event.by}: ${event.reason}`;
    case 'approval.asked':
      return askedLine(event, state);
    case 'approval.decided':
      return `${event.decision.padEnd(10)} ${event.item}  ${actionWords(state, event.id)}, by ${event.by}${event.reason === '' ? '' : `: ${event.reason}`}`;
    case 'action.ended':
      return `${event.outcome.padEnd(10)} ${event.item}  ${actionWords(state, event.id)}: ${event.text}${againWords(state, event.id)}`;
    case 'rule.added':
      return `rule       ${ruleWords(event.rule)}, by ${event.by} for the rest of this run`;
    case 'item.accepted':
      return `accepted   ${event.item}  ${effort(state, event.item)}${notChecked(event.unchecked)}`;
    case 'item.escalated':
      return `escalated  ${event.item}  ${effort(state, event.item)}  ${event.reason}`;
    case 'item.parked':
      return `parked     ${event.item}  ${event.reason}`;
    case 'clock.jumped':
      return `warning: ${jumpWords(event.byMs)}`;
    case 'quota.parked':
      return `${event.class === 'needs-person' ? 'NEEDS YOU ' : 'parked    '} ${parkedWords(event)}`;
    case 'quota.probed':
      return `probing    ${laneWords(event)}, for ${event.item}`;
    case 'quota.resumed':
      return `resumed    ${laneWords(event)}  ${event.reason}`;
    case 'breaker.opened':
      return `NEEDS YOU   breaker ${event.id} is open: ${event.reason}. Its work waits; ai-factory reset-breaker ${event.id} goes on`;
    case 'breaker.reset':
      return `resumed    breaker ${event.id} reset by ${event.by}`;
    case 'notice.given':
      return event.level === 'info' ? undefined : `${event.level}: ${event.message}`;
    default:
      return undefined;
  }
}

function dayLine(event: Extract<Event, { type: 'day.waiting' }>, { run }: FactoryState): string {
  const left = formatDuration(event.untilMs - Date.parse(event.at));
  const clock = new Date(event.untilMs).toISOString().slice(0, 16).replace('T', ' ');
  return `parked     today's ${formatUsd(run.dailyUsd)} are used up; goes on by itself in ${left}, at ${clock}Z (a new day in ${run.timeZone}). ai-factory daily USD raises the limit now`;
}

function actionWords({ approvals }: FactoryState, id: string): string {
  const action = approvals.get(id)?.action;
  return action ? `${action.verb} ${action.target}` : id;
}

/** How a person decides about an action that ended so that they have to. */
function againWords({ approvals }: FactoryState, id: string): string {
  const approval = approvals.get(id);
  if (!approval || !awaitsPerson(approval)) return '';
  return ` Decide: ai-factory approve ${id} ${approval.state === 'failed' ? 'tries it again' : 'carries it out once more'}, deny ${id} --reason TEXT leaves it as it is`;
}

function detailLine(event: Event): string | undefined {
  switch (event.type) {
    case 'item.started':
      return `started    ${event.item}  worker ${event.worker + 1}`;
    case 'attempt.started':
      return event.attempt === 1
        ? undefined
        : `next try   ${event.item}  ${shortModel(event.model)}: ${event.reason}`;
    case 'repair.started':
      return `repair ${event.repair}   ${event.item}`;
    case 'card.issued': {
      const { item, failing } = event;
      if (failing.length === 0) return undefined;
      return `failing    ${item}  ${failing.map((one) => `${one.criterion}: ${one.message}`).join('; ')}`;
    }
    case 'call.waiting': {
      const until =
        event.untilMs === null
          ? ''
          : ` until ${new Date(event.untilMs).toISOString().slice(11, 19)}Z`;
      return `waiting    ${shortModel(event.model)}${until}  ${event.reason}`;
    }
    case 'call.failed':
      return `call failed  ${event.item}  ${event.class}: ${event.message}`;
    case 'item.released':
      return `released   ${event.item}  ${event.reason}`;
    case 'notice.given':
      return `${event.level}: ${event.message}`;
    default:
      return undefined;
  }
}

/** Numbered by how many wait, with all that a decision needs. */
function askedLine(event: Extract<Event, { type: 'approval.asked' }>, state: FactoryState): string {
  const { id, item, action, input, asker } = event;
  const number = waitingApprovals(state).findIndex((one) => one.id === id) + 1;
  return `approval ${number}: ${item} ${asker === 'agent' ? 'asks' : 'is accepted: the product asks'} to ${action.verb} ${action.target}: ${action.effect} With ${input.slice(0, 200)}. Decide: ai-factory approve ${id}, or deny ${id} --reason TEXT`;
}

function startLine(event: Extract<Event, { type: 'run.started' }>): string {
  const label = event.provider.rehearsal ? 'REHEARSAL: ' : '';
  const { budgetUsd, dailyUsd = null, timeZone = 'UTC' } = event;
  const budget = budgetUsd === null ? '' : `, budget ${formatUsd(budgetUsd)}`;
  const daily = dailyUsd === null ? '' : `, ${formatUsd(dailyUsd)} a day (${timeZone})`;
  const skipped =
    event.skipped > 0 ? `, ${grouped(event.skipped)} of them settled earlier and skipped` : '';
  const wanted = event.target ? `, ${grouped(event.target)} wanted` : '';
  return (
    `${label}${event.product}: ${plural(event.requested, 'item')} asked for${skipped}${wanted}; ` +
    `${plural(event.workers, 'worker')}, ${event.provider.name}${budget}${daily}`
  );
}

function effort(state: FactoryState, id: string): string {
  const item = state.items.get(id);
  const play = state.provider.rehearsal ? ' rehearsal' : '';
  const unknown = item !== undefined && item.unknownCostCalls > 0 ? '+?' : '';
  return `${formatUsd(item?.costUsd ?? 0)}${unknown}${play}  ${plural(item?.repairs ?? 0, 'repair')}`;
}

function notChecked(unchecked: readonly string[] | undefined): string {
  return unchecked === undefined ? '' : `  not checked: ${unchecked.join(', ')}`;
}
