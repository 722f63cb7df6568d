import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AttemptOutcome, attemptOutcomes } from '../../src/engine/journal/events.ts';
import {
  chooseRoute,
  nextAttempt,
  type PastAttempt,
  type Route,
} from '../../src/engine/routing.ts';

function route(name: string, when: Route['when'], ...models: string[]): Route {
  return { name, when, steps: models.map((model) => ({ model, maxRepairs: 3 })) };
}

const matrix = [
  route('reference', { complexity: 'high' }, 'opus'),
  route('default', { mustSucceed: true }, 'sonnet', 'opus'),
  route('bulk', {}, 'haiku', 'sonnet', 'opus'),
];

function past(model: string, outcome: AttemptOutcome): PastAttempt {
  return { model, outcome, detail: `${outcome} for a reason` };
}

/** The model tried next, or why a person is needed. */
function next(...tried: PastAttempt[]): string {
  const [, , bulk] = matrix;
  if (!bulk) throw new Error('no bulk route');
  const chosen = nextAttempt(bulk, tried);
  return chosen.type === 'attempt' ? chosen.step.model : chosen.reason;
}

describe('the route of a workload', () => {
  test.each([
    ['high', true, 'reference'],
    ['high', false, 'reference'],
    ['ordinary', true, 'default'],
    ['ordinary', false, 'bulk'],
  ] as const)('of %s complexity that must succeed: %s, is %s', (complexity, mustSucceed, name) => {
    expect(chooseRoute(matrix, { complexity, mustSucceed })?.name).toBe(name);
  });

  test('is the first row that fits, and none when none does', () => {
    const rows = [route('a', { complexity: 'high', mustSucceed: true }, 'x'), ...matrix];
    expect(chooseRoute(rows, { complexity: 'high', mustSucceed: true })?.name).toBe('a');
    expect(
      chooseRoute(rows.slice(0, 1), { complexity: 'high', mustSucceed: false }),
    ).toBeUndefined();
  });
});

describe('the next attempt', () => {
  test('begins with the first step', () => {
    expect(next()).toBe('haiku');
  });

  test.each(['failed', 'stuck', 'refused', 'turns', 'error'] as const)(
    'after one that ended %s is the next step',
    (outcome) => {
      expect(next(past('haiku', outcome))).toBe('sonnet');
      expect(next(past('haiku', outcome), past('sonnet', outcome))).toBe('opus');
    },
  );

  test('says what the one before came to', () => {
    const chosen = nextAttempt(route('r', {}, 'a', 'b'), [past('a', 'failed')]);
    expect(chosen.reason).toBe('a ended: failed for a reason');
  });

  test('after a cut is the same step once more, and then the next', () => {
    expect(next(past('haiku', 'cut'))).toBe('haiku');
    expect(next(past('haiku', 'cut'), past('haiku', 'cut'))).toBe('sonnet');
    expect(next(past('haiku', 'cut'), past('haiku', 'failed'))).toBe('sonnet');
    expect(next(past('haiku', 'cut'), past('haiku', 'failed'), past('sonnet', 'cut'))).toBe('opus');
  });

  test.each(['limit', 'unchecked'] as const)(
    'after one that ended %s is a person, with the reason',
    (outcome) => {
      expect(next(past('haiku', outcome))).toBe(`${outcome} for a reason`);
    },
  );

  test('after the whole route is a person, who is told the whole story', () => {
    expect(next(past('haiku', 'failed'), past('sonnet', 'stuck'), past('opus', 'refused'))).toBe(
      'route bulk is exhausted: haiku: failed for a reason; sonnet: stuck for a reason; opus: refused for a reason',
    );
  });

  test('passes over a step that is no longer in the route', () => {
    expect(next(past('gone', 'failed'))).toBe('haiku');
  });

  test('may be the same model again, where the route names it twice', () => {
    const twice = route('twice', {}, 'a', 'a', 'b');
    const models: string[] = [];
    const tried: PastAttempt[] = [];
    for (
      let chosen = nextAttempt(twice, tried);
      chosen.type === 'attempt';
      chosen = nextAttempt(twice, tried)
    ) {
      models.push(chosen.step.model);
      tried.push(past(chosen.step.model, 'failed'));
    }
    expect(models).toEqual(['a', 'a', 'b']);
  });

  test('comes to a person after at most one attempt more than there are steps', () => {
    const outcomes = fc.array(
      fc.constantFrom(...attemptOutcomes.filter((one) => one !== 'passed')),
      {
        minLength: 10,
        maxLength: 10,
      },
    );
    const models = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(models, outcomes, (steps, ends) => {
        const tried: PastAttempt[] = [];
        for (const outcome of ends) {
          const chosen = nextAttempt(route('r', {}, ...steps), tried);
          if (chosen.type === 'escalate') break;
          tried.push(past(chosen.step.model, outcome));
        }
        expect(tried.length).toBeLessThanOrEqual(steps.length + 1);
        const cut = tried.findIndex(({ outcome }) => outcome === 'cut');
        const order = tried.map(({ model }) => model);
        const once = order.filter((model, at) => at !== cut + 1 || cut < 0 || model !== order[cut]);
        if (!tried.some(({ outcome }) => outcome === 'cut'))
          expect(once).toEqual(steps.slice(0, once.length));
      }),
      { seed: 51, numRuns: 500 },
    );
  });
});
