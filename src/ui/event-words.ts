import type { GateRule } from '../engine/approvals/gate-rules.ts';
import type { Event } from '../engine/journal/events.ts';
import { usdRange } from './forecast-words.ts';
import {
  formatClock,
  formatDuration,
  formatMoment,
  formatTokens,
  formatUsd,
  grouped,
  plural,
  shortModel,
} from './format.ts';

/** What an event says besides its kind and its item, in words. */
export function eventWords(event: Event): string {
  switch (event.type) {
    case 'run.started':
      return `${plural(event.requested, 'item')} asked for, ${plural(event.workers, 'worker')}, ${event.provider.name}`;
    case 'run.paused':
    case 'run.resumed':
      return `by ${event.by}`;
    case 'run.stopping':
      return `${event.now ? 'now' : 'after what is in flight'}, asked by ${event.by}`;
    case 'run.ended':
      return `${event.outcome}: ${event.reason}`;
    case 'workers.changed':
      return `${plural(event.workers, 'worker')}, set by ${event.by}`;
    case 'budget.changed':
      return `${event.budgetUsd === null ? 'none' : formatUsd(event.budgetUsd)}, set by ${event.by}`;
    case 'forecast.crossed':
      return `${usdRange(event.endUsd)} at the end, ${event.over ? 'more than' : 'within'} the budget of ${formatUsd(event.budgetUsd)}`;
    case 'daily.changed':
      return `${event.dailyUsd === null ? 'none' : formatUsd(event.dailyUsd)}, set by ${event.by}`;
    case 'day.waiting':
      return `today's dollars are used up, calls wait until ${formatMoment(event.untilMs)}`;
    case 'day.over':
      return 'no call waits for the next day any more';
    case 'command.refused':
      return `${event.command} of ${event.by}: ${event.reason}`;
    case 'notice.given':
      return `${event.level}: ${event.message}`;
    case 'clock.jumped':
      return jumpWords(event.byMs);
    case 'quota.parked':
      return parkedWords(event);
    case 'quota.probed':
      return `${laneWords(event)}: one call goes out to see, for ${event.item}`;
    case 'quota.resumed':
      return `${laneWords(event)}: ${event.reason}`;
    case 'breaker.opened':
    case 'breaker.counted':
    case 'breaker.reset':
      return breakerWords(event);
    case 'call.started':
    case 'call.settled':
    case 'call.failed':
    case 'call.waiting':
      return callWords(event);
    default:
      return itemWords(event);
  }
}

/** `the clock jumped forward by 8h 2m`. */
export function jumpWords(byMs: number): string {
  const way = byMs > 0 ? 'forward' : 'back';
  return `the clock jumped ${way} by ${formatDuration(Math.abs(byMs))}: it was set, or the machine slept`;
}

/** What is parked and why, what the provider said of its end, and when one call is sent to see. */
export function parkedWords(event: Extract<Event, { type: 'quota.parked' }>): string {
  const { resumeAtMs, probeAtMs, source, reason } = event;
  const until =
    resumeAtMs === null
      ? `until nobody knows when (the next probe goes out at ${formatMoment(probeAtMs)})`
      : `until ${formatMoment(resumeAtMs)} (says ${source})`;
  const person = event.class === 'needs-person' ? ', and needs a person' : '';
  return `${laneWords(event)} parked ${until}${person}: ${reason}`;
}

/** `opus-5-5`, `opus-5-5 at backup`. */
export function laneWords({ model, endpoint }: { model: string; endpoint: string | null }): string {
  return `${shortModel(model)}${endpoint === null ? '' : ` at ${endpoint}`}`;
}

function breakerWords(event: Extract<Event, { type: `breaker.${string}` }>): string {
  switch (event.type) {
    case 'breaker.opened':
      return `${event.id}: ${event.reason}`;
    case 'breaker.counted':
      return `${event.id}: ${plural(event.waiting, 'item')} held`;
    case 'breaker.reset':
      return `${event.id}, by ${event.by}`;
    default:
      return event satisfies never;
  }
}

function callWords(event: Extract<Event, { type: `call.${string}` }>): string {
  const model = shortModel(event.model);
  switch (event.type) {
    case 'call.started':
      return `turn ${event.turn} ${event.purpose} ${model}, at most ${formatUsd(event.reservedUsd)}`;
    case 'call.settled': {
      const { turn, costUsd, usage, stopReason, latencyMs } = event;
      const cost = costUsd === null ? 'cost unknown' : formatUsd(costUsd);
      const written = usage ? `, ${formatTokens(usage.output)} written` : '';
      return `turn ${turn} ${model} ${stopReason}, ${cost}${written}, ${formatDuration(latencyMs)}`;
    }
    case 'call.failed':
      return `turn ${event.turn} ${model} ${event.class}: ${event.message}`;
    case 'call.waiting': {
      const until = event.untilMs === null ? '' : ` until ${formatClock(event.untilMs)}`;
      return `${model}${until}: ${event.reason}`;
    }
    default:
      return event satisfies never;
  }
}

type ItemEvent = Exclude<
  Event,
  {
    type:
      | `call.${string}`
      | `run.${string}`
      | `day.${string}`
      | `${string}.changed`
      | 'forecast.crossed'
      | `breaker.${string}`
      | 'clock.jumped'
      | `quota.${string}`
      | 'command.refused'
      | 'notice.given';
  }
>;

function itemWords(event: ItemEvent): string {
  switch (event.type) {
    case 'item.started':
      return `worker ${event.worker + 1}`;
    case 'item.accepted':
      return event.recovered ? 'found on disk and judged' : plural(event.sizeBytes, 'byte');
    case 'item.escalated':
    case 'item.parked':
    case 'item.released':
    case 'item.reopened':
      return event.reason;
    case 'attempt.started':
      return `attempt ${event.attempt} ${shortModel(event.model)}: ${event.reason}`;
    case 'attempt.resumed':
      return `attempt ${event.attempt} after turn ${event.turn}`;
    case 'attempt.ended':
      return `attempt ${event.attempt} ${event.outcome}: ${event.detail}`;
    case 'tool.called':
      return `${event.tool}${event.isError ? ' error' : ''}: ${event.summary}`;
    case 'card.issued':
      return `${event.verdict}${changedWords(event)} ${event.failing.map(({ criterion, message }) => `${criterion}: ${message}`).join('; ')}`.trim();
    case 'approval.asked':
      return `${event.action.verb} ${event.action.target}${event.asker === 'product' ? ', after acceptance' : ''}`;
    case 'approval.decided':
      return `${event.decision} by ${event.by}${event.reason === '' ? '' : `: ${event.reason}`}`;
    case 'action.begun':
      return 'begun';
    case 'action.ended':
      return `${event.outcome}: ${event.text}`;
    case 'rule.added':
      return `${ruleWords(event.rule)}, by ${event.by}`;
    case 'repair.started':
      return `repair ${event.repair}`;
    default:
      return event satisfies never;
  }
}

/** `allow publish with to=published/`: exactly the calls that the rule is about. */
export function ruleWords({ gate, tool, item, arguments: patterns = {} }: GateRule): string {
  const fixed = Object.entries(patterns).map(([name, pattern]) => `${name}=${pattern}`);
  const given = fixed.length === 0 ? '' : ` with ${fixed.join(', ')}`;
  const of = item === undefined ? '' : ` of ${item}`;
  return `${gate} ${tool}${given}${of}`;
}

function changedWords({ changedBytes }: Extract<Event, { type: 'card.issued' }>): string {
  return changedBytes === undefined ? '' : `, ${grouped(changedBytes)} bytes changed`;
}
