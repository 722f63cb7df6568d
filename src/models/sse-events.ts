import { ReplyLimitError } from './reply-limit-error.ts';
import { MAX_EVENT_CHARS } from './reply-limits.ts';

/** An event of a stream; its name is `undefined` when the server gave none. */
export interface SseEvent {
  event: string | undefined;
  data: string;
}

/** Reads a body of server-sent events, piece by piece as it comes. */
export interface SseReader {
  /** The events that end in this piece. Throws a `ReplyLimitError` on one that is too long. */
  take(chunk: Uint8Array): SseEvent[];
}

interface Reading {
  /** Of a line that has not ended yet. */
  parts: string[];
  pendingChars: number;
  endedInCr: boolean;
  /** Of an event that has not ended yet; each data line has a line break before it. */
  event: SseEvent | undefined;
  seenChars: number;
}

/**
 * A reader that takes time in proportion to a body's length, however it is cut into pieces (the SDK's own
 * copies an unfinished event at every piece), and none between them: hundreds of replies come at once, and
 * each has some twenty pieces a second.
 */
export function createSseReader(): SseReader {
  const decoder = new TextDecoder();
  const reading: Reading = {
    ...{ parts: [], pendingChars: 0, endedInCr: false, event: undefined, seenChars: 0 },
  };
  return {
    take(chunk) {
      const text = decoder.decode(chunk, { stream: true });
      return text === '' ? [] : takeText(reading, text);
    },
  };
}

/** Lines end in LF, CR or both; what comes after the last of them is no line. */
function takeText(reading: Reading, text: string): SseEvent[] {
  const from = reading.endedInCr && text.startsWith('\n') ? text.slice(1) : text;
  const lines = from.split(/\r\n|\n|\r/);
  reading.endedInCr = text.endsWith('\r');
  const last = lines.pop() ?? '';
  const events: SseEvent[] = [];
  for (const line of lines) {
    const event = takeLine(reading, [...reading.parts, line].join(''));
    if (event) events.push(event);
    reading.parts = [];
    reading.pendingChars = 0;
  }
  reading.parts.push(last);
  reading.pendingChars += last.length;
  if (reading.pendingChars > MAX_EVENT_CHARS) throw tooLong();
  return events;
}

/** The event that an empty line ends, if one had begun. */
function takeLine(reading: Reading, line: string): SseEvent | undefined {
  reading.seenChars += line.length;
  if (reading.seenChars > MAX_EVENT_CHARS) throw tooLong();
  const { event } = reading;
  if (line !== '') {
    reading.event = withField(event, line);
    return undefined;
  }
  reading.event = undefined;
  reading.seenChars = 0;
  return event && { ...event, data: event.data.slice(1) };
}

/** Comments and unknown fields change nothing. */
function withField(event: SseEvent | undefined, line: string): SseEvent | undefined {
  const colon = line.indexOf(':');
  const name = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
  if (name === 'data') return { event: event?.event, data: `${event?.data ?? ''}\n${value}` };
  if (name === 'event') return { event: value, data: event?.data ?? '' };
  return event;
}

function tooLong(): ReplyLimitError {
  return new ReplyLimitError(`An event of the reply has more than ${MAX_EVENT_CHARS} characters.`);
}
