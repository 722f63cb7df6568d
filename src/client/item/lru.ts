/** Keeps what was used last, as long as it all weighs no more than `maxWeight`; the newest always stays. */
export interface Lru<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value, weight: number): void;
  clear(): void;
  /** What is kept now, in the unit of the weights. */
  weight(): number;
}

export function createLru<Value>(maxWeight: number): Lru<Value> {
  const kept = new Map<string, { value: Value; weight: number }>();
  let total = 0;
  const drop = (key: string) => {
    total -= kept.get(key)?.weight ?? 0;
    kept.delete(key);
  };
  return {
    get(key) {
      const found = kept.get(key);
      if (found === undefined) return undefined;
      kept.delete(key);
      kept.set(key, found);
      return found.value;
    },
    set(key, value, weight) {
      drop(key);
      kept.set(key, { value, weight });
      total += weight;
      for (const oldest of kept.keys()) {
        if (total <= maxWeight || kept.size === 1) break;
        drop(oldest);
      }
    },
    clear() {
      kept.clear();
      total = 0;
    },
    weight: () => total,
  };
}
