import { needsPerson } from '../../models/quota/park.ts';
import type { Event } from '../journal/events.ts';
import type { FactoryState } from '../state/state.ts';

/** What a person should hear of who is not looking: that they are needed, or that the run is over. */
export interface Notice {
  kind: 'person-needed' | 'run-ended';
  /** One line, not yet made safe for a screen. */
  text: string;
}

/** The notice that an event is, or nothing; `state` is that after the event. */
export function noticeOf(event: Event, state: FactoryState): Notice | undefined {
  switch (event.type) {
    case 'approval.asked':
      return needed(
        `${event.item}: ${event.action.verb} ${event.action.target} waits for your word`,
      );
    case 'action.ended':
      return event.outcome === 'done'
        ? undefined
        : needed(`${event.item}: an approved action ${outcomes[event.outcome]}: ${event.text}`);
    case 'item.escalated':
      return needed(`${event.item} is handed to you: ${event.reason}`);
    case 'quota.parked':
      // Once, not with each probe that is refused.
      return needsPerson(event.class) && event.probes === 0
        ? needed(`${event.model} takes no calls: ${event.reason}`)
        : undefined;
    case 'breaker.opened':
      return needed(`breaker ${event.id} is open, its work waits for you: ${event.reason}`);
    case 'notice.given':
      return event.level === 'error' ? needed(event.message) : undefined;
    case 'forecast.crossed':
      return event.over
        ? needed(
            `the run is expected to cost about $${event.endUsd.likely.toFixed(2)}, more than its budget of $${event.budgetUsd}`,
          )
        : undefined;
    case 'run.ended':
      return { kind: 'run-ended', text: endText(event, state) };
    default:
      return undefined;
  }
}

const outcomes = { failed: 'failed', unknown: 'may have happened or not' };

function needed(text: string): Notice {
  const [line = ''] = text.split('\n', 1);
  return { kind: 'person-needed', text: line.length > 300 ? `${line.slice(0, 299)}…` : line };
}

function endText(
  { outcome, reason }: Extract<Event, { type: 'run.ended' }>,
  { run, product }: FactoryState,
): string {
  const open = run.requested - run.skipped - run.accepted - run.escalated;
  const left = open > 0 ? `, ${open} left` : '';
  return `${product} ${outcome}: ${run.accepted} accepted, ${run.escalated} for you${left} (${reason})`;
}
