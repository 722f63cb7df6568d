import type { Product } from '../engine/product.ts';
import { UserError } from '../engine/user-error.ts';
import type { RehearsalScript } from '../rehearsal/script.ts';
import { algorithms } from './algorithms/product.ts';

/** A product, and how to load what its rehearsal plays: only a rehearsal pays for that. */
export interface RegisteredProduct {
  product: Product;
  loadScript(): Promise<RehearsalScript>;
}

/** Every product there is. A new one is its folder, its content directory and a line here. */
const products: RegisteredProduct[] = [
  {
    product: algorithms,
    loadScript: async () => (await import('./algorithms/rehearsal/script.ts')).algorithmsScript,
  },
];

/** The product of that name. Throws a UserError that names those there are. */
export function findProduct(name: string): RegisteredProduct {
  const found = products.find(({ product }) => product.name === name);
  if (found) return found;
  const known = products.map(({ product }) => product.name).join(', ');
  throw new UserError(`unknown product "${name}": expected one of ${known}.`);
}
