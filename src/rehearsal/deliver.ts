import { type ApiError, errorBody } from './api-error.ts';
import type { Fault } from './faults.ts';
import { cutConnection, type HttpCall, sendJson, untilGone, write } from './http.ts';
import { messageBody, type Outgoing } from './message-body.ts';
import type { Pace } from './pace.ts';
import { encodeEvent, streamEvents } from './sse.ts';

/** How a reply goes out. */
export interface Delivery {
  outgoing: Outgoing;
  pace: Pace;
  fault: Fault | undefined;
  headers: Record<string, string>;
}

/** Events that a stall lets through: the head and a few deltas. */
const EVENTS_BEFORE_STALL = 6;
const BROKEN_OFF: ApiError = {
  status: 529,
  type: 'overloaded_error',
  message: 'Overloaded in mid-stream (rehearsed)',
};

/** Sends a reply whole, when it is finished. */
export async function deliverJson(call: HttpCall, delivery: Delivery): Promise<void> {
  const { outgoing, pace, fault, headers } = delivery;
  await pace.until(outgoing.usage.output);
  const body = messageBody(outgoing);
  call.entry.usage = outgoing.usage;
  if (fault !== 'cut-stream' && fault !== 'stall') return sendJson(call, body, headers);
  const json = JSON.stringify(body);
  call.res.writeHead(200, {
    ...headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(json),
  });
  const half = json.slice(0, json.length / 2);
  if (fault === 'cut-stream') return cutConnection(call, half);
  await write(call, half);
  return untilGone(call);
}

/** Streams a reply as server-sent events, at its pace. */
export async function deliverStream(call: HttpCall, delivery: Delivery): Promise<void> {
  const { outgoing, pace, fault, headers } = delivery;
  call.res.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  const events = [...streamEvents(outgoing)];
  const breakAt = fault === 'stall' ? EVENTS_BEFORE_STALL : Math.floor(events.length / 2);
  for (const [index, { data, tokensSoFar }] of events.entries()) {
    if (index === breakAt && breaksOff(fault)) return breakOff(call, fault);
    await pace.until(tokensSoFar);
    await write(call, encodeEvent(data));
    call.entry.usage = { ...outgoing.usage, output: tokensSoFar };
  }
  call.entry.completed = true;
  call.res.end();
}

type Break = 'cut-stream' | 'stall' | 'stream-error';

function breaksOff(fault: Fault | undefined): fault is Break {
  return fault === 'cut-stream' || fault === 'stall' || fault === 'stream-error';
}

async function breakOff(call: HttpCall, fault: Break): Promise<void> {
  switch (fault) {
    case 'cut-stream':
      return cutConnection(call, ': cut\n\n');
    case 'stall':
      return untilGone(call);
    case 'stream-error': {
      const body = JSON.stringify(errorBody(BROKEN_OFF, call.requestId));
      call.res.end(`event: error\ndata: ${body}\n\n`);
      return;
    }
    default:
      return fault satisfies never;
  }
}
