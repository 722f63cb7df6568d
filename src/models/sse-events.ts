import { ReplyLimitError } from './reply-limit-error.ts';
import { MAX_EVENT_CHARS } from './reply-limits.ts';

/** An event of a stream; its name is `undefined` when the server gave none. */
export interface SseEvent {
  event: string | undefined;
  data: string;
}

/**
 * The events of a body of server-sent events. Takes time in proportion to its length, however it is
 * cut into chunks (the SDK's own reader copies an unfinished event at every chunk). Throws a
 * `ReplyLimitError` on an event that is too long, and what reading the body throws.
 */
export async function* sseEvents(
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<SseEvent, void, undefined> {
  let event: SseEvent | undefined;
  let seenChars = 0;
  for await (const line of linesOf(body)) {
    seenChars += line.length;
    if (seenChars > MAX_EVENT_CHARS) throw tooLong();
    if (line !== '') {
      event = withLine(event, line);
      continue;
    }
    if (event) yield { ...event, data: event.data.slice(1) };
    event = undefined;
    seenChars = 0;
  }
}

/** Each data line is kept with the line break before it; comments and unknown fields change nothing. */
function withLine(event: SseEvent | undefined, line: string): SseEvent | undefined {
  const [, name, value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
  const before = event ?? { event: undefined, data: '' };
  if (name === 'data') return { ...before, data: `${before.data}\n${value}` };
  if (name === 'event') return { ...before, event: value };
  return event;
}

/** Lines that end in LF, CR or both; what comes after the last of them is no line. */
async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  let pendingChars = 0;
  let endedInCr = false;
  for await (const chunk of body) {
    const text = decoder.decode(chunk, { stream: true });
    if (text === '') continue;
    const lines = (endedInCr && text.startsWith('\n') ? text.slice(1) : text).split(/\r\n|\n|\r/);
    endedInCr = text.endsWith('\r');
    const last = lines.pop() ?? '';
    for (const line of lines) {
      yield [...parts, line].join('');
      parts = [];
      pendingChars = 0;
    }
    parts.push(last);
    pendingChars += last.length;
    if (pendingChars > MAX_EVENT_CHARS) throw tooLong();
  }
}

function tooLong(): ReplyLimitError {
  return new ReplyLimitError(`An event of the reply has more than ${MAX_EVENT_CHARS} characters.`);
}
