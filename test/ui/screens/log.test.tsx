import { cleanup } from 'ink-testing-library';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createEventWindow, eventsKept } from '../../../src/client/event-window.ts';
import type { Event } from '../../../src/engine/journal/events.ts';
import { createLogList, parseLogFilter } from '../../../src/ui/screens/log/log-filter.ts';
import { cardFailed, type HandFed, handFed, runStarted, working } from '../factory.ts';
import { openApp } from '../open-app.tsx';

afterEach(cleanup);

/** With the latest events alone, as an attached console has them. */
function windowed(fed: HandFed): HandFed {
  const kept = createEventWindow();
  kept.fill(fed.events);
  fed.store.subscribe((event) => event && kept.add(event));
  return {
    ...fed,
    get events() {
      return kept.view();
    },
  };
}

function pauses(fed: HandFed, count: number, from = 1): void {
  for (let n = from; n < from + count; n += 1) fed.record({ type: 'run.paused', by: `op-${n}` });
}

describe('the log', () => {
  it('keeps the row that is read in its place while old events go and new ones come', async () => {
    const fed = handFed();
    fed.record(runStarted());
    pauses(fed, eventsKept + 50);
    const { press, shows, screen } = await openApp(windowed(fed), { screen: 'log' });
    await shows('older ones lie in .engine/journal');
    press('\u001b[5~');
    press('\u001b[5~');
    await shows('G follows again');
    const rowsOf = () =>
      screen()
        .split('\n')
        .filter((row) => row.includes('run.paused'));
    await vi.waitFor(() => expect(rowsOf().join()).not.toContain(`op-${eventsKept + 50} `));
    const before = rowsOf();
    const place = /log ([\d,]+) of/.exec(screen())?.[1];
    pauses(fed, 200, eventsKept + 51);
    await vi.waitFor(() => expect(/log ([\d,]+) of/.exec(screen())?.[1]).not.toBe(place));
    expect(rowsOf()).toEqual(before);
  });

  it('stays at the oldest event when the one that was read is held no longer', async () => {
    const fed = handFed();
    fed.record(runStarted());
    pauses(fed, eventsKept);
    const { press, shows } = await openApp(windowed(fed), { screen: 'log' });
    await shows(', follows');
    press('g');
    await shows(/› .*by op-1\b/);
    pauses(fed, 30, eventsKept + 1);
    await shows(/› .*by op-31\b/);
  });

  it('gives back the filter it had when a new one is left by esc', async () => {
    const fed = handFed();
    fed.record(runStarted(), ...working('two-sum', 0), ...cardFailed('two-sum', 'three-flavours'));
    const { press, shows, hands } = await openApp(fed, { screen: 'log' });
    press('/');
    await shows('kind:call');
    press('kind:card\r');
    await shows(/log 1 of 1 of \d+ {2}\/kind:card/);
    press('/');
    press(' zzz');
    await shows('no event fits');
    press('\u001b');
    await shows(/log 1 of 1 of \d+ {2}\/kind:card/);
    press('\u001b');
    await vi.waitFor(() => expect(hands.ui.get().log.filter).toBe(''));
  });

  it('says why enter does nothing on an event that is about no item', async () => {
    const fed = handFed();
    fed.record(runStarted());
    const { press, shows } = await openApp(fed, { screen: 'log' });
    await shows('log 1 of 1');
    press('\r');
    await shows('enter: the event is about no item');
  });

  it('names the next key when nothing has happened', async () => {
    const { shows } = await openApp(handFed(), { screen: 'log' });
    await shows('nothing has happened yet; 1 goes to the floor');
  });
});

describe('the filter of the log', () => {
  const fed = handFed();
  fed.record(
    runStarted(),
    ...working('two-sum', 0),
    ...working('three-sum', 1),
    ...cardFailed('two-sum', 'three-flavours'),
  );
  const passing = (typed: string) => fed.events.filter(parseLogFilter(typed));
  const itemOf = (event: Event) => ('item' in event ? event.item : undefined);

  it('looks at kinds by their beginning, at items and at words by any part', () => {
    expect(new Set(passing('kind:call').map(({ type }) => type))).toEqual(
      new Set(['call.started', 'call.settled']),
    );
    expect(new Set(passing('item:two').map(itemOf))).toEqual(new Set(['two-sum']));
    expect(passing('pointers is MISSING').map(({ type }) => type)).toEqual(['card.issued']);
  });

  it('holds an event by a filter or by its inversion, never by both', () => {
    for (const part of ['kind:call', 'item:two', 'sonnet', 'nothing-like-it']) {
      const shown = [...passing(part), ...passing(`!${part}`)];
      expect(shown.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(
        fed.events.map(({ seq }) => seq),
      );
    }
  });

  it('gives the same list until an event comes or the filter changes', () => {
    const list = createLogList();
    const shown = list(fed.events, 'kind:call');
    expect(list(fed.events, 'kind:call')).toBe(shown);
    expect(list([...fed.events], 'kind:call')).not.toBe(shown);
    expect(list(fed.events, 'item:two')).not.toBe(shown);
  });
});
