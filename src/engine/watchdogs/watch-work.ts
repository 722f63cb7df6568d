import type { ItemEnd, Job, Shop } from '../shop.ts';

/** Told to end, a worker has so long to let go of its item, in milliseconds. */
const mostGraceMs = 10_000;

/**
 * Works on an item under a watchdog: one that has had nothing to show for `watchdogs.stallMinutes` (no event,
 * no token) is told to end, then given up, and the answer is `stalled`. Calls and report cards are not its
 * time: they have watchdogs of their own. Whoever was given up can put nothing on record any more.
 */
export async function watchWork(
  shop: Shop,
  job: Job,
  work: (shop: Shop, job: Job) => Promise<ItemEnd>,
): Promise<ItemEnd | { type: 'stalled' }> {
  const stallMs = shop.watchdogs.stallMinutes * 60_000;
  const told = new AbortController();
  const givenUp = Promise.withResolvers<{ type: 'stalled' }>();
  let isGone = false;
  let elsewhere = 0;
  let timer: NodeJS.Timeout | undefined;
  const giveUp = () => {
    isGone = true;
    givenUp.resolve({ type: 'stalled' });
  };
  const stalled = () => {
    told.abort();
    timer = setTimeout(giveUp, Math.min(mostGraceMs, stallMs));
  };
  const touch = () => {
    if (told.signal.aborted) return;
    clearTimeout(timer);
    if (elsewhere === 0) timer = setTimeout(stalled, stallMs);
  };
  const whileElsewhere = async <Result>(use: () => Promise<Result>): Promise<Result> => {
    elsewhere += 1;
    touch();
    try {
      return await use();
    } finally {
      elsewhere -= 1;
      touch();
    }
  };
  const watched: Shop = {
    ...shop,
    record(body) {
      if (isGone) throw new Error(`a worker that was given up said ${body.type}`);
      touch();
      shop.record(body);
    },
    tick(tick) {
      touch();
      if (!isGone) shop.tick(tick);
    },
    callModel: (request, io) => whileElsewhere(() => shop.callModel(request, io)),
    judge: (text, about) => whileElsewhere(() => shop.judge(text, about)),
  };
  touch();
  const signal = AbortSignal.any([job.signal, told.signal]);
  const done = work(watched, { ...job, signal });
  // Given up, it may still fail one day, and nobody listens.
  done.catch(() => {});
  try {
    const end = await Promise.race([done, givenUp.promise]);
    const isCut = told.signal.aborted && end.type === 'interrupted';
    return isCut ? { type: 'stalled' } : end;
  } finally {
    clearTimeout(timer);
  }
}
