import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readCatalogue } from '../engine/catalogue/catalogue.ts';
import { type FactoryConfig, readFactoryConfig } from '../engine/factory-config.ts';
import { type ContentPaths, contentPaths } from '../engine/files/paths.ts';
import { readPlainFile } from '../engine/files/plain-file.ts';
import type { CatalogueItem, Guides } from '../engine/product.ts';
import { errorCode } from '../engine/user-error.ts';
import { findProduct, type RegisteredProduct } from '../products/registry.ts';

/** Far more than a prompt takes: every conversation begins with all guides. */
const largestGuideBytes = 2_000_000;

/** A content directory, read and checked. */
export interface Content extends RegisteredProduct {
  paths: ContentPaths;
  config: FactoryConfig;
  catalogue: CatalogueItem[];
}

/** Reads factory.json and the catalogue. Every fault is a UserError with file and line. */
export async function openContent(dir: string): Promise<Content> {
  const paths = contentPaths(dir);
  const config = await readFactoryConfig(paths.factory);
  const registered = findProduct(config.product);
  const { itemSchema } = registered.product;
  const seal = paths.catalogueSeal;
  const catalogue = await readCatalogue(join(dir, config.catalogue), itemSchema, { seal });
  return { ...registered, paths, config, catalogue };
}

/** The texts in guides/, which every conversation begins with; none when there is no such folder. */
export async function readGuides(folder: string): Promise<Guides> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  const names = entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
  const guides = new Map<string, string>();
  for (const name of names) {
    guides.set(name, await readPlainFile(join(folder, name), largestGuideBytes));
  }
  return guides;
}
