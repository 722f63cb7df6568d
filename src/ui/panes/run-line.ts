import { formatClock, formatDuration, formatMoment, grouped, shortModel } from '../format.ts';
import { type Frame, isLeftAlone } from '../frame.ts';
import type { Line, Tone } from '../line.ts';
import type { Glyphs } from '../theme.ts';
import { parkWords } from './park-line.ts';

/**
 * The state of the run and why: `● running`, `‖ paused by operator`, `◔ waiting for … until …`, or that
 * only approvals are left; without an engine to say so, only what was seen last.
 */
export function runLine(frame: Frame, glyphs: Glyphs): Line {
  const { run, link } = frame;
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
  const going: Line = [{ text: `${glyphs.running} running`, tone: 'good' }];
  // Who stops has no use for what is waited for.
  if (run.reason !== '') return [...going, { text: ` ${run.reason}`, tone: 'warn' }];
  const held = heldUp(frame, glyphs);
  if (held.length === 0) return going;
  return isBusy(frame) ? [...going, { text: '  ' }, ...held] : held;
}

/** What keeps work from going on, the gravest alone; nothing where it does. */
function heldUp(frame: Frame, glyphs: Glyphs): Line {
  const { dayPark, breakers, parks, waits } = frame;
  const [breaker] = breakers;
  const [parked] = parks;
  if (frame.onlyApprovalsLeft) {
    return [{ text: 'only approvals are left: 4 decides them', tone: 'warn' }];
  }
  if (dayPark) {
    const when = `${formatMoment(dayPark.untilMs)} (${formatDuration(dayPark.leftMs)})`;
    return [
      { text: `${glyphs.waiting} parked until ${when}`, tone: 'warn' },
      { text: "  today's dollars are used up, :daily raises them", tone: 'quiet' },
    ];
  }
  if (breaker) {
    const held = `${grouped(breaker.waiting)} held`;
    return [
      { text: `${glyphs.bad} needs you: breaker ${breaker.id}, ${held}`, tone: 'bad' },
      { text: ', 3 resets it', tone: 'quiet' },
    ];
  }
  if (parked) {
    const others = parks.length > 1 ? `, ${parks.length - 1} more` : '';
    return [...parkWords(parked, glyphs), { text: others, tone: 'warn' }];
  }
  return waits.length === 0 ? [] : [{ text: `${glyphs.waiting} ${waitText(frame)}`, tone: 'warn' }];
}

/** Whether somebody works on what is not held up. */
function isBusy({ workers, waits, parks, breakers, dayPark, onlyApprovalsLeft }: Frame): boolean {
  if (dayPark) return false;
  if (onlyApprovalsLeft) return true;
  const busy = workers.filter((worker) => worker.busy);
  if (breakers.length > 0 || parks.length > 0) return busy.length > 0;
  const models = new Set(waits.map(({ model }) => model));
  return busy.some(({ model }) => !models.has(model));
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
