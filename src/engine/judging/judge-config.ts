import { z } from 'zod';
import type { CriterionResult } from '../cards/report-card.ts';
import { isTolerated, type UncheckedPolicy } from '../cards/unchecked.ts';
import type { CatalogueItem } from '../product.ts';
import type { Route } from '../routing.ts';
import { UserError } from '../user-error.ts';
import type { OutputJudge } from './output-judge.ts';

/** In factory.json: which model judges, and how strictly; or that none does. */
export const judgeSchema = z.union(
  [
    z.literal('off'),
    z.strictObject({
      /** In place of the product's own models. */
      model: z.string().min(1).optional(),
      /** The least that each score has to be. */
      threshold: z.number().optional(),
    }),
  ],
  { error: 'expected "off", or an object with "model", "threshold" or both' },
);
export type JudgeConfig = z.infer<typeof judgeSchema>;

/** A product's judge with what factory.json says about it. */
export interface SeatedJudge {
  judge: OutputJudge<CatalogueItem>;
  models: readonly string[];
  threshold: number;
  /** Whether an output may be accepted that it could not judge. */
  tolerates(result: CriterionResult): boolean;
}

/** What decides who judges, beside the product. */
export interface JudgeChoice {
  config: JudgeConfig;
  policy: UncheckedPolicy;
  /** The routes in force. */
  routes: readonly Route[];
  /** Those of factory.json, when it has its own: its server may have no other models. */
  ownRoutes: readonly Route[] | undefined;
}

/**
 * The judge of a run, or undefined when there is none. A UserError for a threshold off the scale, and when
 * a model of the routes in force has no other one as its judge.
 */
export function seatJudge(
  judge: OutputJudge<CatalogueItem> | undefined,
  { config, policy, routes, ownRoutes }: JudgeChoice,
): SeatedJudge | undefined {
  if (judge === undefined || config === 'off') return undefined;
  const { least, most } = judge.scale;
  const { model, threshold = judge.threshold } = config;
  if (threshold < least || threshold > most) {
    throw new UserError(
      `factory.json: judge.threshold: expected a number from ${least} to ${most}, found ${threshold}.`,
    );
  }
  const usual = ownRoutes ? lastResortsFirst(ownRoutes) : judge.models;
  const models = model === undefined ? usual : [model];
  const alone = modelsOf(routes).find((author) => models.every((one) => one === author));
  if (alone !== undefined) {
    throw new UserError(
      `No model is there to judge what ${alone} writes: expected another one, found ${models.join(', ')}. ` +
        'Name it in factory.json as "judge": {"model": "…"}, or do without with "judge": "off".',
    );
  }
  return { judge, models, threshold, tolerates: (result) => isTolerated(result, policy) };
}

/** The criterion that a run leaves to its judge, by id; undefined when no model judges. */
export function judgedCriterion(
  judge: OutputJudge<CatalogueItem> | undefined,
  config: JudgeConfig,
): string | undefined {
  return config === 'off' ? undefined : judge?.criterion.id;
}

function lastResortsFirst(routes: readonly Route[]): string[] {
  return [...new Set(routes.flatMap(({ steps }) => steps.map(({ model }) => model).reverse()))];
}

function modelsOf(routes: readonly Route[]): string[] {
  return [...new Set(routes.flatMap(({ steps }) => steps.map(({ model }) => model)))];
}

/** The model that judges what `author` wrote: never that one itself. */
export function judgeModel({ models }: SeatedJudge, author: string): string | undefined {
  return models.find((model) => model !== author);
}

/** Every model that may be asked for a judgement when those routes are taken. */
export function judgeModels(seated: SeatedJudge | undefined, routes: readonly Route[]): string[] {
  const models = modelsOf(routes).flatMap((author) => (seated && judgeModel(seated, author)) ?? []);
  return [...new Set(models)];
}
