/** The first of `room` rows that hold row `at` near their middle. */
export function windowStart(
  at: number,
  { length, room }: { length: number; room: number },
): number {
  return Math.max(0, Math.min(at - Math.floor(room / 2), length - room));
}
