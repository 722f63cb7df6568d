import { existsSync } from 'node:fs';
import { type UncheckedPolicy, uncheckedPolicy } from '../engine/cards/unchecked.ts';
import { type FactoryConfig, factoryConfigSchema } from '../engine/factory-config.ts';
import { contentPaths } from '../engine/files/paths.ts';
import { judgedCriterion, type SeatedJudge, seatJudge } from '../engine/judging/judge-config.ts';
import type { CatalogueItem, Product } from '../engine/product.ts';
import { findProduct } from '../products/registry.ts';
import { contentDir } from './content-dir.ts';
import { openContent } from './open-content.ts';

/** What decides over files that lie anywhere. */
export interface Rules {
  product: Product;
  /** Undefined when there is no content directory: what needs the catalogue is then not checked. */
  items: ReadonlyMap<string, CatalogueItem> | undefined;
  policy: UncheckedPolicy;
  prove: boolean;
  /** The judge of a run, undefined when there is none; nobody asks it here. */
  seatJudge(): SeatedJudge | undefined;
  /** The criterion that is left to it. */
  judged: string | undefined;
}

/** The rules of a content directory, or of a product alone where there is none or it makes another one. */
export async function findRules(
  dir: string | undefined,
  flags: { content?: string; product?: string },
): Promise<Rules> {
  const root = contentDir(dir, flags.content);
  const isNamed = dir !== undefined || flags.content !== undefined;
  if (!existsSync(contentPaths(root).factory) && !isNamed) {
    return rulesOf(flags.product ?? 'algorithms');
  }
  const { product, config, catalogue } = await openContent(root);
  if (flags.product !== undefined && flags.product !== config.product)
    return rulesOf(flags.product);
  const items = new Map(catalogue.map((item) => [item.id, item]));
  return { items, ...rulesIn(product, config) };
}

function rulesOf(name: string): Rules {
  const { product } = findProduct(name);
  const config = factoryConfigSchema.parse({ product: name });
  return { items: undefined, ...rulesIn(product, config) };
}

function rulesIn(product: Product, config: FactoryConfig): Omit<Rules, 'items'> {
  const policy = uncheckedPolicy(product, config);
  const { judge, routes: ownRoutes } = config;
  const choice = { config: judge, policy, routes: ownRoutes ?? product.routes, ownRoutes };
  const seat = () => seatJudge(product.outputJudge, choice);
  const judged = judgedCriterion(product.outputJudge, judge);
  return { product, policy, prove: config.prove, seatJudge: seat, judged };
}
