import { readFileSync } from 'node:fs';

/** Of a tick of Linux, in which /proc counts. */
const tickMs = 10;

/** Processor time of a living process so far, in ms, without its children's. Linux alone; throws elsewhere. */
export function cpuMsOf(pid: number | undefined): number {
  const [, after = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const ticks = after.split(' ').slice(11, 13);
  return ticks.reduce((sum, one) => sum + Number(one) * tickMs, 0);
}
