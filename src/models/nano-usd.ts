const NANO = 1_000_000_000;

/** Dollars as whole billionths; exact up to nine million dollars. */
export function toNanoUsd(usd: number): number {
  return Math.round(usd * NANO);
}

/** Billionths of a dollar as dollars. */
export function fromNanoUsd(nano: number): number {
  return nano / NANO;
}

/** The exact sum of amounts in dollars, to 1e-9: no drift however many are added. */
export function addUsd(...amounts: readonly number[]): number {
  return fromNanoUsd(amounts.reduce((sum, amount) => sum + toNanoUsd(amount), 0));
}
