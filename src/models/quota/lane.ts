import type { Clock } from '../clock.ts';
import type { ModelReply, ModelRequest } from '../port.ts';
import { type Alarm, createAlarm } from './alarm.ts';
import { type Demand, demandOf, promptBytesOf } from './demand.ts';
import { type Admission, admission, isDue, type LaneCall, type LaneState } from './lane-state.ts';
import type { Park } from './park.ts';
import { dropCall, type Settled, settleCall, spread } from './settle-call.ts';

/** How a call that wants to be sent fares. */
export type Pass =
  | { type: 'go'; settle(reply: ModelReply): Settled; drop(): void }
  | { type: 'parked'; park: Park }
  | { type: 'aborted' };

/** The one way to a model with one credential at one endpoint, for everybody who calls it. */
export interface Lane {
  /** Waits in place for throttles, for room, and for a probe's end; not while it is parked. */
  pass(request: ModelRequest, signal: AbortSignal): Promise<Pass>;
  /** `due`: parked, and a probe may go out; `probing`: it is under way. */
  standing(): 'open' | 'parked' | 'due' | 'probing';
  park(): Park | undefined;
}

export interface LaneOptions {
  state: LaneState;
  clock: Clock;
  random: () => number;
  /** Divides our own pauses, never a time that the provider states. */
  timeScale: number;
  /** Ends all waits of the lane itself. */
  signal: AbortSignal;
  onParked(park: Park): void;
  onProbe(request: ModelRequest): void;
  onResumed(): void;
  /** Work may be begun that could not be before. */
  onDue(): void;
  /** Calls wait in place, for a while that a person would notice. */
  onWait(why: string, untilMs: number): void;
  onError(error: unknown): void;
}

interface Waiter {
  request: ModelRequest;
  promptBytes: number;
  decide(admission: Exclude<Admission, { type: 'wait' }>, demand: Demand): void;
}

/** What the parts of a lane share. */
interface Works extends LaneOptions {
  queue: Waiter[];
  /** For the first of those who wait. */
  alarm: Alarm;
  /** For the next probe. */
  probeAlarm: Alarm;
  told: string | undefined;
}

const NOTICEABLE_MS = 2_000;

/** A lane over its state. */
export function createLane(options: LaneOptions): Lane {
  const { state, clock } = options;
  const works: Works = {
    ...options,
    queue: [],
    alarm: createAlarm(options),
    probeAlarm: createAlarm(options),
    told: undefined,
  };
  if (state.park) watchPark(works, state.park);
  return {
    park: () => state.park,
    standing: () => {
      if (state.park === undefined) return 'open';
      if (state.probe) return 'probing';
      return isDue(state, clock.now()) ? 'due' : 'parked';
    },
    pass: (request, signal) => standInLine(works, request, signal),
  };
}

function standInLine(works: Works, request: ModelRequest, signal: AbortSignal): Promise<Pass> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return resolve({ type: 'aborted' });
    const promptBytes = hasTokenLimits(works.state) ? promptBytesOf(request) : 0;
    const leave = () => {
      works.queue.splice(works.queue.indexOf(waiter), 1);
      resolve({ type: 'aborted' });
      pump(works);
    };
    const waiter: Waiter = {
      request,
      promptBytes,
      decide(next, demand) {
        signal.removeEventListener('abort', leave);
        try {
          resolve(next.type === 'go' ? begin(works, { request, promptBytes, demand }) : next);
        } catch (error) {
          // What cannot be put on record concerns the call that it is about, not whoever let it go.
          reject(error);
        }
      },
    };
    signal.addEventListener('abort', leave, { once: true });
    works.queue.push(waiter);
    pump(works);
  });
}

/** Lets those who wait go, in their order, as far as they may. */
function pump(works: Works): void {
  const { queue, state, clock } = works;
  for (let head = queue[0]; head; head = queue[0]) {
    const demand = demandOf(head.request, head.promptBytes, state.learned);
    const next = admission(state, demand, clock.now());
    if (next.type === 'wait') {
      waitFor(works, next);
      return;
    }
    queue.shift();
    head.decide(next, demand);
  }
  works.told = undefined;
  works.alarm.clear();
}

function waitFor(works: Works, { untilMs, why, over }: Extract<Admission, { type: 'wait' }>): void {
  if (untilMs === undefined) {
    works.alarm.clear();
    return;
  }
  const isNews = why !== undefined && why !== works.told;
  const isLong = untilMs - works.clock.now() >= NOTICEABLE_MS;
  works.told = why;
  if (isNews && isLong) tellWait(works, why, untilMs);
  works.alarm.set(untilMs, () => {
    over();
    pump(works);
  });
}

/** Those who wait are not to hear of a record that cannot be written: nothing of theirs has failed. */
function tellWait({ onWait, onError }: Works, why: string, untilMs: number): void {
  try {
    onWait(why, untilMs);
  } catch (error) {
    onError(error);
  }
}

function watchPark(works: Works, { probeAtMs }: Park): void {
  works.probeAlarm.set(probeAtMs, () => {
    works.state.isDue = true;
    works.onDue();
    pump(works);
  });
}

function begin(
  works: Works,
  { request, promptBytes, demand }: { request: ModelRequest; promptBytes: number; demand: Demand },
): Pass {
  const { state } = works;
  const isProbe = state.park !== undefined;
  if (isProbe) works.onProbe(request);
  state.calls += 1;
  const seq = state.calls;
  const call: LaneCall = { atMs: works.clock.now(), demand, promptBytes, isProbe, seq };
  state.inFlight.add(call);
  spread(state, contextOf(works));
  if (isProbe) {
    state.probe = call;
    state.isDue = false;
    works.probeAlarm.clear();
  }
  return {
    type: 'go',
    settle: (reply) => take(works, settleCall(state, { call, reply }, contextOf(works))),
    drop() {
      dropCall(state, call);
      take(works, {});
    },
  };
}

/** Tells of what a call's end has changed, then lets the next ones go. */
function take(works: Works, settled: Settled): Settled {
  const { state } = works;
  if (settled.parked) {
    works.onParked(settled.parked);
    watchPark(works, settled.parked);
  } else if (settled.resumed) works.onResumed();
  if (settled.resumed || state.isDue) works.onDue();
  pump(works);
  return settled;
}

function contextOf({ clock, timeScale, random }: Works) {
  return { nowMs: clock.now(), timeScale, random };
}

/** Only for those is the size of a prompt of interest. */
function hasTokenLimits({ news }: LaneState): boolean {
  return [...(news?.buckets.keys() ?? [])].some((name) => name !== 'requests');
}
