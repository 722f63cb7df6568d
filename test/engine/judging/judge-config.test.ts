import { expect, test } from 'vitest';
import {
  type JudgeConfig,
  judgeModel,
  judgeModels,
  seatJudge,
} from '../../../src/engine/judging/judge-config.ts';
import { missingPrices } from '../../../src/engine/missing-prices.ts';
import type { Route } from '../../../src/engine/routing.ts';
import { BUILT_IN_PRICES } from '../../../src/models/price-table.ts';
import { tinyProduct } from '../tiny-product.ts';
import { tinyJudge } from './tiny-judge.ts';

const policy = { accept: [], broken: 'escalate' as const };

function routeOf(...models: string[]): Route[] {
  return [{ name: 'own', when: {}, steps: models.map((model) => ({ model, maxRepairs: 1 })) }];
}

function seat(config: JudgeConfig, routes = tinyProduct.routes, ownRoutes?: Route[]) {
  return seatJudge(tinyJudge, { config, policy, routes, ownRoutes });
}

test('the first model that is not the author judges', () => {
  const judge = seat({});
  if (!judge) throw new Error('no judge');
  expect(judgeModel(judge, 'claude-haiku-5-5')).toBe('claude-sonnet-5-5');
  expect(judgeModel(judge, 'claude-sonnet-5-5')).toBe('claude-haiku-5-5');
  expect(judgeModels(judge, routeOf('claude-sonnet-5-5', 'x'))).toEqual([
    'claude-haiku-5-5',
    'claude-sonnet-5-5',
  ]);
});

test('a judge that would judge itself is refused at the start, in words that say what to write', () => {
  expect(() => seat({ model: 'claude-haiku-5-5' })).toThrow(
    'No model is there to judge what claude-haiku-5-5 writes: expected another one, found claude-haiku-5-5. Name it in factory.json as "judge": {"model": "…"}, or do without with "judge": "off".',
  );
  expect(seat({ model: 'other' })?.models).toEqual(['other']);
});

test('with routes of factory.json the judge is one of their models, the last resort first', () => {
  const own = routeOf('local-small', 'local-large');
  expect(seat({}, own, own)?.models).toEqual(['local-large', 'local-small']);
  const alone = routeOf('local');
  expect(() => seat({}, alone, alone)).toThrow(/judge what local writes/);
  expect(seat('off', alone, alone)).toBeUndefined();
});

test('a threshold is on the scale', () => {
  expect(seat({ threshold: 4.5 })?.threshold).toBe(4.5);
  for (const threshold of [0, 5.1]) {
    expect(() => seat({ threshold })).toThrow(`expected a number from 1 to 5, found ${threshold}`);
  }
});

test('a budget needs the price of the judge, too', () => {
  const { routes } = tinyProduct;
  const seatedJudge = seat({ model: 'unpriced' });
  expect(missingPrices({ routes, prices: BUILT_IN_PRICES, seatedJudge })).toContain('unpriced');
  expect(missingPrices({ routes, prices: BUILT_IN_PRICES, seatedJudge: seat({}) })).toBeUndefined();
});
