import { formatClock, formatDuration, formatMoment, plural, shortModel } from '../format.ts';
import { type Frame, isLeftAlone } from '../frame.ts';
import type { Line, Tone } from '../line.ts';
import type { Glyphs } from '../theme.ts';
import { parkLine } from './park-line.ts';

/**
 * The state of the run and why: `● running`, `‖ paused by operator`, `◔ waiting for … until …`, or that
 * only approvals are left; without an engine to say so, only what was seen last.
 */
export function runLine(frame: Frame, glyphs: Glyphs): Line {
  const { run, waits, link } = frame;
  if (link.type === 'lost') {
    const seen = run.state === 'none' ? '' : `  last seen ${run.state}`;
    return [
      { text: `${glyphs.waiting} reconnecting`, tone: 'warn' },
      { text: seen, tone: 'quiet' },
    ];
  }
  if (isLeftAlone(frame)) {
    return [
      { text: `${glyphs.stopped} no engine works`, tone: 'bad' },
      { text: `  as on disk, last ${run.state}`, tone: 'quiet' },
    ];
  }
  if (run.state !== 'running') return ended(frame, glyphs);
  const stopping: Line = run.reason === '' ? [] : [{ text: ` ${run.reason}`, tone: 'warn' }];
  if (frame.onlyApprovalsLeft && stopping.length === 0) {
    return [
      { text: `${glyphs.running} running`, tone: 'good' },
      { text: '  only approvals are left: 4 decides them', tone: 'warn' },
    ];
  }
  if (frame.dayPark && stopping.length === 0) {
    const { untilMs, leftMs } = frame.dayPark;
    const when = `${formatMoment(untilMs)} (${formatDuration(leftMs)})`;
    return [
      { text: `${glyphs.waiting} parked until ${when}`, tone: 'warn' },
      { text: "  today's dollars are used up, :daily raises them", tone: 'quiet' },
    ];
  }
  const [breaker] = frame.breakers;
  if (breaker && stopping.length === 0) {
    const isBusy = frame.workers.some(({ busy }) => busy);
    const running: Line = isBusy ? [{ text: `${glyphs.running} running`, tone: 'good' }] : [];
    const held = `${plural(breaker.waiting, 'item')} held`;
    return [
      ...running,
      { text: ` ${glyphs.bad} needs you: breaker ${breaker.id}, ${held}`, tone: 'bad' },
      { text: ', 3 resets it', tone: 'quiet' },
    ];
  }
  const [parked, ...others] = frame.parks;
  if (parked && stopping.length === 0) {
    const isBusy = frame.workers.some(({ busy }) => busy);
    const more: Line =
      others.length === 0 ? [] : [{ text: `, ${others.length} more`, tone: 'warn' }];
    const running: Line = [{ text: `${glyphs.running} running`, tone: 'good' }, { text: ' ' }];
    return [...(isBusy ? running : []), ...parkLine(parked, glyphs), ...more];
  }
  if (waits.length === 0 || stopping.length > 0) {
    return [{ text: `${glyphs.running} running`, tone: 'good' }, ...stopping];
  }
  const waiting = waitText(frame);
  const models = new Set(waits.map(({ model }) => model));
  const all = frame.workers.every((worker) => !worker.busy || models.has(worker.model));
  if (all) return [{ text: `${glyphs.waiting} ${waiting}`, tone: 'warn' }];
  return [
    { text: `${glyphs.running} running`, tone: 'good' },
    { text: `  ${glyphs.waiting} ${waiting}`, tone: 'warn' },
  ];
}

function ended({ run }: Frame, glyphs: Glyphs): Line {
  const looks: Record<Exclude<Frame['run']['state'], 'running'>, [string, string, Tone]> = {
    none: [glyphs.idle, 'no run yet', 'quiet'],
    paused: [glyphs.paused, run.reason || 'paused', 'warn'],
    finished: [glyphs.good, 'finished', 'good'],
    stopped: [glyphs.stopped, 'stopped', 'warn'],
    crashed: [glyphs.bad, 'crashed', 'bad'],
  };
  if (run.state === 'running') return [];
  const [glyph, words, tone] = looks[run.state];
  const reason = run.state === 'paused' || run.reason === '' ? '' : `  ${run.reason}`;
  return [
    { text: `${glyph} ${words}`, tone },
    { text: reason, tone: 'quiet' },
  ];
}

function waitText({ waits }: Frame): string {
  const last = waits.at(-1);
  if (last === undefined) return '';
  const until =
    last.untilMs === null
      ? last.reason
      : `until ${formatClock(last.untilMs)} (${formatDuration(last.leftMs)})`;
  const others = waits.length > 1 ? `, ${waits.length - 1} more` : '';
  return `waiting for ${shortModel(last.model)} ${until}${others}`;
}
