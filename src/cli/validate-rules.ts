import { existsSync } from 'node:fs';
import { factoryConfigSchema } from '../engine/factory-config.ts';
import { contentPaths } from '../engine/paths.ts';
import type { CatalogueItem, Product } from '../engine/product.ts';
import { type UncheckedPolicy, uncheckedPolicy } from '../engine/unchecked.ts';
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
  return { product, items, policy: uncheckedPolicy(product, config), prove: config.prove };
}

function rulesOf(name: string): Rules {
  const { product } = findProduct(name);
  const config = factoryConfigSchema.parse({ product: name });
  const policy = uncheckedPolicy(product, config);
  return { product, items: undefined, policy, prove: config.prove };
}
