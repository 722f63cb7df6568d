import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How late this process's event loop was, in ms. */
export interface Lag {
  p50: number;
  p99: number;
  max: number;
}

const resolutionMs = 1;

/** The lag of the event loop while something goes on; what a timer takes by itself is in it. */
export async function lagDuring(act: () => Promise<unknown>): Promise<Lag> {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  histogram.enable();
  await act();
  histogram.disable();
  const ms = (nanoseconds: number) => Number((nanoseconds / 1e6).toFixed(2));
  return {
    p50: ms(histogram.percentile(50)),
    p99: ms(histogram.percentile(99)),
    max: ms(histogram.max),
  };
}
