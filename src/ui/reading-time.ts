/** A decision takes at least so long after its subject came to the screen. */
export const readingMs = 500;

/** Whether there was time to read what has been on the screen since `sinceMs`. */
export function isReadable(sinceMs: number, nowMs: number): boolean {
  return nowMs - sinceMs >= readingMs;
}
