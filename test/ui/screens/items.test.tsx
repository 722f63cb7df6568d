import { cleanup } from 'ink-testing-library';
import stringWidth from 'string-width';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CatalogueItem } from '../../../src/engine/product.ts';
import { cardFailed, cardPassed, type HandFed, handFed, runStarted, working } from '../factory.ts';
import { openApp, sizes } from '../open-app.tsx';

afterEach(cleanup);

const catalogueOf = (count: number): CatalogueItem[] =>
  Array.from({ length: count }, (_, n) => ({ id: `item-${n}`, title: `Title 漢字 ${n}` }));

function batch(): HandFed {
  const fed = handFed();
  fed.record(runStarted());
  for (const n of [1, 2, 3]) fed.record(...working(`item-${n}`, n));
  fed.record(...cardFailed('item-1', 'value-slots'), ...cardPassed('item-1'));
  fed.record(...cardFailed('item-2', 'steps-in-order'), {
    type: 'item.escalated',
    item: 'item-2',
    reason: 'its route is exhausted',
  });
  return fed;
}

describe('the items', () => {
  for (const size of sizes) {
    for (const count of [0, 4, 100_000]) {
      it(`fill ${size.columns}x${size.rows} exactly with ${count} of them`, async () => {
        const fed = batch();
        const catalogue = catalogueOf(count);
        const { screen, shows, press } = await openApp(fed, { size, screen: 'items', catalogue });
        await shows(
          count === 0 ? 'the catalogue is empty' : `items 1 of ${count.toLocaleString('en')}`,
        );
        press('G');
        if (count > 0) await shows(`› item-${count - 1}`);
        const rows = screen().split('\n');
        expect(rows).toHaveLength(size.rows);
        for (const row of rows) expect(stringWidth(row)).toBeLessThanOrEqual(size.columns);
      });
    }
  }

  it('say while they are read that they are, and what there is without an engine', async () => {
    const loading = await openApp(batch(), {
      screen: 'items',
      catalogue: [],
      link: { type: 'loading' },
    });
    await loading.shows('the items are being read');
    cleanup();
    const none = await openApp(batch(), {
      screen: 'items',
      link: { type: 'none', reason: 'no engine works here: ai-factory run starts one' },
    });
    await none.shows('no engine works here');
  });

  it('show where each stands and what is wrong', async () => {
    const { shows } = await openApp(batch(), { screen: 'items', catalogue: catalogueOf(5) });
    await shows(/item-1 +accepted/);
    await shows(/item-2 +escalated .* its route is exhausted/);
    await shows(/item-3 +working/);
    await shows(/item-0 +waiting .* Title 漢字 0/);
  });

  for (const [filter, found] of [
    ['state:escalated', ['item-2']],
    ['!state:waiting', ['item-1', 'item-2', 'item-3']],
    ['failed:value', ['item-1']],
    ['failed=value', []],
    ['failing:steps', ['item-2']],
    ['cost>0.01 !item-3', ['item-1', 'item-2']],
    ['model:sonnet', ['item-1', 'item-2', 'item-3']],
    ['ITEM-4', ['item-4']],
    ['repairs>0 state:acc', ['item-1']],
  ] as const) {
    it(`are those of the filter ${filter}`, async () => {
      const { press, shows, hands } = await openApp(batch(), {
        screen: 'items',
        catalogue: catalogueOf(5),
      });
      press('/');
      await shows('text, state:');
      press(filter);
      await shows(`${found.length} items`);
      press('\r');
      await shows(`/${filter}`);
      const { keys } = hands.itemList({ filter, sort: 'catalogue' });
      expect(Array.from({ length: keys.length }, (_, at) => keys.at(at))).toEqual(found);
    });
  }

  it('say what is no filter', async () => {
    const { press, shows } = await openApp(batch(), { screen: 'items' });
    press('/');
    await shows('text, state:');
    press('colour:red');
    await shows('not a filter: colour:red');
  });

  it('are those of the filter before when another one is left on esc', async () => {
    const { press, shows, hands } = await openApp(batch(), {
      screen: 'items',
      catalogue: catalogueOf(5),
    });
    press('/');
    await shows('text, state:');
    press('item-4\r');
    await shows('items 1 of 1 of 5  /item-4');
    press('/');
    await shows('esc cancel');
    press('zz');
    await shows('/item-4zz');
    press('\u001b');
    await shows('items 1 of 1 of 5  /item-4');
    expect(hands.ui.get().items.filter).toBe('item-4');
  });

  it('recall the last filter on /, and lose it on esc', async () => {
    const { press, shows, lacks } = await openApp(batch(), {
      screen: 'items',
      catalogue: catalogueOf(5),
    });
    press('/');
    await shows('text, state:');
    press('state:esc\r');
    await shows('items 1 of 1 of 5');
    press('/');
    await shows('/state:esc_');
    press('\u001b');
    await lacks('/state:esc_');
    press('\u001b');
    await shows('items 1 of 5');
  });

  it('keep the selection with its item when the order changes', async () => {
    const { press, shows } = await openApp(batch(), { screen: 'items', catalogue: catalogueOf(5) });
    await shows('› item-0');
    press('j');
    press('j');
    await shows('› item-2');
    press('S');
    press('S');
    await shows('by cost');
    await shows('› item-2');
  });

  it('are tried again, skipped, copied and opened by a key, or the key says why not', async () => {
    const { press, shows, commands, copied, opened } = await openApp(batch(), {
      screen: 'items',
      catalogue: catalogueOf(5),
    });
    await shows('› item-0');
    press('r');
    await shows('it is waiting; only escalated and parked items are tried again');
    press('s');
    await vi.waitFor(() => expect(commands).toEqual([{ type: 'skip', item: 'item-0' }]));
    press('j');
    await shows('› item-1');
    press('s');
    await shows('it is accepted already');
    press('j');
    await shows('› item-2');
    press('r');
    await vi.waitFor(() => expect(commands).toContainEqual({ type: 'retry', item: 'item-2' }));
    press('c');
    press('C');
    await vi.waitFor(() => expect(copied).toEqual(['item-2', '/nowhere/content/work/item-2']));
    press('o');
    await vi.waitFor(() => expect(opened).toEqual(['item-2']));
  });

  it('are drilled into', async () => {
    const { press, shows, hands } = await openApp(batch(), { screen: 'items' });
    await shows('› item-1');
    press('\r');
    await vi.waitFor(() => expect(hands.ui.get().item?.id).toBe('item-1'));
  });
});
