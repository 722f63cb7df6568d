const DAY_MS = 86_400_000;
// A time further away than this is a mistake of whoever sent it, not a plan.
const FARTHEST_MS = 400 * DAY_MS;

/** When the provider says to come back, in epoch milliseconds; `undefined` when it does not say. */
export function retryAtFromHeaders(headers: Headers, nowMs: number): number | undefined {
  const waitMs = number(headers.get('retry-after-ms'));
  return (
    believable(waitMs === undefined ? undefined : nowMs + waitMs, nowMs) ??
    believable(retryAfter(headers.get('retry-after'), nowMs), nowMs) ??
    believable(exhaustedReset(headers), nowMs)
  );
}

/** Whether a subscription window rejects calls, and the latest reset of those that do. */
export function rejectedWindow(
  headers: Headers,
  nowMs: number,
): { rejected: boolean; retryAtMs?: number } {
  const windows = ['', '-5h', '-7d'].map((name) => `anthropic-ratelimit-unified${name}`);
  const rejecting = windows.filter((name) => headers.get(`${name}-status`) === 'rejected');
  const resets = rejecting.flatMap((name) => {
    const seconds = number(headers.get(`${name}-reset`));
    const atMs = believable(seconds === undefined ? undefined : seconds * 1_000, nowMs);
    return atMs === undefined ? [] : [atMs];
  });
  if (rejecting.length === 0) return { rejected: false };
  return resets.length > 0
    ? { rejected: true, retryAtMs: Math.max(...resets) }
    : { rejected: true };
}

/** The day (and time, else 00:00; UTC) that a message states, such as "on 2026-12-01 at 00:00 UTC". */
export function dateInText(text: string, nowMs: number): number | undefined {
  const found = /(\d{4}-\d{2}-\d{2})(?:(?:T| at | )(\d{2}:\d{2}))?/.exec(text);
  if (found === null) return undefined;
  const atMs = Date.parse(`${found[1]}T${found[2] ?? '00:00'}:00Z`);
  return believable(Number.isNaN(atMs) ? undefined : atMs, nowMs);
}

/** The next first of a month, 00:00 UTC: when a monthly spend limit starts afresh. */
export function firstOfNextMonth(nowMs: number): number {
  const now = new Date(nowMs);
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1);
}

function retryAfter(value: string | null, nowMs: number): number | undefined {
  const seconds = number(value);
  if (seconds !== undefined) return nowMs + seconds * 1_000;
  // Only a true HTTP date: Date.parse reads "-5" or "soon 3" as years.
  const isDate = value !== null && /^[A-Z][a-z]{2,8},? /.test(value);
  const atMs = isDate ? Date.parse(value) : Number.NaN;
  return Number.isNaN(atMs) ? undefined : Math.max(atMs, nowMs);
}

/** The latest reset among the limits that are used up; other limits' resets say nothing. */
function exhaustedReset(headers: Headers): number | undefined {
  const resets = ['requests', 'tokens', 'input-tokens', 'output-tokens'].flatMap((name) => {
    const prefix = `anthropic-ratelimit-${name}`;
    if (headers.get(`${prefix}-remaining`) !== '0') return [];
    const atMs = Date.parse(headers.get(`${prefix}-reset`) ?? '');
    return Number.isNaN(atMs) ? [] : [atMs];
  });
  return resets.length > 0 ? Math.max(...resets) : undefined;
}

function believable(atMs: number | undefined, nowMs: number): number | undefined {
  if (atMs === undefined || atMs > nowMs + FARTHEST_MS) return undefined;
  return Math.max(Math.ceil(atMs), nowMs);
}

function number(value: string | null): number | undefined {
  return value !== null && /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : undefined;
}
