const DAY_MS = 86_400_000;
// A time further away than this is a mistake of whoever sent it, not a plan.
const FARTHEST_MS = 400 * DAY_MS;

/** A time that the provider gave, in epoch milliseconds, and where it stood. */
export interface StatedTime {
  atMs: number;
  source: string;
}

/** When the provider says to come back; `undefined` when it does not say. */
export function retryAtFromHeaders(headers: Headers, nowMs: number): StatedTime | undefined {
  const waitMs = number(headers.get('retry-after-ms'));
  const inMs = waitMs === undefined ? undefined : nowMs + waitMs;
  return (
    stated(inMs, 'the retry-after-ms header', nowMs) ??
    stated(retryAfter(headers.get('retry-after'), nowMs), 'the retry-after header', nowMs) ??
    exhaustedReset(headers, nowMs)
  );
}

/** A subscription window of the provider's, as its headers tell of it. */
export interface WindowNews {
  /** `the five-hour window` */
  name: string;
  /** No further call is taken before it starts anew. */
  isSpent: boolean;
  reset: StatedTime | undefined;
}

const WINDOW_NAMES = {
  '': 'the window',
  '-5h': 'the five-hour window',
  '-7d': 'the seven-day window',
};

/** The subscription windows that headers speak of. */
export function unifiedWindows(headers: Headers, nowMs: number): WindowNews[] {
  return Object.entries(WINDOW_NAMES).flatMap(([suffix, name]) => {
    const prefix = `anthropic-ratelimit-unified${suffix}`;
    const status = headers.get(`${prefix}-status`);
    const utilization = number(headers.get(`${prefix}-utilization`));
    if (status === null && utilization === undefined) return [];
    const seconds = number(headers.get(`${prefix}-reset`));
    const resetMs = seconds === undefined ? undefined : seconds * 1_000;
    // Beyond its end a window may go on, at a price: then its status says that calls are allowed.
    const isSpent = status === null ? (utilization ?? 0) >= 1 : status === 'rejected';
    return [{ name, isSpent, reset: stated(resetMs, `the ${prefix}-reset header`, nowMs) }];
  });
}

/** Of the windows that are spent, the one that starts anew last; one of unknown reset only when all are such. */
export function spentWindow(windows: readonly WindowNews[]): WindowNews | undefined {
  return windows
    .filter(({ isSpent }) => isSpent)
    .toSorted((a, b) => (b.reset?.atMs ?? 0) - (a.reset?.atMs ?? 0))[0];
}

/** The day (and time, else 00:00; UTC) that a message states, such as "on 2026-12-01 at 00:00 UTC". */
export function dateInText(text: string, nowMs: number): StatedTime | undefined {
  const found = /(\d{4}-\d{2}-\d{2})(?:(?:T| at | )(\d{2}:\d{2}))?/.exec(text);
  if (found === null) return undefined;
  const atMs = Date.parse(`${found[1]}T${found[2] ?? '00:00'}:00Z`);
  return stated(Number.isNaN(atMs) ? undefined : atMs, 'the date in its message', nowMs);
}

/** The next first of a month, 00:00 UTC: when a monthly spend limit starts afresh, as is documented. */
export function firstOfNextMonth(nowMs: number): StatedTime {
  const now = new Date(nowMs);
  const atMs = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1);
  return { atMs, source: "the provider's documentation: a monthly limit starts anew on the 1st" };
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
function exhaustedReset(headers: Headers, nowMs: number): StatedTime | undefined {
  const resets = ['requests', 'tokens', 'input-tokens', 'output-tokens'].flatMap((name) => {
    const prefix = `anthropic-ratelimit-${name}`;
    if (headers.get(`${prefix}-remaining`) !== '0') return [];
    const atMs = Date.parse(headers.get(`${prefix}-reset`) ?? '');
    const reset = Number.isNaN(atMs)
      ? undefined
      : stated(atMs, `the ${prefix}-reset header`, nowMs);
    return reset ? [reset] : [];
  });
  return resets.toSorted((a, b) => b.atMs - a.atMs)[0];
}

function stated(atMs: number | undefined, source: string, nowMs: number): StatedTime | undefined {
  if (atMs === undefined || atMs > nowMs + FARTHEST_MS) return undefined;
  return { atMs: Math.max(Math.ceil(atMs), nowMs), source };
}

/** A plain number in a header, or undefined. */
export function number(value: string | null): number | undefined {
  return value !== null && /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : undefined;
}
