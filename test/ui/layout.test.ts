import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planFloor, planScreen, smallest } from '../../src/ui/layout.ts';

describe('the layout', () => {
  it('never gives away more rows or cells than the terminal has', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: smallest.columns, max: 300 }),
        fc.integer({ min: smallest.rows, max: 100 }),
        fc.integer({ min: 1, max: 1000 }),
        (columns, rows, workers) => {
          const screen = planScreen({ columns, rows });
          expect(screen.headerRows + screen.bodyRows + 3).toBe(rows);
          const plan = planFloor({ columns, bodyRows: screen.bodyRows, workers });
          const below = plan.failures.place === 'below' ? plan.failures.rows : 0;
          expect(plan.workersRows + below).toBeLessThanOrEqual(screen.bodyRows);
          const beside = plan.failures.place === 'beside' ? plan.failures.width + 2 : 0;
          const taken = plan.across * plan.width + (plan.across - 1) * 2 + beside;
          expect(taken).toBeLessThanOrEqual(columns);
          const high = Math.ceil(plan.shown / plan.across) * plan.paneRows;
          expect(high).toBeLessThanOrEqual(plan.workersRows);
        },
      ),
    );
  });

  it('has room for every one of 50 workers on 80x24 and on 120x40', () => {
    for (const [columns, rows] of [
      [80, 24],
      [120, 40],
    ] as const) {
      const { bodyRows } = planScreen({ columns, rows });
      const plan = planFloor({ columns, bodyRows, workers: 50 });
      expect(plan).toMatchObject({ mode: 'rows', shown: 50 });
    }
  });

  it('gives four workers panes on 80x24', () => {
    const { bodyRows } = planScreen({ columns: 80, rows: 24 });
    expect(planFloor({ columns: 80, bodyRows, workers: 4 })).toMatchObject({
      mode: 'panes',
      across: 2,
    });
  });
});
