import type { ApiError } from './api-error.ts';
import type { LimitSettings } from './limit-settings.ts';

const PREFIX = 'anthropic-ratelimit-unified-5h';

/** A subscription's window, as a server plays it. */
export interface QuotaWindow {
  /** Takes a request, or refuses it until the window's reset. */
  take(): ApiError | undefined;
  headers(): Record<string, string>;
}

/** A window that begins with its first request; without settings there is none. */
export function createQuotaWindow(
  nowMs: () => number,
  settings: LimitSettings['quota'],
): QuotaWindow {
  if (!settings) return { take: () => undefined, headers: () => ({}) };
  let used = 0;
  let resetMs = 0;
  const headers = (status: 'allowed' | 'rejected') => ({
    [`${PREFIX}-status`]: status,
    [`${PREFIX}-utilization`]: String(Math.min(1, used / settings.requests)),
    [`${PREFIX}-reset`]: String(resetMs / 1_000),
  });
  const renew = () => {
    if (nowMs() < resetMs) return;
    used = 0;
    resetMs = nowMs() + settings.seconds * 1_000;
  };
  return {
    headers: () => headers('allowed'),
    take() {
      renew();
      if (used >= settings.requests) return refusal(headers('rejected'));
      used += 1;
      return undefined;
    },
  };
}

/** The refusal of a window that is used up. */
export function refusal(headers: Record<string, string>): ApiError {
  return {
    status: 429,
    type: 'rate_limit_error',
    message: 'You have used up your five-hour window (rehearsed).',
    headers,
  };
}

/** The headers of a window that rejects calls for so many seconds more. */
export function rejectedFor(seconds: number, nowMs: number): Record<string, string> {
  return {
    [`${PREFIX}-status`]: 'rejected',
    [`${PREFIX}-utilization`]: '1',
    [`${PREFIX}-reset`]: String(nowMs / 1_000 + seconds),
  };
}
