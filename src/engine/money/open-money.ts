import { addUsd } from '../../models/nano-usd.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { Recorder } from '../journal/recorder.ts';
import { itemOf } from '../state/item-entry.ts';
import type { FactoryState } from '../state/state.ts';
import { dayIn } from './calendar-day.ts';
import { type Cap, type Caps, createCaps } from './caps.ts';
import { createDayPark } from './day-park.ts';
import { spendOfDay } from './day-spend.ts';

/** The limits of a run in dollars, and what counts against them; all of it follows the state. */
export interface Money {
  caps: Caps;
  /** Spent, lost from sight, or set aside by calls in flight: no budget of the run may be lower. */
  heldUsd(): number;
  /** The same of today, over all runs. */
  heldTodayUsd(): number;
}

/** Limits on the run, on each of its items, and on the calendar day. */
export function openMoney(
  { limits, timeZone = 'UTC', clock }: EngineOptions,
  { store, record }: Pick<Recorder, 'store' | 'record'>,
): Money {
  const { getState } = store;
  const dayOf = (atMs: number) => dayIn(timeZone, atMs);
  const ofRun = () => addUsd(getState().run.spentUsd, getState().run.unknownUsd);
  const ofDay = () => {
    const { spentUsd, unknownUsd } = spendOfDay(getState(), dayOf(clock.now()));
    return addUsd(spentUsd, unknownUsd);
  };
  const ofItem: Cap = {
    name: 'item',
    limitUsd: () => limits.maxItemUsd,
    committedUsd: (item) => committedToItem(getState(), item),
  };
  const caps = createCaps([
    ofItem,
    { name: 'run', limitUsd: () => getState().run.budgetUsd, committedUsd: ofRun },
    {
      name: 'day',
      limitUsd: () => getState().run.dailyUsd,
      committedUsd: ofDay,
      renewal: createDayPark({ clock, dayOf, record }),
    },
  ]);
  return {
    caps,
    heldUsd: () => addUsd(ofRun(), caps.reservedUsd()),
    heldTodayUsd: () => addUsd(ofDay(), caps.reservedUsd()),
  };
}

/** What an item has cost since a person had it begun anew: before that it has been paid for, and looked at. */
export function committedToItem(state: FactoryState, id: string): number {
  const { costUsd, unknownUsd, since } = itemOf(state, id);
  return addUsd(costUsd, unknownUsd, -since.costUsd, -since.unknownUsd);
}
