/** Dollars with as many digits as matter at that size; a dash when unknown. */
export function formatUsd(usd: number | null): string {
  if (usd === null) return '-';
  if (usd === 0) return '$0';
  if (usd < 0.01) return `$${usd.toFixed(4)}`;
  if (usd < 1) return `$${usd.toFixed(3)}`;
  if (usd < 1000) return `$${usd.toFixed(2)}`;
  return `$${grouped(Math.round(usd))}`;
}

/** A whole number with separators between thousands. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Tokens in three digits: 950, 12.4k, 3.1M. */
export function formatTokens(tokens: number): string {
  if (tokens < 1000) return String(tokens);
  if (tokens < 999_500) return `${threeDigits(tokens / 1000)}k`;
  return `${threeDigits(tokens / 1_000_000)}M`;
}

/** A share as a percentage that says 100% and 0% only of all and none; a dash when unknown. */
export function formatShare(share: number | null): string {
  if (share === null) return '-';
  if (share > 0 && share < 0.01) return '<1%';
  return `${share < 1 ? Math.min(99, Math.round(share * 100)) : 100}%`;
}

/** A length of time in its two largest units: 42s, 12m 05s, 3h 12m, 1d 04h; a dash when unknown. */
export function formatDuration(ms: number | null): string {
  if (ms === null) return '-';
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${two(seconds % 60)}s`;
  if (seconds < 86_400)
    return `${Math.floor(seconds / 3600)}h ${two(Math.floor((seconds % 3600) / 60))}m`;
  return `${Math.floor(seconds / 86_400)}d ${two(Math.floor((seconds % 86_400) / 3600))}h`;
}

/** A length of time in at most four cells: 75s, 12m, 30h. */
export function formatAge(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 100) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 100 ? `${minutes}m` : `${Math.min(999, Math.floor(minutes / 60))}h`;
}

/** Local wall-clock time of an epoch time in ms: 03:00:07. */
export function formatClock(epochMs: number): string {
  const date = new Date(epochMs);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
}

/** Local date and time of an epoch time in ms: 2026-03-01 20:00. */
export function formatMoment(epochMs: number): string {
  const date = new Date(epochMs);
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${[date.getHours(), date.getMinutes()].map(two).join(':')}`;
}

/** Time until something is over, in at most twelve cells: 3 h left, 12 min left, 40 s left. */
export function formatLeft(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds <= 0) return 'time is over';
  if (seconds < 100) return `${seconds} s left`;
  if (seconds < 6000) return `${Math.floor(seconds / 60)} min left`;
  return `${grouped(Math.floor(seconds / 3600))} h left`;
}

/** A model's name without maker and date: `claude-sonnet-4-5-20250929` is `sonnet-4-5`. */
export function shortModel(model: string): string {
  return model.replace(/^claude-/, '').replace(/-\d{8}$/, '');
}

/** `1 repair`, `2 repairs`. */
export function plural(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function threeDigits(value: number): string {
  return value < 99.95 ? value.toFixed(1) : String(Math.round(value));
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** A word for a POSIX shell: quoted when it has to be. */
export function quoted(word: string): string {
  return /^[\w./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
