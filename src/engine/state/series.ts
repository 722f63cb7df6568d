/** Amounts over time in equal buckets; it gets coarser instead of longer. */
export interface Series {
  /** Beginning of the first bucket, epoch ms. */
  startMs: number;
  bucketMs: number;
  values: readonly number[];
}

const mostBuckets = 120;
const finestMs = 1_000;

export function emptySeries(startMs: number): Series {
  return { startMs, bucketMs: finestMs, values: [] };
}

/** The series with `amount` at the time `atMs`; a clock that was set back adds to the first bucket. */
export function addToSeries(series: Series, atMs: number, amount: number): Series {
  const fitting = coarseEnough(series, atMs);
  const { startMs, bucketMs } = fitting;
  const index = Math.max(0, Math.floor((atMs - startMs) / bucketMs));
  const values = [...fitting.values];
  while (values.length <= index) values.push(0);
  values[index] = (values[index] ?? 0) + amount;
  return { startMs, bucketMs, values };
}

function coarseEnough(series: Series, atMs: number): Series {
  let { bucketMs, values } = series;
  while ((atMs - series.startMs) / bucketMs >= mostBuckets) {
    values = pairs(values);
    bucketMs *= 2;
  }
  return { ...series, bucketMs, values };
}

function pairs(values: readonly number[]): number[] {
  return Array.from(
    { length: Math.ceil(values.length / 2) },
    (_, index) => (values[2 * index] ?? 0) + (values[2 * index + 1] ?? 0),
  );
}
