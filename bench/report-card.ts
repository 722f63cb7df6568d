import { loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { inOrder } from '../src/cli/in-order.ts';
import { outputsAtOnce } from '../src/cli/open-validator.ts';
import { lagDuring } from './report-card/lag.ts';
import { type BenchLesson, benchLessons } from './report-card/lessons.ts';
import { type Level, levels, type OpenLevel, openLevel } from './report-card/open-level.ts';

/**
 * What a report card costs: all reference lessons through the engine's own validator, by form alone, with
 * parsing, and with everything run, in turns; and how late the engine's event loop is meanwhile.
 * `node bench/report-card.ts [rounds] [lessons]`.
 */
const rounds = Number(process.argv[2] ?? 5);
const lessonsAtOnce = 10;
const idleMs = 10_000;
const signal = new AbortController().signal;

interface Round {
  msPerLesson: number;
  cpuMsPerLesson: number;
  latenciesMs: number[];
}

function judge({ validator }: OpenLevel, { text, item }: BenchLesson) {
  return validator.judge(text, { item, signal });
}

async function measure(level: OpenLevel, lessons: readonly BenchLesson[]): Promise<Round> {
  const start = { ms: performance.now(), cpuMs: level.cpuMs() };
  const latenciesMs: number[] = [];
  const judged = inOrder(lessons, outputsAtOnce, async (lesson) => {
    const sinceMs = performance.now();
    const { criteria } = await judge(level, lesson);
    latenciesMs.push(performance.now() - sinceMs);
    const failed = criteria.find(({ status }) => status === 'fail');
    if (failed) throw new Error(`${lesson.item.id} fails ${failed.id}: its figures mean nothing`);
  });
  for await (const _ of judged);
  return {
    msPerLesson: (performance.now() - start.ms) / lessons.length,
    cpuMsPerLesson: (level.cpuMs() - start.cpuMs) / lessons.length,
    latenciesMs,
  };
}

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Number((sorted[Math.ceil((sorted.length - 1) * share)] ?? 0).toFixed(1));
}

function figures({ spentMs, peakMb }: OpenLevel, measured: readonly Round[], lessons: number) {
  const perLesson = measured.map(({ msPerLesson }) => msPerLesson);
  const cpu = measured.map(({ cpuMsPerLesson }) => cpuMsPerLesson);
  const latencies = measured.flatMap(({ latenciesMs }) => latenciesMs);
  const slowest = [...spentMs].toSorted(([, a], [, b]) => b - a).slice(0, 6);
  const judged = lessons * (measured.length + 1);
  return {
    lessonsPerS: Number((1_000 / at(perLesson, 0.5)).toFixed(2)),
    wallMsPerLesson: { median: at(perLesson, 0.5), p95: at(perLesson, 0.95) },
    // Hardly more on a busy machine, where all else is.
    cpuMsPerLesson: { median: at(cpu, 0.5), p95: at(cpu, 0.95) },
    // Two are judged at once, so each takes longer than its share of the time.
    latencyMs: { median: at(latencies, 0.5), p95: at(latencies, 0.95) },
    validatorPeakMb: peakMb(),
    slowestMs: Object.fromEntries(
      slowest.map(([id, ms]) => [id, Number((ms / judged).toFixed(1))]),
    ),
  };
}

const lessonsOf = (round: number) => benchLessons(round).slice(0, Number(process.argv[3] ?? 60));
const count = lessonsOf(0).length;
const names = Object.keys(levels) as Level[];
const open = new Map<Level, OpenLevel>();
const measured = new Map<Level, Round[]>(names.map((name) => [name, []]));
const load = () => loadavg().map((one) => Number(one.toFixed(2)));
const loads = [load()];
for (const name of names) open.set(name, await openLevel(name));
try {
  // The first round warms grammars, engines and the compiler; it is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    const lessons = lessonsOf(round);
    for (const [name, level] of open) {
      const one = await measure(level, lessons);
      if (round > 0) measured.get(name)?.push(one);
    }
    loads.push(load());
  }
  const idle = await lagDuring(() => wait(idleMs));
  const lessons = lessonsOf(rounds + 1);
  const running = open.get('running');
  const validating = await lagDuring(async () => {
    for (let from = 0; running && from < lessons.length; from += lessonsAtOnce) {
      const some = lessons.slice(from, from + lessonsAtOnce);
      await Promise.all(some.map((lesson) => judge(running, lesson)));
    }
  });
  loads.push(load());
  const report = {
    ...{ lessons: count, rounds, loads },
    ...Object.fromEntries(
      [...open].map(([name, level]) => [name, figures(level, measured.get(name) ?? [], count)]),
    ),
    engineLagMs: { idle, validating },
  };
  process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);
} finally {
  await Promise.all([...open.values()].map(({ validator }) => validator.close()));
}
